import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { formatTime, parseTime } from '../../../base/time';
import { semanticEqual } from '../../../api/equal';
import type { ApiObject, Pod } from '../../../api';
import type { Namespace } from '../../../api/generated/types/core.v1';
import type { Resource } from '../../../api/schema/resources';
import { API_SERVICES, isAvailable } from '../../aggregation/backend';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { isPodTerminal } from '../../control/pods';

const SECOND = 1_000_000;
/** namespaceDeletionGracePeriod: time for others to hear of it first. */
const GRACE = 5 * SECOND;
/** finalizerEstimateSeconds. */
const FINALIZER_ESTIMATE = 15;
/** How long the API server takes to answer one of its requests, µs: it asks two of each resource, one after another; to delete each object; and to say all that it serves, which is asked for before. */
const [REQUEST, DELETE, DISCOVERY] = [5000, 10_000, 50_000];
/** nsControllerRateLimiter: when it is tried again after the first failure, and at the latest. */
const [AGAIN, LATEST] = [5000, 60 * SECOND];
/** The keys under which it knows the resources of a namespace, and is done with one that it began to empty. */
const [KNOWN, DONE] = ['known:', 'done:'];
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

/** What is left of a namespace's content, and how long it may take, in seconds; `took`: µs until it was found out. */
interface Remains {
  readonly byResource: ReadonlyMap<string, number>;
  readonly byFinalizer: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
  /** Why not all was found that is served. */
  readonly undiscovered: string | undefined;
  readonly estimate: number;
  readonly took: number;
}

export interface NamespaceMemory {
  /** What was found where it is not told yet. */
  readonly found: OrderedMap<string, Remains>;
  /** How often in a row something went wrong with a namespace. */
  readonly failed: OrderedMap<string, number>;
}

type Tools = Work<NamespaceMemory>;

/** estimateGracefulTermination: 0 when their time is over, or all have ended. */
function podsEstimate(pods: readonly Pod[], deletedAt: number, now: number): number {
  const longest = Math.max(0, ...pods.filter((pod) => !isPodTerminal(pod)).map(({ spec }) => spec.terminationGracePeriodSeconds ?? 0));
  return now - deletedAt >= longest * SECOND ? 0 : longest;
}

/** deleteAllContentForGroupVersionResource: deletes all of one resource, and lists what stays. */
function empty(resource: Resource, name: string, work: Tools): { readonly deleted: number; readonly left: readonly ApiObject[] } {
  const place = { group: resource.group, resource: resource.plural, namespace: name };
  const deleted = work.client.send({ verb: 'deletecollection', ...place, deleteOptions: { propagationPolicy: 'Background' } });
  if ('failure' in deleted) throw new RequestError(deleted.failure);
  const left = work.client.send({ verb: 'list', ...place });
  if ('failure' in left) throw new RequestError(left.failure);
  return { deleted: 'list' in deleted ? deleted.list.length : 0, left: 'list' in left ? left.list : [] };
}

/** Of several versions of a resource the first, which is the preferred one. */
const preferred = ({ group, plural }: Resource, at: number, all: readonly Resource[]): boolean => all.findIndex((one) => one.group === group && one.plural === plural) === at;

/** What discovery says of group versions whose API servers do not answer (client-go discovery ErrGroupDiscoveryFailed, StaleGroupVersionError). */
function discoveryFailure(work: Tools): string | undefined {
  const stale = work.view.list(API_SERVICES).filter((one) => one.spec.service !== undefined && !isAvailable(one)).map(({ spec: { group = '', version = '' } }) => `${group}/${version}`);
  if (stale.length === 0) return undefined;
  return `Discovery failed for some groups, ${stale.length} failing: unable to retrieve the complete list of server APIs: ${stale.map((one) => `${one}: stale GroupVersion discovery: ${one}`).sort().join(', ')}`;
}

