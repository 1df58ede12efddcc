import type { Kind, ObjectOf } from './kind';
import type { ApiObject } from './types';

/** The kinds that a reader, a lab or a simulated API server works with. */
export interface Registry<T extends ApiObject = ApiObject> {
  readonly kinds: readonly Kind<T>[];
  /** The kind that a manifest's `apiVersion` and `kind` name. */
  find(apiVersion: string, kind: string): Kind<T> | undefined;
  /** The kinds of this name in any group and version, in the order of the registry. */
  named(kind: string): readonly Kind<T>[];
  /** The kind that is served under a plural name of a group (empty: core); the first version where there are several. */
  served(group: string, plural: string): Kind<T> | undefined;
  /** The registry with more kinds; one that is there already under the same apiVersion and kind is replaced. */
  with<K extends Kind>(kinds: readonly K[]): Registry<T | ObjectOf<K>>;
}

const key = (apiVersion: string, kind: string): string => `${apiVersion} ${kind}`;

/** A registry of some kinds: `createRegistry([podKind, deploymentKind])`. A page carries the kinds that its registry names and no other. */
export function createRegistry<K extends Kind>(kinds: readonly K[]): Registry<ObjectOf<K>> {
  return registryOf(kinds as readonly unknown[] as readonly Kind<ObjectOf<K>>[]);
}

function registryOf<T extends ApiObject>(kinds: readonly Kind<T>[]): Registry<T> {
  const byName = new Map(kinds.map((one) => [key(one.apiVersion, one.kind), one]));
  return {
    kinds,
    find: (apiVersion, kind) => byName.get(key(apiVersion, kind)),
    named: (kind) => kinds.filter((one) => one.kind === kind),
    served: (group, plural) => kinds.find(({ resource }) => resource?.group === group && resource.plural === plural),
    with: <M extends Kind>(more: readonly M[]) => {
      const all = new Map<string, Kind<T> | M>([...byName, ...more.map((one) => [key(one.apiVersion, one.kind), one] as const)]);
      return registryOf([...all.values()] as readonly unknown[] as readonly Kind<T | ObjectOf<M>>[]);
    },
  };
}
