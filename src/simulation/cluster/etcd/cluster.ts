/**
 * The processes of an etcd cluster with their data directories, and what they answer (go.etcd.io/etcd server/etcdserver).
 *
 * Simplified: a write is on all members that run at once, a member that comes back has caught up, and a leader is elected at once: the first by name that runs, unless one was moved.
 */
import { databaseText, bytesInUse, emptyBackend, readDatabase, snapshotText } from './backend';
import type { Backend, Lease } from './backend';
import * as auth from './auth';
import { ERRORS } from './errors';
import { checkAdd, checkRemove, added, clusterId, firstMembers, hasQuorum, memberId, memberWith, promoted, removed, updated } from './membership';
import type { Member } from './membership';
import { compacted, eventsSince, Writes } from './mvcc';
import type { WatchEvent } from './mvcc';
import { attached, carryOut, checkRequest, checkTxn, holds, rangeIn, requireFor } from './requests';
import type { DeleteResponse, Operation, OperationResponse, PutResponse, RangeRequest, RangeResponse, TxnRequest } from './requests';

export interface ProcessSettings {
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  /** The directory of its data. */
  readonly data: string;
}

export interface EtcdProcess extends ProcessSettings {
  readonly running: boolean;
  readonly memberId: string;
  readonly clusterId: string;
  readonly backend: Backend;
  /** Entries of its log. */
  readonly index: number;
  /** Bytes of its database file, which never shrinks by itself. */
  readonly fileSize: number;
}

export interface Header {
  readonly clusterId: string;
  readonly memberId: string;
  readonly revision: number;
  readonly term: number;
}

export interface Status {
  readonly header: Header;
  readonly version: string;
  readonly storageVersion: string;
  readonly size: number;
  readonly inUse: number;
  readonly quota: number;
  /** Empty: none. */
  readonly leader: string;
  readonly isLearner: boolean;
  readonly index: number;
  readonly term: number;
  readonly errors: readonly string[];
}

/** Files of the machine that data directories lie on. */
export interface DataFiles {
  read(path: string): string | undefined;
  /** All files under a directory. */
  under(directory: string): readonly string[];
  write(path: string, text: string): void;
  remove(path: string): void;
}

export interface EtcdOptions {
  readonly quota?: number;
  /** µs since 1970. */
  now(): number;
  readonly files: DataFiles;
  /** Who answers at 127.0.0.1; the first unless it is said. */
  readonly local?: string;
}

/** A cluster of etcd as plain data. */
export interface EtcdState {
  readonly processes: readonly EtcdProcess[];
  readonly leaderId: string;
  readonly term: number;
}

export const ETCD_VERSION = '3.6.8';
export const STORAGE_VERSION = '3.6.0';
const DEFAULT_QUOTA = 2 * 1024 * 1024 * 1024;
const MAX_REQUEST = 1.5 * 1024 * 1024;
/** What the message of a put costs beside its key and value (etcdserverpb, raft header). */
const REQUEST_OVERHEAD = 30;
/** kvOverhead, leaseOverhead of storage/quota.go. */
const QUOTA_PER_KEY = 256;
const QUOTA_PER_LEASE = 64 + 16;
const MAX_TTL = 9_000_000_000;
/** One and a half election timeouts, in whole seconds. */
const MIN_TTL = 2;

const DATABASE = 'member/snap/db';
const LOG = 'member/wal/0000000000000000-0000000000000000.wal';

/** What a data directory's log says. */
interface LogFile {
  readonly clusterId: string;
  readonly memberId: string;
  readonly index: number;
}

/** The files of a data directory as they are after a restore or a stop. */
export const dataFiles = (log: LogFile, backend: Backend, snapshotName?: string): Readonly<Record<string, string>> => ({
  [DATABASE]: databaseText(backend), [LOG]: JSON.stringify(log), ...(snapshotName === undefined ? {} : { [`member/snap/${snapshotName}`]: '' }),
});