/** deleteAllContent: Pods go before everything else (ordered namespace deletion). */
function emptyAll(namespace: Namespace, work: Tools): Remains {
  const name = namespace.metadata.name ?? '';
  const resources = work.registry.kinds.flatMap(({ resource }) => (resource?.namespaced === true && resource.verbs.includes('deletecollection') ? [resource] : [])).filter(preferred);
  const deletedAt = parseTime(namespace.metadata.deletionTimestamp ?? '') ?? work.now;
  const [byResource, byFinalizer, failures] = [new Map<string, number>(), new Map<string, number>(), [] as string[]];
  let [estimate, took] = [0, REQUEST];
  const undiscovered = discoveryFailure(work);
  /** deleteAllContentForGroupVersionResource: how many are left. */
  const one = (resource: Resource, own: number): number => {
    try {
      const { deleted, left } = empty(resource, name, work);
      took += 2 * REQUEST + deleted * DELETE;
      if (left.length === 0) return 0;
      byResource.set(`${resource.plural}.${resource.group}`, left.length);
      const finalizers = left.flatMap(({ metadata }) => metadata.finalizers ?? []);
      for (const finalizer of finalizers) byFinalizer.set(finalizer, (byFinalizer.get(finalizer) ?? 0) + 1);
      const takes = own > 0 ? own : finalizers.length > 0 ? FINALIZER_ESTIMATE : 0;
      if (takes === 0) failures.push(`unexpected items still remain in namespace: ${name} for gvr: ${resource.group}/${resource.version}, Resource=${resource.plural}`);
      estimate = Math.max(estimate, takes);
      return left.length;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (!hasReason(error, 'NotFound')) failures.push(error.message);
      return 0;
    }
  };
  const isPods = ({ group, plural }: Resource): boolean => group === '' && plural === 'pods';
  const [pods] = resources.filter(isPods);
  const left = pods === undefined ? 0 : one(pods, podsEstimate(work.view.list('pods', name), deletedAt, work.now));
  // What is left is counted up only where all of it was looked at.
  if (left > 0) return { byResource: new Map(), byFinalizer: new Map(), failures, undiscovered, estimate, took };
  for (const resource of resources) if (!isPods(resource)) one(resource, 0);
  return { byResource, byFinalizer, failures, undiscovered, estimate, took };
}

const listed = (counts: ReadonlyMap<string, number>, between: string): string => [...counts].map(([what, count]) => `${what} ${between} ${count} resource instances`).sort().join(', ');

/** ProcessContentTotals, ProcessDeleteContentErr and Update. */
function conditions(namespace: Namespace, { byResource, byFinalizer, failures, undiscovered }: Remains, now: number): readonly Condition[] {
  const trouble: Readonly<Record<string, readonly [reason: string, message: string] | undefined>> = {
    NamespaceDeletionDiscoveryFailure: undiscovered === undefined ? undefined : ['DiscoveryFailed', undiscovered],
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

/** The Namespace where it is to be emptied. */
function terminating(name: string, work: Tools): Namespace | undefined {
  if (work.view.get('namespaces', undefined, name) === undefined) return undefined;
  try {
    const namespace = work.client.get('namespaces', undefined, name);
    return namespace.metadata.deletionTimestamp === undefined || (namespace.spec?.finalizers ?? []).length === 0 ? undefined : namespace;
  } catch (error) {
    if (hasReason(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** What the server serves is asked for, where there is something to empty. */
function discover(name: string, work: Tools): void {
  if (terminating(name, work) !== undefined) work.enqueueAfter(`${KNOWN}${name}`, DISCOVERY);
}

/** Delete of the namespacedResourcesDeleter, up to the end of deleteAllContent. */
function begin(name: string, work: Tools): void {
  const namespace = terminating(name, work);
  if (namespace === undefined) return;
  const found = emptyAll(namespace, work);
  work.memory = { ...work.memory, found: byText.set(work.memory.found, name, found) };
  work.enqueueAfter(`${DONE}${name}`, found.took);
}

/** What was found is told; a namespace without content is let go of, another one looked at again later. */
function end(name: string, work: Tools): void {
  const found = byText.get(work.memory.found, name);
  if (found === undefined) return;
  const before = byText.get(work.memory.failed, name) ?? 0;
  // Neither is fatal: the rest is deleted, and all is tried again.
  const wrong = found.failures.length > 0 || found.undiscovered !== undefined;
  work.memory = { found: byText.delete(work.memory.found, name), failed: wrong ? byText.set(work.memory.failed, name, before + 1) : byText.delete(work.memory.failed, name) };
  let namespace = terminating(name, work);
  if (namespace === undefined) return;
  const status = { ...namespace.status, phase: 'Terminating', conditions: conditions(namespace, found, work.now) };
  if (!semanticEqual(status, namespace.status)) namespace = work.client.update({ ...namespace, status }, 'status');
  if (wrong) return work.enqueueAfter(name, Math.min(LATEST, AGAIN * 2 ** before));
  if (found.estimate > 0) return work.enqueueAfter(name, (Math.floor(found.estimate / 2) + 1) * SECOND);
  work.client.update({ ...namespace, spec: { ...namespace.spec, finalizers: (namespace.spec?.finalizers ?? []).filter((one) => one !== KUBERNETES) } }, 'finalize');
}

/** pkg/controller/namespace, for all kinds that are served. */
export const namespaceController: Controller<NamespaceMemory> = {
  name: 'namespace-controller',
  user: controllerUser('namespace-controller'),
  memory: { found: null, failed: null },
  handlers: {
    namespaces: ({ type, object }, desk) => {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined) desk.enqueueAfter(object.metadata.name ?? '', GRACE);
    },
  },
  reconcile: (key, work) => {
    if (key.startsWith(DONE)) end(key.slice(DONE.length), work);
    else if (key.startsWith(KNOWN)) begin(key.slice(KNOWN.length), work);
    else discover(key, work);
  },
};
