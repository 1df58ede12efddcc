import { formatTime, parseTime } from '../../base/time';
import type { ApiObject, Pod } from '../../api';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import { isSystemClass } from '../../api/kinds/scheduling.PriorityClass';
import { forbiddenBy } from '../../api/request/create';
import { objectAt, put, remove } from '../store/store';
import { DEFINITIONS, markedForDeletion } from './definitions';
import { conflict, fromStatus, notFound, preconditionFailed } from './failures';
import { passage } from './judgement';
import { requestKey } from './resource';
import type { Target } from './resource';
import type { ApiServer, DeleteOptions, Failure, Handled, Request, ServerConfig } from './types';

const SECOND = 1_000_000;
export const ORPHAN = 'orphan';
export const FOREGROUND = 'foregroundDeletion';

const isPod = (object: ApiObject): object is Pod => object.apiVersion === 'v1' && object.kind === 'Pod';
const isNamespace = (object: ApiObject): boolean => object.apiVersion === 'v1' && object.kind === 'Namespace';

/** podStrategy.CheckGracefulDelete: how long a Pod is given; a Pod without a node or that has finished gets no time. */
function podGrace({ spec, status }: Pod, { gracePeriodSeconds }: DeleteOptions): number {
  if (!spec.nodeName || status?.phase === 'Failed' || status?.phase === 'Succeeded') return 0;
  const period = gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 0;
  return period < 0 ? 1 : period;
}

const counted = (metadata: ApiObject['metadata']): ApiObject['metadata'] => ((metadata.generation ?? 0) > 0 ? { ...metadata, generation: (metadata.generation ?? 0) + 1 } : metadata);

/** What rest.BeforeDelete makes of an object. */
type Step =
  | { readonly kind: 'now'; readonly object: ApiObject }
  /** It is being deleted already, and this request changes nothing. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'graceful'; readonly object: ApiObject; readonly period: number };

/** rest.BeforeDelete. Only Pods are deleted gracefully. */
function beforeDelete(object: ApiObject, options: DeleteOptions, now: number): Step {
  if (!isPod(object)) return { kind: 'now', object };
  const { metadata } = object;
  if (metadata.deletionTimestamp === undefined) {
    const period = podGrace(object, options);
    const marked: ApiObject = { ...object, metadata: counted({ ...metadata, deletionTimestamp: formatTime(now + period * SECOND), deletionGracePeriodSeconds: period }) };
    return { kind: 'graceful', object: marked, period };
  }
  const before = metadata.deletionGracePeriodSeconds;
  if (before === undefined || before === 0) return { kind: 'now', object };
  // Whoever asks again may only shorten the time.
  if (options.gracePeriodSeconds === undefined || options.gracePeriodSeconds >= before) return { kind: 'pending' };
  const asked = options.gracePeriodSeconds;
  const due = (parseTime(metadata.deletionTimestamp) ?? now) - (before - asked) * SECOND;
  // A time that is over already becomes the shortest that is still graceful.
  const period = due < now && asked !== 0 ? 1 : asked;
  return { kind: 'graceful', object: { ...object, metadata: { ...metadata, deletionTimestamp: formatTime(Math.max(due, now)), deletionGracePeriodSeconds: period } }, period };
}

/** Jobs and ReplicationControllers of their first versions leave their Pods behind unless they are told otherwise (DefaultGarbageCollectionPolicy). */
const orphansByDefault = ({ apiVersion, kind }: ApiObject): boolean => (apiVersion === 'batch/v1' && kind === 'Job') || (apiVersion === 'v1' && kind === 'ReplicationController');

/** deletionFinalizersForGarbageCollection: the finalizers that stand for the propagation that is asked for. */
function withPropagation(object: ApiObject, { propagationPolicy }: DeleteOptions): ApiObject {
  const finalizers = object.metadata.finalizers ?? [];
  const orphan = propagationPolicy === undefined ? !finalizers.includes(FOREGROUND) && (finalizers.includes(ORPHAN) || orphansByDefault(object)) : propagationPolicy === 'Orphan';
  const foreground = propagationPolicy === undefined ? finalizers.includes(FOREGROUND) && !orphan : propagationPolicy === 'Foreground';
  const others = finalizers.filter((one) => one !== ORPHAN && one !== FOREGROUND);
  const next = [...others, ...(orphan ? [ORPHAN] : []), ...(foreground ? [FOREGROUND] : [])];
  const same = next.length === finalizers.length && next.every((one) => finalizers.includes(one));
  return same ? object : { ...object, metadata: { ...object.metadata, finalizers: next } };
}

