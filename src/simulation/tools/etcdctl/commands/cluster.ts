/** member, endpoint, alarm, defrag, move-leader (ctlv3/command). */
import { quote } from '../../../base/go/quote';
import { parseUrl } from '../../../base/go/url';
import { Exit } from '../../machine';
import type { Call } from '../../cobra/find';
import { ClientError, EXIT, fail, openSession } from '../client';
import type { EtcdctlMachine, Session, Steps } from '../client';
import { print } from '../print';
import type { EndpointHealth, EndpointStatus } from '../print/responses';
import { answer } from './keys';
import type { Command } from './keys';
import { integer } from './operations';

/** types.NewURLs: what is wrong with a list of addresses. */
export function urlsError(texts: readonly string[]): string | undefined {
  for (const one of texts) {
    const text = one.trim();
    const parsed = parseUrl(text);
    if (!parsed.ok) return parsed.error;
    const { scheme, host, path } = parsed.url;
    if (scheme === 'unix' || scheme === 'unixs') continue;
    if (scheme !== 'http' && scheme !== 'https') return `URL scheme must be http, https, unix, or unixs: ${text}`;
    if (!/^(?:[^:[\]]*|\[[^\]]*\]):[^:]*$/.test(host)) return `URL address does not have the form "host:port": ${text}`;
    if (path !== '') return `URL must not contain a path: ${text}`;
  }
  return undefined;
}

/** Addresses for a request; the client looks at them before it asks. */
function checkedUrls(machine: EtcdctlMachine, urls: readonly string[]): readonly string[] {
  const error = urlsError(urls);
  return error === undefined ? urls : fail(machine, EXIT.error, error);
}

function memberArgument(machine: EtcdctlMachine, { args }: Call): string {
  if (args.length !== 1) fail(machine, EXIT.badArgs, 'member ID is not provided');
  const id = integer(args[0]!, 16, false);
  return 'error' in id ? fail(machine, EXIT.badArgs, `bad member ID arg (${id.error}), expecting ID in Hex`) : id.value.toString(16).padStart(16, '0');
}

const memberAdd: Command = function* (machine, call) {
  const [name, ...more] = call.args;
  if (name === undefined) return fail(machine, EXIT.badArgs, 'member name not provided');
  if (more.length > 0) fail(machine, EXIT.badArgs, `too many arguments${call.args.filter((word) => word.toLowerCase().startsWith('http')).map((word) => `, did you mean --peer-urls=${word}`).join('')}`);
  const given = call.flags.text('peer-urls');
  if (given === '') fail(machine, EXIT.badArgs, 'member peer urls not provided');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const urls = checkedUrls(machine, given.split(','));
  const { result, member } = yield* answer(client, 'Cluster/MemberAdd', true, (asked) => machine.etcd.addMember(asked, client.who, urls, call.flags.bool('learner')));
  print(session, { is: 'memberAdd', header: machine.etcd.header(member), ...result });
  if (session.settings.text('write-out') !== 'simple') return;
  const cluster = result.members.flatMap((one) => one.peerUrls.map((url) => `${one.id === result.member.id ? name : one.name}=${url}`)).join(',');
  machine.out(`\nETCD_NAME=${quote(name)}\nETCD_INITIAL_CLUSTER=${quote(cluster)}\nETCD_INITIAL_ADVERTISE_PEER_URLS=${quote(given)}\nETCD_INITIAL_CLUSTER_STATE="existing"\n`);
};

const memberRemove: Command = function* (machine, call) {
  const id = memberArgument(machine, call);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Cluster/MemberRemove', true, (name) => machine.etcd.removeMember(name, client.who, id));
  print(session, { is: 'memberRemove', header: machine.etcd.header(member), id, members: result });
};

const memberUpdate: Command = function* (machine, call) {
  const id = memberArgument(machine, call);
  const given = call.flags.text('peer-urls');
  if (given === '') fail(machine, EXIT.badArgs, 'member peer urls not provided');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const urls = checkedUrls(machine, given.split(','));
  const { result, member } = yield* answer(client, 'Cluster/MemberUpdate', true, (name) => machine.etcd.updateMember(name, client.who, id, urls));
  print(session, { is: 'memberUpdate', header: machine.etcd.header(member), id, members: result });
};

const memberPromote: Command = function* (machine, call) {
  const id = memberArgument(machine, call);
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Cluster/MemberPromote', true, (name) => machine.etcd.promoteMember(name, client.who, id));
  print(session, { is: 'memberPromote', header: machine.etcd.header(member), id, members: result });
};

const memberList: Command = function* (machine, call) {
  const consistency = call.flags.text('consistency');
  // The message names the flag of `get`, whose value it is.
  if (consistency !== 'l' && consistency !== 's') fail(machine, EXIT.badFeature, 'unknown consistency flag "l"');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Cluster/MemberList', true, (name) => machine.etcd.members(name, consistency === 'l'));
  print(session, { is: 'memberList', header: machine.etcd.header(member), members: result });
};

