import type { ApiObject } from '../../../../src/simulation/api';
import type { Service } from '../../../../src/simulation/api/generated/types/core.v1';
import { byText } from '../../../../src/simulation/base/ordered-map';
import { changesAfter } from '../../../../src/simulation/cluster/store/store';
import type { Store } from '../../../../src/simulation/cluster/store/store';
import { EMPTY_TABLE, objectKey, onNode, ownedBy, withObject } from '../../../../src/simulation/cluster/store/table';
import { Broken } from '../target';

const allOf = (store: Store): [resource: string, key: string, object: ApiObject][] =>
  [...byText.entries(store.tables)].flatMap(([resource, table]) => [...byText.entries(table.objects)].map(([key, object]): [string, string, ApiObject] => [resource, key, object]));

function noneTwice(what: string, values: readonly (string | number)[]): void {
  const seen = new Set<string | number>();
  for (const value of values) {
    if (seen.has(value)) throw new Broken(`${what} ${value} is given twice`);
    seen.add(value);
  }
}

/** What holds of a store whoever wrote to it: places, identities, versions, indexes, and what is given once only. */
export function checkStore(store: Store): void {
  const all = allOf(store);
  for (const [resource, key, object] of all) {
    const { uid = '', resourceVersion = '', creationTimestamp, deletionTimestamp, finalizers = [], deletionGracePeriodSeconds } = object.metadata;
    const place = `${resource} ${key}`;
    if (objectKey(object) !== key) throw new Broken(`${place} holds ${objectKey(object)}`);
    if (uid === '' || creationTimestamp === undefined) throw new Broken(`${place} has no UID or no time of creation`);
    if (!(Number(resourceVersion) > 0 && Number(resourceVersion) <= store.revision)) throw new Broken(`${place} is of revision ${resourceVersion}, the store of ${store.revision}`);
    // What is marked for deletion stays for a reason only: finalizers, or a grace period that somebody waits for; a namespace's finalizers are its spec's.
    if (deletionTimestamp !== undefined && finalizers.length === 0 && (deletionGracePeriodSeconds ?? 0) === 0 && resource !== 'namespaces' && resource !== 'pods') throw new Broken(`${place} is deleted and stays without a finalizer`);
  }
  const places = new Map<string, string>();
  for (const [resource, key, { metadata: { uid = '' } }] of all) {
    const before = places.get(uid);
    if (before !== undefined) throw new Broken(`${before} and ${resource} ${key} have one UID`);
    places.set(uid, `${resource} ${key}`);
  }
  const services = all.filter(([resource]) => resource === 'services').map(([, , object]) => object as Service);
  noneTwice('cluster IP', services.flatMap(({ spec }) => (spec?.clusterIPs ?? []).filter((ip) => ip !== 'None')));
  noneTwice('node port', services.flatMap(({ spec }) => (spec?.ports ?? []).flatMap(({ nodePort, protocol = 'TCP' }) => (nodePort === undefined ? [] : [`${protocol} ${nodePort}`]))));
  for (const [resource, table] of byText.entries(store.tables)) {
    const anew = [...byText.entries(table.objects)].reduce((made, [key, object]) => withObject(made, key, object), EMPTY_TABLE);
    for (const [index, read] of [['byOwner', ownedBy], ['byNode', onNode]] as const) {
      const [now, should] = [table, anew].map((one) => [...byText.entries(one[index])].map(([value]) => `${value}: ${read(one, value).map(objectKey).join(' ')}`).join('\n'));
      if (now !== should) throw new Broken(`${resource}: the index ${index} is ${now} and should be ${should}`);
    }
  }
}

/** Every change since `before` leads from one to the next, keeps identities, and together they lead to `after`. */
export function checkChanges(before: Store, after: Store): void {
  const changes = changesAfter(after, before.revision);
  if (changes === undefined) return;
  const versions = new Map(allOf(before).map(([resource, key, object]) => [`${resource} ${key}`, object]));
  let last = before.revision;
  for (const [revision, { resource, object, type }] of changes) {
    const place = `${resource} ${objectKey(object)}`;
    const old = versions.get(place);
    if (revision <= last) throw new Broken(`revision ${revision} after ${last}`);
    if ((type === 'ADDED') !== (old === undefined)) throw new Broken(`${place} is ${type} and was ${old === undefined ? 'not there' : 'there'}`);
    if (old !== undefined) {
      const kept = ['uid', 'creationTimestamp', 'name', 'namespace'] as const;
      for (const field of kept) if (old.metadata[field] !== object.metadata[field]) throw new Broken(`${place}: ${field} was ${old.metadata[field]} and is ${object.metadata[field]}`);
      if (old.metadata.deletionTimestamp !== undefined && object.metadata.deletionTimestamp === undefined) throw new Broken(`${place} is no longer marked for deletion`);
      if ((old.metadata.generation ?? 0) > (object.metadata.generation ?? 0)) throw new Broken(`${place}: generation went back`);
    }
    if (type === 'DELETED') versions.delete(place);
    else versions.set(place, object);
    last = revision;
  }
  const reached = [...versions].map(([place, { metadata }]) => `${place} ${metadata.resourceVersion}`).sort();
  const there = allOf(after).map(([resource, key, { metadata }]) => `${resource} ${key} ${metadata.resourceVersion}`).sort();
  if (reached.join('\n') !== there.join('\n')) throw new Broken(`the changes lead to ${reached.filter((one) => !there.includes(one)).join(', ')} and the store has ${there.filter((one) => !reached.includes(one)).join(', ')}`);
}

/** What the garbage collector leaves: nothing whose owners are all gone stays unmarked. */
export function checkOrphans(store: Store): void {
  const all = allOf(store);
  const uids = new Set(all.map(([, , { metadata }]) => metadata.uid));
  for (const [resource, key, { metadata }] of all) {
    const owners = metadata.ownerReferences ?? [];
    if (owners.length > 0 && owners.every(({ uid }) => !uids.has(uid)) && metadata.deletionTimestamp === undefined) throw new Broken(`${resource} ${key} has outlived its owners`);
  }
}
