/** Cases of kinds `appHealth` and `diff`: an application compared with a cluster. */
import { isObject } from '../../../src/simulation/api/schema/walk';
import { compareApplication } from '../../../src/simulation/gitops/compare/compare';
import type { Comparison, ResourceStatus, Surroundings } from '../../../src/simulation/gitops/compare/compare';
import type { IgnoredDifference } from '../../../src/simulation/gitops/diff/ignore';
import type { JsonObject } from '../../../src/simulation/gitops/objects';
import { dryRunOf } from './dry-run';
import { scriptsWith } from './health';
import { finder, registryFor } from './world';

const NAMESPACE = 'argocd';
export const DESTINATION = 'shop';

export function surroundings(live: readonly JsonObject[], configMap: Readonly<Record<string, string>> = {}): Surroundings {
  const registry = registryFor(live);
  return { controlNamespace: NAMESPACE, configMap, kind: finder(registry), dryRun: dryRunOf(registry, live), scripts: scriptsWith(configMap) };
}

function difference(live: unknown, after: unknown, path: string): object[] {
  const escape = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');
  const inner = (keys: Iterable<string>, at: (of: unknown, key: string) => unknown): object[] => [...keys].flatMap((key) => difference(at(live, key), at(after, key), `${path}/${escape(key)}`));
  if (isObject(live) && isObject(after)) return inner(new Set([...Object.keys(live), ...Object.keys(after)].sort()), (of, key) => (of as JsonObject)[key]);
  if (Array.isArray(live) && Array.isArray(after)) return inner(Array.from({ length: Math.max(live.length, after.length) }, (_, at) => String(at)), (of, key) => (of as unknown[])[Number(key)]);
  if (JSON.stringify(live) === JSON.stringify(after)) return [];
  return [{ path, ...(live === undefined ? {} : { live }), ...(after === undefined ? {} : { afterSync: after }) }];
}

const placeOf = ({ group, kind, namespace, name }: ResourceStatus): string => [group, kind, namespace, name].join('/');

function shown(comparison: Comparison, withHealth: boolean): object[] {
  return comparison.resources.map((resource, index) => ({ resource, diff: comparison.diffs[index]! }))
    .sort((a, b) => (placeOf(a.resource) < placeOf(b.resource) ? -1 : 1))
    .map(({ resource: { kind, name, status, health, hook, requiresPruning }, diff }) => ({
      kind, name, ...(status === undefined ? {} : { sync: status }), ...(hook ? { hook } : {}), ...(requiresPruning ? { requiresPruning } : {}),
      ...(withHealth && health !== undefined ? { health: health.status, ...(health.message === '' ? {} : { message: health.message }) } : {}),
      ...(!withHealth && diff.modified && diff.live !== null && diff.predicted !== null ? { differences: difference(diff.live, diff.predicted, '') } : {}),
    }));
}

export function replayAppHealth({ application, git, live }: { application: { name: string; namespace: string }; git: readonly JsonObject[]; live: readonly JsonObject[] }): unknown {
  const comparison = compareApplication({ name: application.name, namespace: NAMESPACE, destinationNamespace: application.namespace }, { manifests: git }, live, surroundings(live));
  return { sync: comparison.status, health: comparison.health, resources: shown(comparison, true) };
}

interface DiffInput {
  readonly application: { readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> }; readonly spec: { readonly ignoreDifferences?: IgnoredDifference[]; readonly syncPolicy?: { readonly syncOptions?: string[] } } };
  readonly 'argocd-cm'?: Record<string, string>;
  readonly git: readonly JsonObject[];
  readonly live: readonly JsonObject[];
}

/** The recordings show definitions of kinds without their status, which every server gives them. */
const established = (object: JsonObject): JsonObject => (object.kind === 'CustomResourceDefinition' && object.status === undefined
  ? { ...object, status: { conditions: ['NamesAccepted', 'Established'].map((type) => ({ type, status: 'True', reason: type, message: '' })) } } : object);

export function replayDiff({ application: { metadata, spec }, 'argocd-cm': configMap, git, live: shownLive }: DiffInput): unknown {
  const live = shownLive.map(established);
  const comparison = compareApplication({
    name: metadata.name, namespace: NAMESPACE, annotations: metadata.annotations ?? {}, destinationNamespace: DESTINATION,
    ignoreDifferences: spec.ignoreDifferences ?? [], syncOptions: spec.syncPolicy?.syncOptions ?? [],
  }, { manifests: git }, live, surroundings(live, configMap));
  return { sync: comparison.status, resources: shown(comparison, false), ...(comparison.conditions.length === 0 ? {} : { conditions: comparison.conditions }) };
}