/** endpointsFromCluster: those that were given, or those of all members. */
function* endpointsOf(session: Session): Steps<readonly string[]> {
  const { machine, call, settings } = session;
  if (!call.flags.bool('cluster')) return settings.list('endpoints');
  const client = session.stranger();
  try {
    const { result } = yield* answer(client, 'Cluster/MemberList', true, (name) => machine.etcd.members(name));
    return result.flatMap(({ clientUrls }) => clientUrls);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return fail(machine, EXIT.error, `failed to fetch endpoints from etcd cluster member list: ${error.message}`);
  }
}

function* healthOf(session: Session, endpoint: string): Steps<EndpointHealth> {
  const { machine } = session;
  const client = yield* session.client([endpoint], 'client');
  const ill = (error: string): EndpointHealth => ({ endpoint, health: false, took: '1.234567ms', error });
  try {
    yield* answer(client, 'KV/Range', true, (name) => machine.etcd.range(name, client.who, { key: 'health', end: '' }));
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    // Permission is asked for only where a quorum has agreed.
    if (error.message !== 'etcdserver: permission denied') return ill(error.message);
  }
  try {
    const { result } = yield* answer(client, 'Maintenance/Alarm', true, (name) => machine.etcd.alarms(name));
    if (result.length > 0) return ill(`Active Alarm(s): ${result.map(() => 'NOSPACE ').join('')}`);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return ill('Unable to fetch the alarm list');
  }
  return { endpoint, health: true, took: '1.234567ms', error: '' };
}

const endpointHealth: Command = function* (machine, call) {
  const session = openSession(machine, call);
  const list: EndpointHealth[] = [];
  for (const endpoint of yield* endpointsOf(session)) list.push(yield* healthOf(session, endpoint));
  print(session, { is: 'endpointHealth', list });
  if (list.some(({ error }) => error !== '')) fail(machine, EXIT.error, 'unhealthy cluster');
};

const endpointStatus: Command = function* (machine, call) {
  const session = openSession(machine, call);
  const list: EndpointStatus[] = [];
  let failed = false;
  for (const endpoint of yield* endpointsOf(session)) {
    const client = yield* session.client([endpoint]);
    try {
      const { result } = yield* answer(client, 'Maintenance/Status', true, (name) => machine.etcd.status(name, client.who));
      list.push({ endpoint, status: result });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      failed = true;
      machine.err(`Failed to get the status of endpoint ${endpoint} (${error.message})\n`);
    }
  }
  print(session, { is: 'endpointStatus', list });
  if (failed) throw new Exit(EXIT.error);
};

const defrag: Command = function* (machine, call) {
  const session = openSession(machine, call);
  let failed = false;
  for (const endpoint of yield* endpointsOf(session)) {
    const client = yield* session.client([endpoint]);
    try {
      yield* answer(client, 'Maintenance/Defragment', true, (name) => machine.etcd.defragment(name, client.who));
      machine.out(`Finished defragmenting etcd member[${endpoint}]. took 12.345678ms\n`);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      failed = true;
      machine.err(`Failed to defragment etcd member[${endpoint}]. took 12.345678ms. (${error.message})\n`);
    }
  }
  if (failed) throw new Exit(EXIT.error);
};

const alarmCommand = (verb: 'list' | 'disarm'): Command =>
  function* (machine, call) {
    if (call.args.length > 0) fail(machine, EXIT.badArgs, `alarm ${verb} command accepts no arguments`);
    const session = openSession(machine, call);
    const client = yield* session.client();
    const { result, member } = yield* answer(client, 'Maintenance/Alarm', true, (name) => (verb === 'list' ? machine.etcd.alarms(name) : machine.etcd.disarm(name)));
    print(session, { is: 'alarm', header: machine.etcd.header(member), alarms: result });
  };

const moveLeader: Command = function* (machine, call) {
  if (call.args.length !== 1) fail(machine, EXIT.badArgs, 'move-leader command needs 1 argument');
  const target = integer(call.args[0]!, 16, false);
  if ('error' in target) return fail(machine, EXIT.badArgs, target.error);
  const session = openSession(machine, call);
  const endpoints = session.settings.list('endpoints');
  for (const endpoint of endpoints) {
    const client = yield* session.client([endpoint]);
    const { result } = yield* answer(client, 'Maintenance/Status', true, (name) => machine.etcd.status(name, client.who));
    if (result.header.memberId !== result.leader) continue;
    const to = target.value.toString(16).padStart(16, '0');
    yield* answer(client, 'Maintenance/MoveLeader', true, (name) => machine.etcd.moveLeader(name, client.who, to));
    print(session, { is: 'moveLeader', from: result.leader, to });
    return;
  }
  fail(machine, EXIT.badArgs, `no leader endpoint given at [${endpoints.join(' ')}]`);
};

export const CLUSTER_COMMANDS: Readonly<Record<string, Command>> = {
  'member add': memberAdd, 'member remove': memberRemove, 'member update': memberUpdate, 'member promote': memberPromote, 'member list': memberList, 'endpoint health': endpointHealth, 'endpoint status': endpointStatus, defrag,
  'alarm list': alarmCommand('list'), 'alarm disarm': alarmCommand('disarm'), 'move-leader': moveLeader,
};
