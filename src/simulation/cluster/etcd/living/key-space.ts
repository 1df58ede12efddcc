/**
 * The store of the API server as etcd's keys, and back (apiserver pkg/storage/etcd3). A value here is the object as JSON beside the name of its resource; of each key only what stands there
 * now is known, and what was deleted since the last compaction. How often it was written before is not, so its versions count as one.
 */
import { byText } from '../../../base/ordered-map';
import type { ApiObject } from '../../../api';
import { byRevision, emptyStore, tableOf } from '../../store/store';
import type { Store, Tables } from '../../store/store';
import { objectKey, objectsOf, withObject } from '../../store/table';
import { withKnownManagers } from '../../store/written';
import type { Entry, KeySpace } from '../mvcc';

/** SpecialDefaultResourcePrefixes (pkg/kubeapiserver/default_storage_factory_builder.go). */
const PREFIXES: Readonly<Record<string, string>> = { services: 'services/specs', endpoints: 'services/endpoints', nodes: 'minions', 'ingresses.networking.k8s.io': 'ingress', replicationcontrollers: 'controllers' };

/** Groups of the API server itself, whose resources stand under their plurals alone. */
const BUILT_IN = /^(?:|apps|batch|autoscaling|policy|(?:admissionregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io)$/;

function prefixOf(resource: string): string {
  const known = PREFIXES[resource];
  if (known !== undefined) return known;
  const at = resource.indexOf('.');
  const [plural, group] = at < 0 ? [resource, ''] : [resource.slice(0, at), resource.slice(at + 1)];
  return BUILT_IN.test(group) ? plural : `${group}/${plural}`;
}

/** `/secrets/lab/db`: the key as the API server's storage is asked for it, which its errors name. */
export const storageKey = (resource: string, key: string): string => `/${prefixOf(resource)}/${key}`;

/** `/registry/secrets/lab/db`. */
export const etcdKey = (resource: string, key: string): string => `/registry${storageKey(resource, key)}`;

interface Kept {
  readonly resource: string;
  readonly object: ApiObject;
}

/** undefined: it was not the API server that wrote it. */
export function keptIn(value: string): Kept | undefined {
  if (!value.startsWith('{"resource":')) return undefined;
  return JSON.parse(value) as Kept;
}

const entry = (resource: string, key: string, object: ApiObject, tombstone: boolean): Entry => {
  const revision = Number(object.metadata.resourceVersion);
  return { revision, sub: 0, key: etcdKey(resource, key), value: tombstone ? '' : JSON.stringify({ resource, object }), lease: '', tombstone, createRevision: tombstone ? 0 : revision, version: tombstone ? 0 : 1 };
};

const KNOWN = new WeakMap<Store, { readonly foreign: readonly Entry[]; readonly space: KeySpace }>();

/** `foreign`: what others than the API server have written. The same for the same store. */
export function keySpaceOf(store: Store, foreign: readonly Entry[]): KeySpace {
  const known = KNOWN.get(store);
  if (known?.foreign === foreign) return known.space;
  const history: Entry[] = [...foreign];
  for (const [resource, table] of byText.entries(store.tables)) for (const object of objectsOf(table)) history.push(entry(resource, objectKey(object), object, false));
  for (const [, { type, resource, key, object, tables }] of byRevision.entries(store.changes)) {
    if (type === 'DELETED' && byText.get(tableOf(store.tables, resource).objects, key) === undefined && tables !== null) history.push(entry(resource, key, object, true));
  }
  const space: KeySpace = { revision: store.revision, compacted: store.compacted <= 1 ? -1 : store.compacted, history: history.sort((a, b) => a.revision - b.revision || a.sub - b.sub) };
  KNOWN.set(store, { foreign, space });
  return space;
}

/** The store that an API server finds in a restored etcd; nobody can be told of what was before. */
export function storeOf({ revision, compacted, history }: KeySpace): { readonly store: Store; readonly foreign: readonly Entry[] } {
  const newest = new Map<string, Entry>();
  for (const one of history) newest.set(one.key, one);
  let tables: Tables = null;
  const foreign: Entry[] = [];
  for (const one of newest.values()) {
    const kept = keptIn(one.value);
    if (kept === undefined) {
      if (one.key !== '' && !one.tombstone && !one.key.startsWith('/registry/')) foreign.push(one);
      continue;
    }
    const object: ApiObject = { ...kept.object, metadata: { ...kept.object.metadata, resourceVersion: String(one.revision) } };
    tables = byText.set(tables, kept.resource, withObject(tableOf(tables, kept.resource), objectKey(object), withKnownManagers(object)));
  }
  return { store: { ...emptyStore(revision), tables, compacted: Math.max(compacted, revision) }, foreign };
}
