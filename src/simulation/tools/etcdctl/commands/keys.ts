/** get, put, del, txn, compaction, watch, lease (ctlv3/command). */
import { prefixEnd } from '../../../cluster/etcd/mvcc';
import { EtcdError } from '../../../cluster/etcd/errors';
import { absolutePath, Exit } from '../../machine';
import { EXIT, fail, log, openSession } from '../client';
import type { Client, EtcdctlMachine, Steps } from '../client';
import type { Call } from '../../cobra/find';
import { print } from '../print';
import { deleteRequest, getRequest, integer, leaseText, putRequest } from './operations';
import { readTransaction } from './transaction';

export type Command = (machine: EtcdctlMachine, call: Call) => Steps<void>;

/** A request with the header of the member that answered. */
export function* answer<T>(client: Client, method: string, limited: boolean, request: (member: string) => T): Steps<{ readonly result: T; readonly member: string }> {
  return yield* client.ask(method, limited, (member) => ({ result: request(member), member }));
}

const get: Command = function* (machine, call) {
  const request = getRequest(machine, call);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'KV/Range', true, (name) => machine.etcd.range(name, client.who, request));
  const format = session.settings.text('write-out');
  if (call.flags.bool('count-only') && format !== 'fields') fail(machine, EXIT.badArgs, '--count-only is only for `--write-out=fields`');
  const valueOnly = call.flags.bool('print-value-only');
  if (valueOnly && format !== 'simple') fail(machine, EXIT.badArgs, 'print-value-only is only for `--write-out=simple`');
  print(session, { is: 'get', header: machine.etcd.header(member), range: result, valueOnly });
};

/** What a client may send at once (2 MiB), counted as the message. */
const SEND_LIMIT = 2 * 1024 * 1024;
const varint = (value: number): number => (value < 128 ? 1 : 1 + varint(Math.floor(value / 128)));
const bytesField = (text: string): number => (text === '' ? 0 : 1 + varint(text.length) + text.length);

const put: Command = function* (machine, call) {
  const request = putRequest(machine, call);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const size = bytesField(request.key) + bytesField(request.value);
  if (size > SEND_LIMIT) fail(machine, EXIT.error, `rpc error: code = ResourceExhausted desc = trying to send message larger than max (${size} vs. ${SEND_LIMIT})`);
  const { result, member } = yield* answer(client, 'KV/Put', true, (name) => machine.etcd.put(name, client.who, request));
  print(session, { is: 'put', header: machine.etcd.header(member), put: result });
};

const del: Command = function* (machine, call) {
  const request = yield* deleteRequest(machine, call);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'KV/DeleteRange', true, (name) => machine.etcd.delete(name, client.who, request));
  print(session, { is: 'del', header: machine.etcd.header(member), delete: result });
};

const txn: Command = function* (machine, call) {
  if (call.args.length > 0) fail(machine, EXIT.badArgs, 'txn command does not accept argument');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const request = yield* readTransaction(machine, call.flags.bool('interactive'));
  const { result, member } = yield* answer(client, 'KV/Txn', false, (name) => machine.etcd.txn(name, client.who, request));
  print(session, { is: 'txn', header: machine.etcd.header(member), ...result });
};

const compaction: Command = function* (machine, call) {
  const [text] = call.args;
  if (text === undefined || call.args.length > 1) return fail(machine, EXIT.badArgs, 'compaction command needs 1 argument');
  const revision = integer(text, 10);
  if ('error' in revision) return fail(machine, EXIT.error, revision.error);
  const session = openSession(machine, call);
  const client = yield* session.client();
  yield* answer(client, 'KV/Compact', true, (name) => machine.etcd.compact(name, Number(revision.value)));
  machine.out(`compacted revision ${revision.value}\n`);
};

