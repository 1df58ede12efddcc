/** What an etcd cluster answers to its clients (go.etcd.io/etcd server/etcdserver): keys, leases, members, maintenance, users. */
import * as auth from './auth';
import { bytesInUse, snapshotText } from './backend';
import type { Backend, Lease } from './backend';
import { ERRORS } from './errors';
import { granted, leaseOf, withoutExpired, withoutLease } from './leases';
import { added, checkAdd, checkRemove, memberId, memberWith, promoted, removed, updated } from './membership';
import type { Member } from './membership';
import { compacted, eventsSince, Writes } from './mvcc';
import type { WatchEvent } from './mvcc';
import { EtcdProcesses } from './processes';
import type { ProcessOptions } from './processes';
import { attached, carryOut, checkRequest, checkTxn, holds, rangeIn, requireFor } from './requests';
import type { DeleteResponse, Operation, OperationResponse, PutResponse, RangeRequest, RangeResponse, TxnRequest } from './requests';
import type { EtcdState, Status } from './types';

export interface EtcdOptions extends ProcessOptions {
  readonly quota?: number;
  /** µs since 1970. */
  now(): number;
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

const cost = (operation: Operation): number => ('put' in operation ? QUOTA_PER_KEY + operation.put.key.length + operation.put.value.length : 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export class EtcdCluster extends EtcdProcesses {
  private leases = 0;

  constructor(private readonly options: EtcdOptions, begun?: EtcdState) {
    super(options, begun);
  }

  /** Seconds since 1970. */
  private get now(): number {
    return this.options.now() / 1e6;
  }

  private backend(name: string): Backend {
    this.expire(name);
    return this.process(name).backend;
  }

  private expire(name: string): void {
    const { backend } = this.process(name);
    const left = withoutExpired(backend, this.now);
    if (left !== backend && this.leader !== '') this.write(name, left);
  }

  /** A linearizable read, or a write: without a quorum nobody answers it in time. */
  private agreed(name: string): Backend {
    if (!this.hasQuorum(this.process(name))) throw ERRORS.timeout();
    return this.backend(name);
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
    const lease = granted(memberId([`lease ${this.leases + 1}`], this.process(name).clusterId).replace(/^./, '6'), ttl, this.now);
    this.leases += 1;
    this.write(name, { ...backend, leases: [...backend.leases, lease] });
    return lease;
  }

  revoke(name: string, user: string, id: string): void {
    const backend = this.agreed(name);
    this.requireLease(backend, user, id);
    leaseOf(backend, id);
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
    return found === undefined ? undefined : { ...found, remaining: Math.floor(found.expires - this.now) };
  }

  keepAlive(name: string, id: string): Lease {
    const backend = this.agreed(name);
    const found = leaseOf(backend, id);
    const fresh = { ...found, expires: this.now + found.ttl };
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
    const member: Member = { id: memberId(peerUrls, '', Math.floor(this.now)), name: '', peerUrls, clientUrls: [], isLearner };
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
