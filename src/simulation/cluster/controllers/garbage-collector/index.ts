import { byText } from '../../../base/ordered-map';
import type { ApiObject, OwnerReference } from '../../../api';
import { groupQualified } from '../../../api/status';
import type { Registry } from '../../../api/registry';
import { FOREGROUND, ORPHAN } from '../../apiserver/delete';
import { resourceOf } from '../../apiserver/resource';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject } from '../../control/owners';
import { objectAt } from '../../store/store';
import { keyOf, ownedBy } from '../../store/table';

/** A key of its queues: what to do, and with which object. */
type Task = 'delete' | 'orphan';
const taskKey = (task: Task, resource: string, object: ApiObject): string => `${task} ${resource} ${keyOfObject(object)} ${object.metadata.uid ?? ''}`;

type Office = Desk<null>;

const has = ({ metadata }: ApiObject, finalizer: string): boolean => (metadata.finalizers ?? []).includes(finalizer);
const isGoing = ({ metadata }: ApiObject): boolean => metadata.deletionTimestamp !== undefined;
const deletesDependents = (object: ApiObject): boolean => isGoing(object) && has(object, FOREGROUND);

/** All objects with an owner of this UID, whatever they are. */
const dependentsOf = (desk: Pick<Office, 'view'>, uid: string): { readonly resource: string; readonly object: ApiObject }[] =>
  [...byText.entries(desk.view.tables)].flatMap(([resource, table]) => ownedBy(table, uid).map((object) => ({ resource, object })));

const enqueueDependents = (desk: Office, { metadata }: ApiObject): void => dependentsOf(desk, metadata.uid ?? '').forEach(({ resource, object }) => desk.enqueue(taskKey('delete', resource, object)));

/** processGraphChanges: who is looked at when an object comes, changes or goes. */
function onChange(registry: Registry, resource: string, { type, object, old }: Heard, desk: Office): void {
  if (type === 'DELETED') {
    enqueueDependents(desk, object);
    // An owner that waits for its dependents looks whether this was the last.
    for (const ref of object.metadata.ownerReferences ?? []) enqueueOwner(desk, ref, object.metadata.namespace);
    return;
  }
  if (isGoing(object) && has(object, ORPHAN)) return desk.enqueue(taskKey('orphan', resource, object));
  if (deletesDependents(object)) {
    enqueueDependents(desk, object);
    return desk.enqueue(taskKey('delete', resource, object));
  }
  for (const ref of old?.metadata.ownerReferences ?? []) {
    if ((object.metadata.ownerReferences ?? []).some(({ uid, blockOwnerDeletion }) => uid === ref.uid && blockOwnerDeletion === ref.blockOwnerDeletion)) continue;
    enqueueOwner(desk, ref, object.metadata.namespace);
  }
  if (needsLook(registry, desk, object)) desk.enqueue(taskKey('delete', resource, object));
}

function enqueueOwner(desk: Office, ref: OwnerReference, namespace: string | undefined): void {
  for (const [resource, table] of byText.entries(desk.view.tables)) {
    const owner = byText.get(table.objects, keyOf(namespace, ref.name)) ?? byText.get(table.objects, ref.name);
    if (owner?.metadata.uid === ref.uid && deletesDependents(owner)) desk.enqueue(taskKey('delete', resource, owner));
  }
}

/** An object with an owner that the caches do not show, or that is deleting its dependents. */
function needsLook(registry: Registry, desk: Office, { metadata }: ApiObject): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  return (metadata.ownerReferences ?? []).some((ref) => {
    const place = resourceOf(registry, ref);
    // Of a custom kind: what is served is asked when it is looked at.
    if (place === undefined) return true;
    const namespaced = registry.find(ref.apiVersion, ref.kind)?.resource?.namespaced ?? true;
    const owner = objectAt(desk.view.tables, groupQualified(place.group, place.resource), keyOf(namespaced ? metadata.namespace : undefined, ref.name));
    return owner === undefined || owner.metadata.uid !== ref.uid || deletesDependents(owner);
  });
}

type Tools = Work<null>;

interface Classified {
  readonly solid: readonly OwnerReference[];
  readonly dangling: readonly OwnerReference[];
  readonly waiting: readonly OwnerReference[];
}

/** classifyReferences, each owner as the server has it now. An owner of an unknown kind counts as there. */
function classify(object: ApiObject, work: Tools): Classified {
  const { registry } = work;
  const [solid, dangling, waiting]: [OwnerReference[], OwnerReference[], OwnerReference[]] = [[], [], []];
  for (const ref of object.metadata.ownerReferences ?? []) {
    const place = resourceOf(registry, ref);
    const namespaced = registry.find(ref.apiVersion, ref.kind)?.resource?.namespaced ?? true;
    if (place === undefined || (namespaced && object.metadata.namespace === undefined)) {
      solid.push(ref);
      continue;
    }
    const answer = work.client.send({ verb: 'get', ...place, ...(namespaced ? { namespace: object.metadata.namespace ?? '' } : {}), name: ref.name });
    if ('failure' in answer && answer.failure.reason !== 'NotFound') throw new RequestError(answer.failure);
    if (!('object' in answer) || answer.object.metadata.uid !== ref.uid) dangling.push(ref);
    else (deletesDependents(answer.object) ? waiting : solid).push(ref);
  }
  return { solid, dangling, waiting };
}

