import type { Kind, ObjectOf } from './kind';
import type { ApiObject } from './types';

/** The kinds that a reader, a lab or a simulated API server works with. */
export interface Registry<T extends ApiObject = ApiObject> {
  readonly kinds: readonly Kind<T>[];
  /** The kind that a manifest's `apiVersion` and `kind` name. */
  find(apiVersion: string, kind: string): Kind<T> | undefined;
  /** The kinds of this name in any group and version, in the order of the registry. */
  named(kind: string): readonly Kind<T>[];
  /** The kind that is served under a plural name of a group (empty: core), in that version; the first one where none is named. */
  served(group: string, plural: string, version?: string): Kind<T> | undefined;
  /** The registry with more kinds; one that is there already under the same apiVersion and kind is replaced. */
  with<K extends Kind>(kinds: readonly K[]): Registry<T | ObjectOf<K>>;
}

const key = (apiVersion: string, kind: string): string => `${apiVersion} ${kind}`;
const pluralKey = (group: string, plural: string, version = '*'): string => `${group}/${version} ${plural}`;

const pluralKeys = ({ resource }: Pick<Kind, 'resource'>): readonly string[] => (resource === undefined ? [] : [pluralKey(resource.group, resource.plural), pluralKey(resource.group, resource.plural, resource.version)]);

/** A registry of some kinds: `createRegistry([podKind, deploymentKind])`. A page carries the kinds that its registry names and no other. */
export function createRegistry<K extends Kind>(kinds: readonly K[]): Registry<ObjectOf<K>> {
  return registryOf(kinds as readonly unknown[] as readonly Kind<ObjectOf<K>>[]);
}

function registryOf<T extends ApiObject>(kinds: readonly Kind<T>[]): Registry<T> {
  const byName = new Map(kinds.map((one) => [key(one.apiVersion, one.kind), one]));
  // Made when first asked for, because kinds read their tables only then. Backwards: of several versions the first stays.
  let byPlural: ReadonlyMap<string, Kind<T>> | undefined;
  const plurals = () => (byPlural ??= new Map([...kinds].reverse().flatMap((one) => pluralKeys(one).map((name) => [name, one] as const))));
  return {
    kinds,
    find: (apiVersion, kind) => byName.get(key(apiVersion, kind)),
    named: (kind) => kinds.filter((one) => one.kind === kind),
    served: (group, plural, version) => plurals().get(pluralKey(group, plural, version)),
    with: <M extends Kind>(more: readonly M[]) => {
      const all = new Map<string, Kind<T> | M>([...byName, ...more.map((one) => [key(one.apiVersion, one.kind), one] as const)]);
      return registryOf([...all.values()] as readonly unknown[] as readonly Kind<T | ObjectOf<M>>[]);
    },
  };
}