const cost = (operation: Operation): number => ('put' in operation ? QUOTA_PER_KEY + operation.put.key.length + operation.put.value.length : 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export class EtcdCluster {
  private processes: readonly EtcdProcess[] = [];
  private leaderId = '';
  private term = 2;
  private leases = 0;

  constructor(private readonly options: EtcdOptions, begun?: EtcdState) {
    if (begun === undefined) return;
    ({ processes: this.processes, leaderId: this.leaderId, term: this.term } = begun);
    this.elect();
  }

  get state(): EtcdState {
    return { processes: this.processes, leaderId: this.leaderId, term: this.term };
  }

  /** A new cluster of these members, which all start. */
  bootstrap(settings: readonly ProcessSettings[], token = 'etcd-cluster', ids?: { readonly cluster: string; readonly members: readonly string[] }): void {
    const first = ids === undefined ? firstMembers(Object.fromEntries(settings.map(({ name, peerUrls }) => [name, peerUrls])), token) : undefined;
    const members = settings.map(({ name, peerUrls, clientUrls }, at): Member => ({ id: first?.find((one) => one.name === name)?.id ?? ids!.members[at]!, name, peerUrls, clientUrls, isLearner: false })).sort((a, b) => (a.id < b.id ? -1 : 1));
    const backend = emptyBackend(members);
    this.processes = settings.map((one) => ({ ...one, running: true, memberId: members.find(({ name }) => name === one.name)!.id, clusterId: ids?.cluster ?? clusterId(members), backend, index: members.length + 1, fileSize: bytesInUse(backend) }));
    this.elect();
  }

  private process(name: string): EtcdProcess {
    const found = this.processes.find((one) => one.name === name);
    if (found === undefined) throw new RangeError(`there is no etcd process ${name}`);
    return found;
  }

  private set(name: string, change: Partial<EtcdProcess>): void {
    this.processes = this.processes.map((one) => (one.name === name ? { ...one, ...change } : one));
  }

  get names(): readonly string[] {
    return this.processes.map(({ name }) => name);
  }

  isRunning(name: string): boolean {
    return this.process(name).running;
  }

  get leader(): string {
    return this.processes.find(({ memberId: id, running }) => running && id === this.leaderId)?.name ?? '';
  }

  /** Who answers at an address; undefined: nobody listens there. */
  listener(address: string): string | undefined {
    const listens = ({ clientUrls }: ProcessSettings): boolean => clientUrls.some((url) => url.replace(/^[a-z]+:\/\//, '') === address);
    return this.processes.find((one) => one.running && (listens(one) || (/^(?:127\.0\.0\.1|localhost):2379$/.test(address) && one.name === (this.options.local ?? this.processes[0]?.name))))?.name;
  }

  private peersOf(one: EtcdProcess): readonly EtcdProcess[] {
    return this.processes.filter((other) => other.running && other.clusterId === one.clusterId && one.backend.members.some(({ id }) => id === other.memberId));
  }

  private hasQuorum(one: EtcdProcess): boolean {
    const running = new Set(this.peersOf(one).map(({ memberId: id }) => id));
    return hasQuorum(one.backend.members, (id) => running.has(id));
  }

  private elect(): void {
    const candidates = this.processes.filter((one) => one.running && this.hasQuorum(one) && one.backend.members.some(({ id, isLearner }) => id === one.memberId && !isLearner));
    if (candidates.some(({ memberId: id }) => id === this.leaderId)) return;
    const next = candidates[0]?.memberId ?? '';
    if (next !== '' && this.leaderId !== '') this.term += 1;
    if (next !== '') this.leaderId = next;
  }

  private leaderOf(one: EtcdProcess): string {
    return this.hasQuorum(one) && this.peersOf(one).some(({ memberId: id }) => id === this.leaderId) ? this.leaderId : '';
  }

  /** Makes a member the leader before anything is asked. */
  lead(name: string): void {
    this.leaderId = this.process(name).memberId;
  }

  private flush(one: EtcdProcess): void {
    const files = dataFiles({ clusterId: one.clusterId, memberId: one.memberId, index: one.index }, one.backend);
    for (const [path, text] of Object.entries(files)) this.options.files.write(`${one.data}/${path}`, text);
  }

  stop(name: string): void {
    const one = this.process(name);
    if (one.running) this.flush(one);
    this.set(name, { running: false });
    this.elect();
  }

  /** Removes the data directory of a member that does not run. */
  wipe(name: string): void {
    const { data } = this.process(name);
    for (const path of this.options.files.under(data)) this.options.files.remove(path);
  }

  /**
   * Starts a member, perhaps from another data directory. It ends again at once where its log is not the one that the cluster knows.
   *
   * @param existing --initial-cluster-state=existing: an empty directory is filled by the cluster that has announced this member
   */
  start(name: string, data?: string, existing = false): void {
    const directory = data ?? this.process(name).data;
    const before = this.process(name);
    const log = this.options.files.read(`${directory}/${LOG}`);
    const database = this.options.files.read(`${directory}/${DATABASE}`);
    this.set(name, { data: directory });
    if (log === undefined || database === undefined) {
      if (existing) this.join(name);
      return;
    }
    const written = JSON.parse(log) as LogFile;
    const backend = readDatabase(database)?.backend ?? before.backend;
    const leader = this.processes.find((one) => one.running && one.clusterId === written.clusterId && this.hasQuorum(one));
    if (leader !== undefined && (written.index < Math.min(before.index, leader.index) || !leader.backend.members.some(({ id }) => id === written.memberId))) return;
    const own = backend.members.map((member) => (member.id === written.memberId ? { ...member, name, clientUrls: before.clientUrls } : member));
    this.set(name, { running: true, clusterId: written.clusterId, memberId: written.memberId, index: leader?.index ?? written.index, backend: leader?.backend ?? { ...backend, members: own }, fileSize: bytesInUse(backend) });
    this.publish(name);
    this.elect();
  }

  /** A member that was announced by `member add` and comes with nothing. */
  private join(name: string): void {
    const one = this.process(name);
    const leader = this.processes.find((other) => other.running && this.hasQuorum(other));
    const place = leader?.backend.members.find((member) => member.name === '' && member.peerUrls.some((url) => one.peerUrls.includes(url)));
    if (leader === undefined || place === undefined) return;
    this.set(name, { running: true, clusterId: leader.clusterId, memberId: place.id, index: leader.index, backend: leader.backend, fileSize: bytesInUse(leader.backend) });
    this.publish(name);
    this.elect();
  }

  /** Once it runs, a member says its name and addresses to all. */
  private publish(name: string): void {
    const one = this.process(name);
    const members = (backend: Backend): Backend => ({ ...backend, members: backend.members.map((member) => (member.id === one.memberId ? { ...member, name, clientUrls: one.clientUrls } : member)) });
    this.processes = this.processes.map((other) => (other.running && other.clusterId === one.clusterId ? { ...other, backend: members(other.backend) } : other));
  }

  /** The database file of a member as it lies there, also while it runs. */
  databaseOf(name: string): string {
    return databaseText(this.process(name).backend);
  }

  directoryOf(name: string): string {
    return this.process(name).data;
  }

  header(name: string): Header {
    const one = this.process(name);
    return { clusterId: one.clusterId, memberId: one.memberId, revision: one.backend.keys.revision, term: this.term };
  }

  private backend(name: string): Backend {
    this.expire(name);
    return this.process(name).backend;
  }

  private expire(name: string): void {
    const { backend } = this.process(name);
    const now = this.options.now() / 1e6;
    const over = backend.leases.filter(({ expires }) => expires <= now);
    if (over.length > 0 && this.leader !== '') this.write(name, over.reduce((state, lease) => withoutLease(state, lease.id), backend));
  }

  /** A linearizable read, or a write: without a quorum nobody answers it in time. */
  private agreed(name: string): Backend {
    if (!this.hasQuorum(this.process(name))) throw ERRORS.timeout();
    return this.backend(name);
  }

  private write(name: string, backend: Backend): void {
    const one = this.process(name);
    const peers = new Set(this.peersOf(one).map((peer) => peer.name));
    this.processes = this.processes.map((peer) => (peers.has(peer.name) ? { ...peer, backend, index: peer.index + 1, fileSize: Math.max(peer.fileSize, bytesInUse(backend)) } : peer));
  }

  private get quota(): number {
    return this.options.quota ?? DEFAULT_QUOTA;
  }

  /** quotaAlarmer.check, and the applier of a full member (applierV3Capped). */
  private requireSpace(name: string, needed: number): void {
    if (needed === 0) return;
    const one = this.process(name);
    const isFull = one.fileSize + needed >= this.quota;
    if (isFull && !one.backend.alarms.includes(one.memberId)) this.write(name, { ...one.backend, alarms: [...one.backend.alarms, one.memberId] });
    if (isFull || one.backend.alarms.length > 0) throw ERRORS.noSpace();
  }

  range(name: string, user: string, request: RangeRequest): RangeResponse {
    checkRequest({ get: request });
    const backend = request.serializable === true ? this.backend(name) : this.agreed(name);
    requireFor(backend.auth, user, { get: request });
    return rangeIn(backend.keys, request);
  }

  /** A put or a deletion. */
  change(name: string, user: string, operation: Operation): OperationResponse {
    checkRequest(operation);
    if ('put' in operation && operation.put.value.length + operation.put.key.length + REQUEST_OVERHEAD > MAX_REQUEST) throw ERRORS.requestTooLarge();
    this.requireSpace(name, cost(operation));
    const backend = this.agreed(name);
    requireFor(backend.auth, user, operation);
    if ('put' in operation) this.requireLease(backend, user, operation.put.lease);
    const writes = new Writes(backend.keys);
    const done = carryOut(writes, backend.leases, operation);
    this.store(name, backend, writes);
    return done;
  }

  private store(name: string, backend: Backend, writes: Writes): void {
    const next = { ...backend, keys: writes.space };
    this.write(name, { ...next, leases: attached(next) });
  }

  put(name: string, user: string, put: Extract<Operation, { put: unknown }>['put']): PutResponse {
    const done = this.change(name, user, { put });
    return 'put' in done ? done.put : {};
  }

  delete(name: string, user: string, request: Extract<Operation, { delete: unknown }>['delete']): DeleteResponse {
    const done = this.change(name, user, { delete: request });
    return 'delete' in done ? done.delete : { deleted: 0, previous: [] };
  }

  txn(name: string, user: string, request: TxnRequest): { readonly succeeded: boolean; readonly responses: readonly OperationResponse[] } {
    checkTxn(request);
    this.requireSpace(name, Math.max(sum(request.success.map(cost)), sum(request.failure.map(cost))));
    const backend = this.agreed(name);
    for (const { key } of request.compare) requireFor(backend.auth, user, { get: { key, end: '' } });
    for (const one of [...request.success, ...request.failure]) requireFor(backend.auth, user, one);
    const writes = new Writes(backend.keys);
    const succeeded = request.compare.every((one) => holds(writes, one));
    const responses = (succeeded ? request.success : request.failure).map((one) => carryOut(writes, backend.leases, one));
    if (writes.space !== backend.keys) this.store(name, backend, writes);
    return { succeeded, responses };
  }

  compact(name: string, revision: number): void {
    const backend = this.agreed(name);
    this.write(name, { ...backend, keys: compacted(backend.keys, revision) });
  }

  /** What a watch is told from a revision on (0: from now), `previous` with what was there before. */
  events(name: string, user: string, key: string, end: string, revision: number): readonly WatchEvent[] {
    const { keys, auth: store } = this.backend(name);
    if (!this.hasQuorum(this.process(name))) throw ERRORS.noLeader();
    auth.requirePermission(store, user, 'read', key, end);
    return eventsSince(keys, key, end, revision === 0 ? keys.revision + 1 : revision);
  }

  private requireLease(backend: Backend, user: string, id: string): void {
    const lease = backend.leases.find((one) => one.id === id);
    if (lease !== undefined) this.requireKeysOf(backend, user, lease);
  }

  private requireKeysOf({ auth: store }: Backend, user: string, { keys }: Lease): void {
    for (const key of keys) auth.requirePermission(store, user, 'write', key, '');
  }

  grant(name: string, ttl: number): Lease {
    this.requireSpace(name, QUOTA_PER_LEASE);
    const backend = this.agreed(name);
    if (ttl > MAX_TTL) throw ERRORS.leaseTooLarge();
    this.leases += 1;
    const long = Math.max(ttl, MIN_TTL);
    const lease: Lease = { id: memberId([`lease ${this.leases}`], this.process(name).clusterId).replace(/^./, '6'), ttl: long, expires: this.options.now() / 1e6 + long, keys: [] };
    this.write(name, { ...backend, leases: [...backend.leases, lease] });
    return lease;
  }

  private lease(backend: Backend, id: string): Lease {
    const found = backend.leases.find((one) => one.id === id);
    if (found === undefined) throw ERRORS.leaseNotFound();
    return found;
  }

  revoke(name: string, user: string, id: string): void {
    const backend = this.agreed(name);
    this.requireLease(backend, user, id);
    this.lease(backend, id);
    this.write(name, withoutLease(backend, id));
  }

  /** undefined: it has expired. */
  timeToLive(name: string, user: string, id: string, withKeys: boolean): (Lease & { readonly remaining: number }) | undefined {
    const backend = this.agreed(name);
    const found = backend.leases.find((one) => one.id === id);
    if (withKeys && backend.auth.enabled) {
      if (user === '') throw ERRORS.userEmpty();
      for (const key of found?.keys ?? []) auth.requirePermission(backend.auth, user, 'read', key, '');
    }
    return found === undefined ? undefined : { ...found, remaining: Math.floor(found.expires - this.options.now() / 1e6) };
  }

  keepAlive(name: string, id: string): Lease {
    const backend = this.agreed(name);
    const found = this.lease(backend, id);
    const fresh = { ...found, expires: this.options.now() / 1e6 + found.ttl };
    this.write(name, { ...backend, leases: backend.leases.map((one) => (one === found ? fresh : one)) });
    return fresh;
  }

  /** By when they expire. */
  allLeases(name: string): readonly Lease[] {
    return [...this.backend(name).leases].sort((a, b) => a.expires - b.expires);
  }

  members(name: string, linearizable = true): readonly Member[] {
    return (linearizable ? this.agreed(name) : this.backend(name)).members;
  }

  private reconfigure(name: string, user: string, check: (members: readonly Member[]) => void, change: (members: readonly Member[]) => readonly Member[]): readonly Member[] {
    const one = this.process(name);
    auth.requireAdmin(one.backend.auth, user);
    check(one.backend.members);
    const backend = this.agreed(name);
    const members = change(backend.members);
    this.write(name, { ...backend, members });
    for (const other of this.processes) if (other.running && other.clusterId === one.clusterId && members.every(({ id }) => id !== other.memberId)) this.set(other.name, { running: false });
    this.elect();
    return members;
  }

  private health(name: string): { readonly asked: string; readonly isConnected: (id: string) => boolean } {
    const one = this.process(name);
    const peers = new Set(this.peersOf(one).map(({ memberId: id }) => id));
    return { asked: one.memberId, isConnected: (id) => peers.has(id) };
  }

  addMember(name: string, user: string, peerUrls: readonly string[], isLearner: boolean): { readonly member: Member; readonly members: readonly Member[] } {
    const member: Member = { id: memberId(peerUrls, '', Math.floor(this.options.now() / 1e6)), name: '', peerUrls, clientUrls: [], isLearner };
    return { member, members: this.reconfigure(name, user, (members) => checkAdd(members, isLearner, this.health(name)), (members) => added(members, member)) };
  }

  removeMember(name: string, user: string, id: string): readonly Member[] {
    return this.reconfigure(name, user, (members) => checkRemove(members, id, this.health(name)), (members) => removed(members, id));
  }

  updateMember(name: string, user: string, id: string, peerUrls: readonly string[]): readonly Member[] {
    return this.reconfigure(name, user, () => undefined, (members) => updated(members, id, peerUrls));
  }

  promoteMember(name: string, user: string, id: string): readonly Member[] {
    const { isConnected } = this.health(name);
    return this.reconfigure(name, user, () => undefined, (members) => promoted(members, id, isConnected(id)));
  }

  moveLeader(name: string, user: string, target: string): void {
    const one = this.process(name);
    auth.requireAdmin(one.backend.auth, user);
    if (one.memberId !== this.leaderOf(one)) throw ERRORS.notLeader();
    const member = one.backend.members.find(({ id }) => id === target);
    if (member === undefined || member.isLearner) throw ERRORS.badTransferee();
    if (!this.health(name).isConnected(target)) throw ERRORS.timeout();
    if (target !== this.leaderId) this.term += 1;
    this.leaderId = memberWith(one.backend.members, target).id;
  }

  alarms(name: string): readonly string[] {
    return this.agreed(name).alarms;
  }

  /** Gives the alarms that were lifted. */
  disarm(name: string): readonly string[] {
    const backend = this.agreed(name);
    this.write(name, { ...backend, alarms: [] });
    return backend.alarms;
  }

  defragment(name: string, user: string): void {
    const { backend } = this.process(name);
    auth.requireAdmin(backend.auth, user);
    this.set(name, { fileSize: bytesInUse(backend) });
  }

  snapshot(name: string, user: string): { readonly text: string; readonly size: number } {
    const { backend, fileSize } = this.process(name);
    auth.requireAdmin(backend.auth, user);
    return { text: snapshotText(backend), size: fileSize };
  }

  status(name: string, user: string): Status {
    const one = this.process(name);
    auth.requireAdmin(one.backend.auth, user);
    const leader = this.leaderOf(one);
    return {
      header: this.header(name), version: ETCD_VERSION, storageVersion: STORAGE_VERSION, size: one.fileSize, inUse: bytesInUse(one.backend), quota: this.quota, leader,
      isLearner: one.backend.members.find(({ id }) => id === one.memberId)?.isLearner ?? false, index: one.index, term: this.term,
      errors: [...(leader === '' ? ['etcdserver: no leader'] : []), ...one.backend.alarms.map((id) => `memberID:${BigInt(`0x${id}`)} alarm:NOSPACE `)],
    };
  }

  /** A request about users and roles: who is not an administrator may only look at itself. */
  changeAuth(name: string, user: string, change: (store: auth.AuthStore) => auth.AuthStore): void {
    const backend = this.agreed(name);
    auth.requireAdmin(backend.auth, user);
    this.write(name, { ...backend, auth: change(backend.auth) });
  }

  readAuth(name: string, user: string, mayRead?: (store: auth.AuthStore) => boolean): auth.AuthStore {
    const { auth: store } = this.agreed(name);
    if (mayRead?.(store) !== true) auth.requireAdmin(store, user);
    return store;
  }

  /** Who the holder of a name and password is. */
  authenticate(name: string, user: string, password: string): string {
    return auth.authenticate(this.agreed(name).auth, user, password);
  }
}

/** lessor.Revoke: its keys go in one revision. */
function withoutLease(backend: Backend, id: string): Backend {
  const lease = backend.leases.find((one) => one.id === id);
  const writes = new Writes(backend.keys);
  for (const key of [...(lease?.keys ?? [])].sort()) writes.delete(key, '');
  return { ...backend, keys: writes.space, leases: backend.leases.filter((one) => one.id !== id) };
}