const withoutOwners = (object: ApiObject, gone: readonly OwnerReference[]): ApiObject['metadata']['ownerReferences'] => (object.metadata.ownerReferences ?? []).filter(({ uid }) => gone.every((one) => one.uid !== uid));

function patchOwners(object: ApiObject, refs: readonly OwnerReference[], work: Tools): void {
  work.client.patch(object, { metadata: { uid: object.metadata.uid ?? '', ownerReferences: refs.length === 0 ? null : refs.map((ref) => ({ ...ref })) } });
}

function removeFinalizer(object: ApiObject, finalizer: string, work: Tools): void {
  const rest = (object.metadata.finalizers ?? []).filter((one) => one !== finalizer);
  if (rest.length < (object.metadata.finalizers ?? []).length) work.client.patch(object, { metadata: { resourceVersion: object.metadata.resourceVersion ?? '', finalizers: rest.length === 0 ? null : rest } });
}

/** processDeletingDependentsItem: an owner in the foreground goes when nothing that blocks it is left. */
function finishForeground(object: ApiObject, work: Tools): void {
  const uid = object.metadata.uid ?? '';
  const blocking = dependentsOf(work, uid).filter((one) => (one.object.metadata.ownerReferences ?? []).some((ref) => ref.uid === uid && ref.blockOwnerDeletion === true));
  if (blocking.length === 0) return removeFinalizer(object, FOREGROUND, work);
  for (const one of blocking) if (!deletesDependents(one.object)) work.enqueue(taskKey('delete', one.resource, one.object));
}

/** attemptToDeleteItem. */
function attemptToDelete(object: ApiObject, work: Tools): void {
  if (isGoing(object) && !deletesDependents(object)) return;
  if (deletesDependents(object)) return finishForeground(object, work);
  if ((object.metadata.ownerReferences ?? []).length === 0) return;
  const { solid, dangling, waiting } = classify(object, work);
  if (solid.length > 0) {
    if (dangling.length + waiting.length > 0) patchOwners(object, withoutOwners(object, [...dangling, ...waiting]) ?? [], work);
    return;
  }
  const preconditions = { uid: object.metadata.uid ?? '', resourceVersion: object.metadata.resourceVersion ?? '' };
  const dependents = waiting.length === 0 ? [] : dependentsOf(work, object.metadata.uid ?? '');
  if (dependents.length > 0) {
    // Two that wait for each other would wait for ever.
    const circular = dependents.some((one) => deletesDependents(one.object));
    if (circular) patchOwners(object, (object.metadata.ownerReferences ?? []).map((ref) => ({ ...ref, blockOwnerDeletion: false })), work);
    return work.client.delete(object, { propagationPolicy: 'Foreground', preconditions: circular ? { uid: preconditions.uid } : preconditions });
  }
  work.client.delete(object, { propagationPolicy: has(object, ORPHAN) ? 'Orphan' : has(object, FOREGROUND) ? 'Foreground' : 'Background', preconditions });
}

/** attemptToOrphanWorker: the dependents are let go first. */
function orphan(object: ApiObject, work: Tools): void {
  const uid = object.metadata.uid ?? '';
  for (const dependent of dependentsOf(work, uid)) {
    try {
      patchOwners(dependent.object, (dependent.object.metadata.ownerReferences ?? []).filter((ref) => ref.uid !== uid), work);
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
    }
  }
  removeFinalizer(object, ORPHAN, work);
}

function reconcile(key: string, work: Tools): void {
  const [task = '', resource = '', name = '', uid = ''] = key.split(' ');
  const cached = objectAt(work.view.tables, resource, name);
  if (cached === undefined || cached.metadata.uid !== uid) return;
  try {
    if (task === 'orphan') orphan(cached, work);
    else attemptToDelete(cached, work);
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error;
  }
}

/**
 * pkg/controller/garbagecollector, for the kinds of a registry and custom ones, of which it hears at once (upstream: within 30 s). Its graph is the index of owners that the caches keep; an owner in another namespace counts as
 * absent, as upstream.
 */
export function garbageCollector(registry: Registry): Controller<null> {
  const resources = registry.kinds.flatMap(({ resource }) => (resource === undefined || !resource.verbs.includes('delete') ? [] : [groupQualified(resource.group, resource.plural)]));
  const handlers = Object.fromEntries([...new Set(resources)].filter((one) => one !== 'events').map((resource) => [resource, (change: Heard, desk: Office) => onChange(registry, resource, change, desk)]));
  return {
    name: 'garbage-collector-controller',
    user: controllerUser('generic-garbage-collector'),
    memory: null,
    handlers,
    // Custom resources; Events have no owners.
    others: (resource, change, desk) => {
      if (resource !== 'events') onChange(registry, resource, change, desk);
    },
    reconcile,
  };
}