/** The arguments of a watch, from the command line or from ETCDCTL_WATCH_KEY; what stands behind `--` would be run at each event and is not here. */
function watchArguments(machine: EtcdctlMachine, { parsed, args }: Call): readonly string[] {
  const { ETCDCTL_WATCH_KEY: key = '', ETCDCTL_WATCH_RANGE_END: end = '' } = machine.environment;
  if (key === '' && end !== '') fail(machine, EXIT.badArgs, `ETCDCTL_WATCH_KEY is empty but got ETCDCTL_WATCH_RANGE_END="${end}"`);
  const given = parsed.dashAt === undefined ? args : args.slice(0, parsed.dashAt);
  if (parsed.dashAt !== undefined && parsed.dashAt === args.length) fail(machine, EXIT.badArgs, 'bad number of arguments (found separator --, but no commands)');
  if (key !== '' && given.length > 0) fail(machine, EXIT.badArgs, 'bad number of arguments (found conflicting environment key)');
  const all = key === '' ? given : [key, ...(end === '' ? [] : [end])];
  if (all.length === 0) fail(machine, EXIT.badArgs, 'bad number of arguments');
  return all;
}

const watch: Command = function* (machine, call) {
  const [key = '', end] = watchArguments(machine, call);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const prefix = call.flags.bool('prefix');
  if (end !== undefined && prefix) fail(machine, EXIT.badArgs, '`range_end` and `--prefix` are mutually exclusive');
  const range = prefix ? (key === '' ? { key: '\0', end: '\0' } : { key, end: prefixEnd(key) }) : { key, end: end ?? '' };
  const withPrevious = call.flags.bool('prev-kv');
  let from = Math.max(0, call.flags.int('rev'));
  for (;;) {
    const reached = client.reach();
    if ('error' in reached) {
      yield { do: 'watch' };
      continue;
    }
    try {
      const header = machine.etcd.header(reached.member);
      const events = machine.etcd.events(reached.member, client.who, range.key, range.end, from);
      if (events.length > 0) print(session, { is: 'watch', header, events: withPrevious ? events : events.map(({ entry }) => ({ entry })) });
      from = Math.max(from, header.revision + 1);
    } catch (error) {
      if (!(error instanceof EtcdError)) throw error;
      machine.err(`watch was canceled (${error.message})\n`);
      fail(machine, EXIT.interrupted, 'watch is canceled by the server');
    }
    yield { do: 'watch' };
  }
};

function leaseArgument(machine: EtcdctlMachine, text: string): string {
  const id = integer(text, 16);
  return 'error' in id ? fail(machine, EXIT.badArgs, `bad lease ID arg (${id.error}), expecting ID in Hex`) : leaseText(id.value);
}

const leaseGrant: Command = function* (machine, call) {
  const [text] = call.args;
  if (text === undefined || call.args.length > 1) return fail(machine, EXIT.badArgs, 'lease grant command needs TTL argument');
  const ttl = integer(text, 10);
  if ('error' in ttl) return fail(machine, EXIT.badArgs, `bad TTL (${ttl.error})`);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* prefixed('failed to grant lease', () => answer(client, 'Lease/LeaseGrant', true, (name) => machine.etcd.grant(name, Number(ttl.value))), machine);
  print(session, { is: 'grant', header: machine.etcd.header(member), id: result.id, ttl: result.ttl });
};

/** An error of the client's in the words of a command. */
function* prefixed<T>(text: string, steps: () => Steps<T>, machine: EtcdctlMachine): Steps<T> {
  try {
    return yield* steps();
  } catch (error) {
    if (error instanceof Exit || !(error instanceof Error)) throw error;
    return fail(machine, EXIT.error, `${text} (${error.message})`);
  }
}

const leaseRevoke: Command = function* (machine, call) {
  const [text] = call.args;
  if (text === undefined || call.args.length > 1) return fail(machine, EXIT.badArgs, 'lease revoke command needs 1 argument');
  const id = leaseArgument(machine, text);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { member } = yield* prefixed('failed to revoke lease', () => answer(client, 'Lease/LeaseRevoke', true, (name) => machine.etcd.revoke(name, client.who, id)), machine);
  print(session, { is: 'revoke', header: machine.etcd.header(member), id });
};

const leaseTimeToLive: Command = function* (machine, call) {
  const [text] = call.args;
  if (text === undefined || call.args.length > 1) return fail(machine, EXIT.badArgs, 'lease timetolive command needs lease ID as argument');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const id = leaseArgument(machine, text);
  const withKeys = call.flags.bool('keys');
  const { result, member } = yield* answer(client, 'Lease/LeaseTimeToLive', false, (name) => machine.etcd.timeToLive(name, client.who, id, withKeys));
  print(session, { is: 'timeToLive', header: machine.etcd.header(member), id, ttl: result?.remaining ?? -1, granted: result?.ttl ?? 0, keys: withKeys ? (result?.keys ?? []) : [], withKeys });
};

