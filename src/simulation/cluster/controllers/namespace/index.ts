import { formatTime, parseTime } from '../../../base/time';
import type { ApiObject, Pod } from '../../../api';
import type { Namespace } from '../../../api/generated/types/core.v1';
import type { Registry } from '../../../api/registry';
import type { Resource } from '../../../api/schema/resources';
import { groupQualified } from '../../../api/status';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';

const SECOND = 1_000_000;
/** namespaceDeletionGracePeriod: time for others to hear of it first. */
const GRACE = 5 * SECOND;
/** finalizerEstimateSeconds. */
const FINALIZER_ESTIMATE = 15;
const KUBERNETES = 'kubernetes';

type Condition = NonNullable<NonNullable<Namespace['status']>['conditions']>[number];

/** The conditions in upstream's order, with what they say when all is well. */
const WELL: readonly (readonly [type: string, reason: string, message: string])[] = [
  ['NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'ParsedGroupVersions', 'All legacy kube types successfully parsed'],
  ['NamespaceDeletionContentFailure', 'ContentDeleted', 'All content successfully deleted, may be waiting on finalization'],
  ['NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'],
  ['NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'],
];

/** What is left of a namespace's content, and how long it may take, in seconds. */
interface Remains {
  readonly byResource: ReadonlyMap<string, number>;
  readonly byFinalizer: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
  readonly estimate: number;
}

/** estimateGracefulTerminationForPods. */
function podsEstimate(pods: readonly Pod[], deletedAt: number, now: number): number {
  const longest = Math.max(0, ...pods.filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed').map(({ spec }) => spec.terminationGracePeriodSeconds ?? 0));
  return Math.max(1, longest - Math.floor((now - deletedAt) / SECOND));
}

/** deleteAllContentForGroupVersionResource: deletes all of one resource, and lists what stays. */
function empty(resource: Resource, name: string, work: Work<null>): readonly ApiObject[] {
  const place = { group: resource.group, resource: resource.plural, namespace: name };
  const deleted = work.client.send({ verb: 'deletecollection', ...place, deleteOptions: { propagationPolicy: 'Background' } });
  if ('failure' in deleted) throw new RequestError(deleted.failure);
  const left = work.client.send({ verb: 'list', ...place });
  if ('failure' in left) throw new RequestError(left.failure);
  return 'list' in left ? left.list : [];
}

/** deleteAllContent: Pods go before everything else (ordered namespace deletion). */
function emptyAll(registry: Registry, namespace: Namespace, work: Work<null>): Remains {
  const name = namespace.metadata.name ?? '';
  const resources = registry.kinds.flatMap(({ resource }) => (resource?.namespaced === true && resource.verbs.includes('deletecollection') ? [resource] : []));
  const deletedAt = parseTime(namespace.metadata.deletionTimestamp ?? '') ?? work.now;
  const [byResource, byFinalizer, failures] = [new Map<string, number>(), new Map<string, number>(), [] as string[]];
  let estimate = 0;
  const one = (resource: Resource): number => {
    try {
      const left = empty(resource, name, work);
      if (left.length === 0) return 0;
      byResource.set(`${resource.plural}.${resource.group}`, left.length);
      for (const finalizer of left.flatMap(({ metadata }) => metadata.finalizers ?? [])) byFinalizer.set(finalizer, (byFinalizer.get(finalizer) ?? 0) + 1);
      const held = left.some(({ metadata }) => (metadata.finalizers ?? []).length > 0);
      estimate = Math.max(estimate, groupQualified(resource.group, resource.plural) === 'pods' ? podsEstimate(left as Pod[], deletedAt, work.now) : 0, held ? FINALIZER_ESTIMATE : 0);
      return left.length;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (!hasReason(error, 'NotFound')) failures.push(error.message);
      return 0;
    }
  };
  const isPods = ({ group, plural }: Resource): boolean => group === '' && plural === 'pods';
  const pods = resources.filter(isPods).map(one).reduce((sum, count) => sum + count, 0);
  if (pods === 0) resources.filter((resource) => !isPods(resource)).forEach(one);
  return { byResource, byFinalizer, failures, estimate };
}

const listed = (counts: ReadonlyMap<string, number>, between: string): string => [...counts].map(([what, count]) => `${what} ${between} ${count} resource instances`).sort().join(', ');

/** ProcessContentTotals, ProcessDeleteContentErr and Update. */
function conditions(namespace: Namespace, { byResource, byFinalizer, failures }: Remains, now: number): readonly Condition[] {
  const trouble: Readonly<Record<string, readonly [reason: string, message: string] | undefined>> = {
    NamespaceDeletionContentFailure: failures.length === 0 ? undefined : ['ContentDeletionFailed', `Failed to delete all resource types, ${failures.length} remaining: ${failures.join(', ')}`],
    NamespaceContentRemaining: byResource.size === 0 ? undefined : ['SomeResourcesRemain', `Some resources are remaining: ${listed(byResource, 'has')}`],
    NamespaceFinalizersRemaining: byFinalizer.size === 0 ? undefined : ['SomeFinalizersRemain', `Some content in the namespace has finalizers remaining: ${listed(byFinalizer, 'in')}`],
  };
  return WELL.map(([type, goodReason, goodMessage]) => {
    const [reason, message] = trouble[type] ?? [goodReason, goodMessage];
    const status = trouble[type] === undefined ? 'False' : 'True';
    const before = (namespace.status?.conditions ?? []).find((one) => one.type === type);
    const since = before?.status === status && before.lastTransitionTime !== undefined ? before.lastTransitionTime : formatTime(now);
    return { type, status, reason, message, lastTransitionTime: since };
  });
}

/** Delete of the namespacedResourcesDeleter. */
function reconcile(registry: Registry, key: string, work: Work<null>): void {
  if (work.view.get('namespaces', undefined, key) === undefined) return;
  let namespace: Namespace;
  try {
    namespace = work.client.get('namespaces', undefined, key);
  } catch (error) {
    if (hasReason(error, 'NotFound')) return;
    throw error;
  }
  if (namespace.metadata.deletionTimestamp === undefined || (namespace.spec?.finalizers ?? []).length === 0) return;
  const remains = emptyAll(registry, namespace, work);
  const status = { ...namespace.status, phase: 'Terminating', conditions: conditions(namespace, remains, work.now) };
  namespace = work.client.update({ ...namespace, status }, 'status');
  if (remains.byResource.size > 0 || remains.failures.length > 0) return work.enqueueAfter(key, (Math.floor(remains.estimate / 2) + 1) * SECOND);
  work.client.update({ ...namespace, spec: { ...namespace.spec, finalizers: (namespace.spec?.finalizers ?? []).filter((one) => one !== KUBERNETES) } }, 'finalize');
}

/** pkg/controller/namespace, for the kinds of a registry. */
export const namespaceController = (registry: Registry): Controller<null> => ({
  name: 'namespace-controller',
  user: controllerUser('namespace-controller'),
  memory: null,
  handlers: {
    namespaces: ({ type, object }, desk) => {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined) desk.enqueueAfter(object.metadata.name ?? '', GRACE);
    },
  },
  reconcile: (key, work) => reconcile(registry, key, work),
});