/** markAsDeleting: it stays until its last finalizer goes. */
function marked(object: ApiObject, now: number): ApiObject {
  const { metadata } = object;
  const begun = metadata.deletionTimestamp === undefined ? counted({ ...metadata, deletionTimestamp: formatTime(now) }) : metadata;
  return { ...object, metadata: { ...begun, deletionGracePeriodSeconds: 0 } };
}

/** A Namespace is emptied by its controller first (pkg/registry/core/namespace/storage Delete). */
function terminating(object: ApiObject, now: number): ApiObject {
  const { status } = object as ApiObject & { readonly status?: object };
  const begun = object.metadata.deletionTimestamp === undefined ? { ...object, metadata: { ...object.metadata, deletionTimestamp: formatTime(now) } } : object;
  return { ...begun, status: { ...status, phase: 'Terminating' } } as ApiObject;
}

const namespaceHolds = (object: ApiObject): boolean => {
  const { spec } = object as ApiObject & { readonly spec?: { readonly finalizers?: readonly string[] } };
  return isNamespace(object) && (spec?.finalizers ?? []).length > 0;
};

function unmet(target: Target, object: ApiObject, { preconditions }: DeleteOptions): Failure | undefined {
  const { uid = '', resourceVersion = '', name = '' } = object.metadata;
  if (preconditions?.uid !== undefined && preconditions.uid !== uid) return conflict(target, name, preconditionFailed('UID', preconditions.uid, uid));
  if (preconditions?.resourceVersion !== undefined && preconditions.resourceVersion !== resourceVersion) {
    return conflict(target, name, preconditionFailed('ResourceVersion', preconditions.resourceVersion, resourceVersion));
  }
  return undefined;
}

/** DELETE of one object: registry/generic/registry/store.go Delete. */
export function deleteOne(config: ServerConfig, server: ApiServer, target: Target, request: Request, now: number): Handled {
  const key = requestKey(target, request);
  const options = request.deleteOptions ?? {};
  const { storeName } = target;
  const old = objectAt(server.store.tables, storeName, key);
  if (storeName === 'priorityclasses.scheduling.k8s.io' && isSystemClass(request.name ?? '')) return { server, answer: { failure: fromStatus(forbiddenBy(target.kind, request.name ?? '', 'this is a system priority class and cannot be deleted')) } };
  if (old === undefined) return { server, answer: { failure: notFound(target, request.name ?? '') } };
  const why = unmet(target, old, options);
  if (why !== undefined) return { server, answer: { failure: why } };
  const plugins = passage(config, target, 'DELETE', { request, old, store: server.store, now, suffix: '' });
  const refused = plugins.mutateDeletion();
  if (refused !== undefined) return { server, answer: { failure: fromStatus(refused) } };
  const judged = plugins.judge(undefined);
  if ('status' in judged) return { server, answer: { failure: fromStatus(judged.status) } };
  const keep = (object: ApiObject): Handled => {
    if (request.dryRun === true || object === old) return { server, answer: { code: 200, object, warnings: plugins.warnings } };
    const written = put(server.store, storeName, object);
    return { server: { ...server, store: written.store }, answer: { code: 200, object: written.object, warnings: plugins.warnings } };
  };
  if (config.definitions === 'watched' && storeName === DEFINITIONS && old.metadata.deletionTimestamp === undefined) return keep(markedForDeletion(old as CustomResourceDefinition, now));
  const step = beforeDelete(old, options, now);
  if (step.kind === 'pending') return { server, answer: { code: 200, object: old, warnings: plugins.warnings } };
  const propagated = withPropagation(step.object, options);
  if (namespaceHolds(propagated)) return keep(terminating(propagated, now));
  const held = (propagated.metadata.finalizers ?? []).length > 0;
  if (step.kind === 'graceful' && (held || step.period > 0)) return keep(propagated);
  if (held) return keep(marked(propagated, now));
  if (request.dryRun === true) return { server, answer: { code: 200, object: old, warnings: plugins.warnings } };
  const removed = remove(step.kind === 'graceful' ? put(server.store, storeName, propagated).store : server.store, storeName, key);
  return { server: { ...server, store: removed.store }, answer: { code: 200, object: removed.object, warnings: plugins.warnings } };
}
