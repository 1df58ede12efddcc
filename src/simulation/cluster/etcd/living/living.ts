/**
 * The etcd of a living cluster: three machines with a member each. What the API server has written is in the store; here is who the members are, what lies in their data directories, and
 * what happens where one starts with another directory than it had.
 *
 * Simplified: a member does not make a new, empty cluster of an empty directory, it does not start on one; one that has joined by its restored data brings the others of the
 * same cluster to its state at once.
 */
import { byText } from '../../../base/ordered-map';
import type { Cluster } from '../../cluster-state';
import { isStopped } from '../../components/refusal';
import { ETCD_MEMBERS } from '../../components/types';
import type { Files } from '../../node/machine/written-files';
import { bytesInUse, databaseText } from '../backend';
import { EtcdCluster } from '../cluster';
import { dataFiles } from '../data-directory';
import type { EtcdProcess, EtcdState } from '../types';
import { hasQuorum } from '../membership';
import { keySpaceOf } from './key-space';
import type { LivingEtcd, LivingMember } from './types';

export const etcdAddress = (at: number): string => `192.168.0.${20 + at}`;
export const peerUrl = (at: number): string => `https://${etcdAddress(at)}:2380`;
export const clientUrl = (at: number): string => `https://${etcdAddress(at)}:2379`;
export const DATA_DIRECTORY = '/var/lib/etcd';
/** The settings of its service, as Debian's package has them. */
export const SETTINGS_FILE = '/etc/default/etcd';

/** What a process of etcd reads from its environment, of what matters here. */
export const settingsText = (at: number): string => `ETCD_NAME="${ETCD_MEMBERS[at]}"
ETCD_DATA_DIR="${DATA_DIRECTORY}"
ETCD_LISTEN_PEER_URLS="${peerUrl(at)}"
ETCD_LISTEN_CLIENT_URLS="${clientUrl(at)},https://127.0.0.1:2379,http://127.0.0.1:2379"
ETCD_ADVERTISE_CLIENT_URLS="${clientUrl(at)}"
ETCD_INITIAL_ADVERTISE_PEER_URLS="${peerUrl(at)}"
ETCD_INITIAL_CLUSTER="${ETCD_MEMBERS.map((name, other) => `${name}=${peerUrl(other)}`).join(',')}"
ETCD_INITIAL_CLUSTER_STATE="new"
ETCD_CERT_FILE="/etc/etcd/pki/server.crt"
ETCD_KEY_FILE="/etc/etcd/pki/server.key"
ETCD_CLIENT_CERT_AUTH="true"
ETCD_TRUSTED_CA_FILE="/etc/etcd/pki/ca.crt"
`;

/** What etcd's environment file says of a name. */
export function settingOf(files: Files, name: string): string | undefined {
  const file = files[SETTINGS_FILE];
  return file?.kind === 'file' ? new RegExp(`^\\s*${name}="?([^"\\n]*)"?\\s*$`, 'm').exec(file.text)?.[1] : undefined;
}

const NO_FOREIGN: LivingEtcd['foreign'] = [];
const NOTHING = { now: () => 0, files: { read: () => undefined, under: () => [], write: () => undefined, remove: () => undefined } };

/** As it is set up. */
function begun(): LivingEtcd {
  const etcd = new EtcdCluster(NOTHING);
  etcd.bootstrap(ETCD_MEMBERS.map((name, at) => ({ name, peerUrls: [peerUrl(at)], clientUrls: [clientUrl(at)], data: DATA_DIRECTORY })));
  const { processes, leaderId, term } = etcd.state;
  return { leaderId, term, at: 1, foreign: NO_FOREIGN, members: processes.map(({ backend: { keys: _, ...backend }, running: __, ...one }) => ({ ...one, backend })) };
}

export const livingEtcd = (cluster: Cluster): LivingEtcd => cluster.etcd ?? begun();

export const isLive = ({ backend }: LivingMember): boolean => backend.keys === undefined;

/** The processes as they are now. `running`: whether one runs, where a command has changed that by now. */
export function etcdStateOf(cluster: Cluster, running = (name: string): boolean => !isStopped(cluster.components, name)): EtcdState {
  const { members, leaderId, term, at, foreign } = livingEtcd(cluster);
  const { store } = cluster.server;
  const keys = keySpaceOf(store, foreign);
  return {
    leaderId, term,
    processes: members.map(({ touched: _, backend, ...one }): EtcdProcess => {
      const live = backend.keys === undefined;
      const held = { ...backend, keys: backend.keys ?? keys };
      return { ...one, running: running(one.name), index: live ? one.index + store.revision - at : one.index, backend: held, fileSize: Math.max(one.fileSize, bytesInUse(held)) };
    }),
  };
}

/** What somebody has made of the processes, as it is kept. `store`: that of the cluster by then. */
export function livingOf(before: Cluster, { processes, leaderId, term }: EtcdState, store = before.server.store, foreign = livingEtcd(before).foreign): LivingEtcd {
  const keys = keySpaceOf(store, foreign);
  const touched = new Set(livingEtcd(before).members.filter((one) => one.touched === true).map(({ name }) => name));
  return {
    leaderId, term, at: store.revision, foreign,
    members: processes.map(({ running: _, backend: { keys: own, ...backend }, ...one }) => ({ ...one, backend: own === keys ? backend : { ...backend, keys: own }, ...(touched.has(one.name) ? { touched: true as const } : {}) })),
  };
}

const memberOf = (cluster: Cluster, name: string): LivingMember | undefined => livingEtcd(cluster).members.find((one) => one.name === name);

/** The directory in which a member keeps its data. */
export const dataDirectory = (cluster: Cluster, name: string): string => memberOf(cluster, name)?.data ?? DATA_DIRECTORY;

/** Its data directory as files, where nobody has touched it: they are written down when they are read. */
export function etcdFiles(cluster: Cluster, host: string): Files {
  const member = memberOf(cluster, host);
  if (member === undefined || member.touched === true) return {};
  const one = etcdStateOf(cluster).processes.find(({ name }) => name === host)!;
  const wal = dataFiles({ clusterId: one.clusterId, memberId: one.memberId, index: one.index }, { ...one.backend, keys: { revision: 0, compacted: -1, history: [] } });
  const files = Object.keys(wal).map((path) => {
    const at = `${one.data}/${path}`;
    if (!path.endsWith('/db')) return [at, { kind: 'file', text: wal[path]!, at: 0 } as const] as const;
    let text: string | undefined;
    return [at, { kind: 'file', get text() { return (text ??= databaseText(one.backend)); }, at: 0 } as const] as const;
  });
  const directories = ['', '/member', '/member/snap', '/member/wal'].map((path) => [`${one.data}${path}`, { kind: 'directory', at: 0 } as const] as const);
  return Object.fromEntries([...directories, ...files]);
}

/** Those of the running processes whose members are enough to agree, and what they agree on; undefined where none are. */
export function agreeing({ processes }: EtcdState): readonly EtcdProcess[] | undefined {
  const running = processes.filter((one) => one.running);
  for (const one of running) {
    const same = running.filter(({ clusterId, memberId }) => clusterId === one.clusterId && one.backend.members.some(({ id }) => id === memberId));
    if (hasQuorum(one.backend.members, (id) => same.some(({ memberId }) => memberId === id))) return same;
  }
  return undefined;
}

/** Members that hold something else than what the API server reads. */
export const membersApart = ({ members }: LivingEtcd): Cluster['components']['apart'] => members.reduce<NonNullable<Cluster['components']['apart']> | null>((map, one) => (isLive(one) ? map : byText.set(map, one.name, true)), null);
