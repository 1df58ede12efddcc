/** What somebody does at the machines of etcd takes effect: members that start with other data, and what etcdctl has changed. */
import type { Cluster, ClusterConfig } from '../../state';
import { isStopped, startComponent, stopComponent } from '../../components';
import type { HostAct } from '../../node/host/types';
import type { Files } from '../../node/machine/written-files';
import { Run } from '../../run/run';
import { objectKey } from '../../store/table';
import { compact, objectAt, remove } from '../../store/store';
import { EtcdCluster } from '../cluster';
import type { EtcdState } from '../types';
import type { Entry } from '../mvcc';
import { keptIn, keySpaceOf, storeOf } from './key-space';
import { agreeing, dataDirectory, DATA_DIRECTORY, etcdStateOf, livingEtcd, livingOf, membersApart, settingOf } from './living';

const DATABASE = 'member/snap/db';

const memberRuns = (cluster: Cluster, name: string): boolean => !isStopped(cluster.components, name);

/** The files of the directory are those that nobody has touched. */
const isWhole = (files: Files, directory: string): boolean => files[`${directory}/${DATABASE}`]?.at === 0 && Object.entries(files).some(([path, { at }]) => path.startsWith(`${directory}/member/wal/`) && at === 0);

function kept(config: ClusterConfig, cluster: Cluster, state: EtcdState, touched: ReadonlySet<string>): Cluster {
  const group = agreeing(state);
  const { foreign } = livingEtcd(cluster);
  const keys = keySpaceOf(cluster.server.store, foreign);
  const first = group === undefined ? undefined : group.reduce((most, one) => (one.index > most.index ? one : most));
  const note = (now: Cluster, processes: EtcdState['processes'], more = foreign): Cluster => {
    const living = livingOf(now, { ...state, processes }, now.server.store, more);
    const members = living.members.map(({ touched: _, ...one }) => (touched.has(one.name) ? { ...one, touched: true as const } : one));
    const etcd = { ...living, members };
    return { ...now, etcd, components: { ...now.components, apart: membersApart(etcd) } };
  };
  if (group === undefined || first === undefined) return note(cluster, state.processes);
  const names = new Set(group.map(({ name }) => name));
  const level = state.processes.map((one) => (names.has(one.name) ? { ...one, backend: first.backend, index: first.index } : one));
  if (first.backend.keys === keys) return note(cluster, level);
  const found = storeOf(first.backend.keys);
  const run = new Run(config, cluster);
  run.restore(found.store);
  const now = run.cluster;
  const fresh = keySpaceOf(found.store, found.foreign);
  return note(now, level.map((one) => (names.has(one.name) ? { ...one, backend: { ...one.backend, keys: fresh } } : one)), found.foreign);
}

/**
 * A member's service is stopped and started, with what then lies on its machine.
 *
 * @param files those of the machine after the command
 */
export function memberActs(config: ClusterConfig, before: Cluster, host: string, acts: readonly HostAct[], files: Files): Cluster {
  const directory = dataDirectory(before, host);
  const wanted = settingOf(files, 'ETCD_DATA_DIR') ?? DATA_DIRECTORY;
  const untouched = isWhole(files, directory);
  let runs = memberRuns(before, host);
  let [cluster, touched] = [before, !untouched];
  for (const act of acts) {
    if (!('component' in act)) continue;
    const { action, component } = act;
    if (component !== host || (action === 'start') === runs) continue;
    if (action === 'stop') {
      cluster = stopComponent(config, cluster, component);
      runs = false;
      continue;
    }
    const state = etcdStateOf(cluster);
    if (wanted === directory && untouched) runs = true;
    else {
      const etcd = new EtcdCluster({
        now: () => cluster.clock.now,
        files: { read: (path) => { const file = files[path]; return file?.kind === 'file' ? file.text : undefined; }, under: (at) => Object.keys(files).filter((path) => path.startsWith(`${at}/`)), write: () => undefined, remove: () => undefined },
      }, state);
      etcd.start(host, wanted, settingOf(files, 'ETCD_INITIAL_CLUSTER_STATE') === 'existing');
      runs = etcd.isRunning(host);
      if (!runs) continue;
      const started = startComponent(config, cluster, component);
      touched = false;
      cluster = kept(config, started, etcd.state, touchedOf(started, host, false));
      continue;
    }
    const started = startComponent(config, cluster, component);
    cluster = kept(config, started, etcdStateOf(started), touchedOf(started, host, false));
  }
  const noted = cluster.etcd?.members.find(({ name }) => name === host)?.touched === true;
  return touched === noted ? cluster : kept(config, cluster, etcdStateOf(cluster), touchedOf(cluster, host, touched));
}

function touchedOf(cluster: Cluster, host: string, is: boolean): ReadonlySet<string> {
  const others = (cluster.etcd?.members ?? []).filter(({ name, touched }) => touched === true && name !== host).map(({ name }) => name);
  return new Set(is ? [...others, host] : others);
}

/** What etcdctl has made of the members, and of the keys that the API server reads: what it has deleted is gone there too. */
export function etcdChanged(config: ClusterConfig, cluster: Cluster, state: EtcdState): Cluster {
  const { foreign } = livingEtcd(cluster);
  const keys = keySpaceOf(cluster.server.store, foreign);
  const touched = new Set((cluster.etcd?.members ?? []).filter((one) => one.touched === true).map(({ name }) => name));
  const live = new Set(etcdStateOf(cluster).processes.filter((one) => one.backend.keys === keys).map(({ name }) => name));
  const changed = state.processes.find((one) => live.has(one.name) && one.running && one.backend.keys !== keys);
  if (changed === undefined) return kept(config, cluster, state, touched);
  const newer = changed.backend.keys.history.filter(({ revision }) => revision > keys.revision);
  const run = new Run(config, cluster);
  let { store } = cluster.server;
  let own: readonly Entry[] = foreign;
  for (const one of newer) {
    const old = keys.history.findLast(({ key, tombstone }) => key === one.key && !tombstone);
    const object = old === undefined ? undefined : keptIn(old.value);
    if (one.tombstone && object !== undefined && objectAt(store.tables, object.resource, objectKey(object.object)) !== undefined) store = remove(store, object.resource, objectKey(object.object)).store;
    else {
      own = [...own.filter(({ key }) => key !== one.key), ...(one.tombstone ? [] : [{ ...one, revision: store.revision + 1 }])];
      store = { ...store, revision: store.revision + 1 };
    }
  }
  if (changed.backend.keys.compacted > keys.compacted) store = compact(store, changed.backend.keys.compacted);
  run.server = { ...run.server, store };
  const now = run.cluster;
  const fresh = keySpaceOf(store, own);
  return kept(config, { ...now, etcd: { ...livingEtcd(now), foreign: own } }, { ...state, processes: state.processes.map((one) => (live.has(one.name) ? { ...one, backend: { ...one.backend, keys: fresh } } : one)) }, touched);
}
