/** Objects of a real cluster as a state: they are stored as they are, and nothing runs until somebody starts it. */
import { NO_TURNS } from '../run/turns';
import { byText } from '../../base/ordered-map';
import { newClock, schedule } from '../../base/clock';
import { parseTime } from '../../base/time';
import type { ApiObject } from '../../api';
import { groupQualified } from '../../api/status';
import { servedRegistry } from '../apiserver/served';
import { ALL_RUN } from '../components/types';
import { COMPACT_EVERY } from '../run/run';
import type { Cluster, ClusterConfig, Due } from '../state';
import { emptyStore, tableOf } from '../store/store';
import type { Store } from '../store/store';
import { objectKey, withObject } from '../store/table';
import { withKnownManagers } from '../store/written';

export interface Dump {
  /** RFC 3339: what time it is there; the newest time in the objects where it is not said. */
  readonly now?: string;
  readonly objects: readonly ApiObject[];
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const isObject = (value: unknown): value is ApiObject => isRecord(value) && typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string' && isRecord(value['metadata']);

/** Reads what `kubectl get … -A -o json` prints (a List, or several in an array), or `{now, objects}`. A text says what is wrong with it, and where. */
export function readDump(value: unknown): Dump | string {
  const objects: ApiObject[] = [];
  const walk = (one: unknown, place: string): string | undefined => {
    if (Array.isArray(one)) return one.map((item, at) => walk(item, `${place}[${at}]`)).find((problem) => problem !== undefined);
    if (isRecord(one) && Array.isArray(one['items'])) {
      const { apiVersion, kind } = one;
      const itemKind = typeof kind === 'string' && kind !== 'List' && kind.endsWith('List') ? { apiVersion, kind: kind.slice(0, -4) } : {};
      return one['items'].map((item, at) => walk(isRecord(item) ? { ...itemKind, ...item } : item, `${place}.items[${at}]`)).find((problem) => problem !== undefined);
    }
    if (!isObject(one)) return `${place} is no object of the API: it needs apiVersion, kind and metadata, as kubectl get -o json prints them`;
    objects.push(one);
    return undefined;
  };
  const isState = isRecord(value) && Array.isArray(value['objects']);
  const problem = isState ? walk(value['objects'], 'objects') : walk(value, '$');
  if (problem !== undefined) return problem;
  if (objects.length === 0) return 'there is no object in it';
  const now = isState ? value['now'] : undefined;
  return { objects, ...(typeof now === 'string' ? { now } : {}) };
}

/** The newest time that objects speak of, µs. */
function newest(value: unknown): number {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? (parseTime(value) ?? 0) : 0;
  if (typeof value !== 'object' || value === null) return 0;
  let latest = 0;
  for (const one of Object.values(value)) latest = Math.max(latest, newest(one));
  return latest;
}

function stored(config: ClusterConfig, store: Store, object: ApiObject): Store | undefined {
  const resource = servedRegistry(config.server, store).find(object.apiVersion, object.kind)?.resource;
  if (resource === undefined) return undefined;
  const name = groupQualified(resource.group, resource.plural);
  const table = withObject(tableOf(store.tables, name), objectKey(object), withKnownManagers(object));
  return { ...store, revision: Math.max(store.revision, Number(object.metadata.resourceVersion ?? 0) || 0), tables: byText.set(store.tables, name, table) };
}

export interface Loaded {
  /** Its controllers do not run: {@link startController} starts one. */
  readonly cluster: Cluster;
  /** Objects of kinds that this server does not serve: they were left out. */
  readonly leftOut: readonly ApiObject[];
}

/** A cluster of these objects, with their UIDs, versions and statuses, at their time. Definitions of custom resources count before their objects. */
export function loadCluster(config: ClusterConfig, { now, objects }: Dump, seed = 1): Loaded {
  const at = now === undefined ? newest(objects) : (parseTime(now) ?? newest(objects));
  const isDefinition = ({ kind }: ApiObject): boolean => kind === 'CustomResourceDefinition';
  let store = emptyStore();
  const leftOut: ApiObject[] = [];
  for (const object of [...objects.filter(isDefinition), ...objects.filter((one) => !isDefinition(one))]) {
    const next = stored(config, store, object);
    if (next === undefined) leftOut.push(object);
    else store = next;
  }
  store = { ...store, compacted: store.revision };
  const clock = schedule(newClock<Due>(at), at + (config.compactEvery ?? COMPACT_EVERY), { kind: 'compact', revision: store.revision }).clock;
  const cluster: Cluster = {
    clock, server: { store, random: { state: seed | 0 } }, controllers: null, machines: null, heard: { revision: store.revision, tables: store.tables }, elsewhere: null, turns: NO_TURNS, components: ALL_RUN, unheard: 1,
  };
  return { cluster, leftOut };
}