const leaseList: Command = function* (machine, call) {
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Lease/LeaseLeases', false, (name) => machine.etcd.allLeases(name));
  print(session, { is: 'leases', header: machine.etcd.header(member), ids: result.map(({ id }) => id) });
};

const leaseKeepAlive: Command = function* (machine, call) {
  const [text] = call.args;
  if (text === undefined || call.args.length > 1) return fail(machine, EXIT.badArgs, 'lease keep-alive command needs lease ID as argument');
  const id = leaseArgument(machine, text);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const once = call.flags.bool('once');
  for (;;) {
    const reached = client.reach();
    const lease = 'error' in reached ? undefined : machine.etcd.allLeases(reached.member).find((one) => one.id === id);
    if ('error' in reached || lease === undefined) {
      if (once) fail(machine, EXIT.badConnection, 'etcdserver: requested lease not found');
      if (session.settings.text('write-out') === 'simple') machine.out(`lease ${id} expired or revoked.\n`);
      return;
    }
    machine.etcd.keepAlive(reached.member, id);
    print(session, { is: 'keepAlive', header: machine.etcd.header(reached.member), id, ttl: lease.ttl });
    if (once) return;
    yield { do: 'sleep', micros: Math.floor((lease.ttl * 1_000_000) / 3) };
  }
};

const snapshotSave: Command = function* (machine, call) {
  const [path] = call.args;
  if (path === undefined || call.args.length > 1) return fail(machine, EXIT.badArgs, 'snapshot save expects one argument <filename>');
  const session = openSession(machine, call);
  const endpoints = session.settings.list('endpoints');
  if (endpoints.length !== 1) fail(machine, EXIT.interrupted, `snapshot must be requested to one selected node, not multiple [${endpoints.join(' ')}]`);
  const client = yield* session.client(undefined, 'client');
  const target = absolutePath(machine, path);
  if (machine.files.list(target.replace(/\/[^/]*$/, '') || '/') === undefined) fail(machine, EXIT.interrupted, `could not open ${path}.part (open ${path}.part: no such file or directory)`);
  const say = (caller: string, message: string, fields: Readonly<Record<string, unknown>> = {}, logger = ''): void => log(machine, 'info', logger, caller, message, fields);
  say('snapshot/v3_snapshot.go:83', 'created temporary db file', { path: `${path}.part` });
  const reached = client.reach();
  if ('error' in reached) {
    if (!call.flags.changed('command-timeout')) yield { do: 'forever' };
    yield { do: 'sleep', micros: Number(session.settings.duration('command-timeout') / 1000n) };
    log(machine, 'error', 'client', 'v3@v3.6.8/retry_interceptor.go:130', 'streamer failed to create ClientStream', { error: `rpc error: code = DeadlineExceeded desc = latest balancer error: ${reached.error}`, stacktrace: 'go.etcd.io/etcd/client/v3.(*Client).streamClientInterceptor.func1' });
    fail(machine, EXIT.interrupted, 'context deadline exceeded');
  }
  try {
    const { text, size } = machine.etcd.snapshot(reached.member, client.who);
    say('v3@v3.6.8/maintenance.go:236', 'opened snapshot stream; downloading', {}, 'client');
    say('snapshot/v3_snapshot.go:96', 'fetching snapshot', { endpoint: endpoints[0] });
    say('v3@v3.6.8/maintenance.go:302', 'completed snapshot read; closing', {}, 'client');
    say('snapshot/v3_snapshot.go:111', 'fetched snapshot', { endpoint: endpoints[0], size: `${Math.round(size / 1000)} kB`, took: '12.345678ms', 'etcd-version': '3.6.0' });
    machine.files.write(target, text);
    say('snapshot/v3_snapshot.go:121', 'saved', { path });
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
    fail(machine, EXIT.interrupted, error.message);
  }
  machine.out(`Snapshot saved at ${path}\nServer version 3.6.0\n`);
};

export const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  get, put, del, txn, compaction, watch, 'lease grant': leaseGrant, 'lease revoke': leaseRevoke, 'lease timetolive': leaseTimeToLive, 'lease list': leaseList, 'lease keep-alive': leaseKeepAlive, 'snapshot save': snapshotSave,
};
