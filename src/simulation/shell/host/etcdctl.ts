/**
 * etcdctl 3.6 at a member of an external etcd (etcdctl/ctlv3/command: ep_command.go, member_command.go, get_command.go): who is there, who leads, what the keys are. Values
 * are protobuf, and shown of Secrets and ConfigMaps alone. A leader that stops is followed at once by the first member that runs; sizes are estimated.
 */
import { ETCD_MEMBERS, etcdState } from '../../cluster/components';
import type { HostAct } from '../../cluster/node/host/types';
import type { Cluster } from '../../cluster/state';
import { byText } from '../../base/ordered-map';
import { valueInEtcd } from '../../cluster/encryption/stored-value';
import { objectsIn } from '../../cluster/store/store';
import { optionsOf } from '../commands/options';
import type { Program } from '../shell';
import { runs } from './systemctl';
import { table } from './table';

const VERSION = '3.6.8';
/** --command-timeout and --dial-timeout, µs. */
const TIMEOUT = 5_000_000;
const IDS = ['8e9e05c52164694d', '91bc3c398fb3c146', 'fd422379fda50e48'];

export const etcdAddress = (at: number): string => `192.168.0.${20 + at}`;
const endpoint = (at: number): string => `https://${etcdAddress(at)}:2379`;

interface Member {
  readonly host: string;
  readonly cluster: Cluster;
  readonly acts: readonly HostAct[];
}

/** github.com/dustin/go-humanize: Bytes. */
function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = count < 10 ? 0 : Math.min(3, Math.floor(Math.log(count) / Math.log(1000)));
  const value = Math.floor((count / 1000 ** power) * 10 + 0.5) / 10;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]!}`;
}

/** Where the API server keeps an object (registry's ResourcePrefix): what differs from the plural. */
const PREFIXES: Readonly<Record<string, string>> = { services: 'services/specs', endpoints: 'services/endpoints', nodes: 'minions', 'ingresses.networking.k8s.io': 'ingress', 'replicationcontrollers': 'controllers' };

function keys({ server: { store: { tables } } }: Cluster): readonly string[] {
  return [...byText.entries(tables)].flatMap(([resource]) => {
    const prefix = PREFIXES[resource] ?? resource.split('.')[0]!;
    return objectsIn(tables, resource).map(({ metadata: { namespace, name = '' } }) => `/registry/${prefix}/${namespace === undefined ? '' : `${namespace}/`}${name}`);
  }).sort();
}

const dataSize = ({ server: { store: { tables } } }: Cluster): number => [...byText.entries(tables)].reduce((sum, [resource]) => sum + objectsIn(tables, resource).length * 1500, 0);

export const etcdctl = (member: Member): Program => ({
  *run(process) {
    const { out, err } = process;
    const { cluster, acts } = member;
    const options = optionsOf(process, { letters: 'w:e:CPKV', long: { 'print-value-only': 'V', 'write-out': 'w', endpoints: 'e', cluster: 'C', prefix: 'P', 'keys-only': 'K', cacert: 'e', cert: 'e', key: 'e', 'command-timeout': 'e' } });
    if (typeof options === 'number') return options;
    const [command = '', verb = ''] = options.rest;
    const running = ETCD_MEMBERS.map((name) => runs({ cluster, acts }, name));
    const alive = running.filter(Boolean).length;
    const quorum = acts.length === 0 ? etcdState(cluster.components) === 'quorum' : alive >= 2;
    const leader = quorum ? running.indexOf(true) : -1;
    const self = ETCD_MEMBERS.findIndex((name) => name === member.host);
    const isTable = options.value('w') === 'table';
    const print = (headers: readonly string[], rows: readonly (readonly string[])[]): void => out.write(isTable ? table(headers, rows) : rows.map((row) => `${row.join(', ')}\n`).join(''));
    const here = options.values('e').flatMap((text) => [...text.matchAll(/192\.168\.0\.2([012]):2379/g)].map((found) => Number(found[1])));
    const asked = options.has('C') ? [0, 1, 2] : here.length > 0 ? here : [self];
    const named = (at: number): string => (options.has('C') || here.length > 0 ? endpoint(at) : '127.0.0.1:2379');
    const waits = { do: 'sleep', micros: TIMEOUT } as const;
    const failed = function* (text: string) {
      yield waits;
      err.write(`Error: ${text}\n`);
      return 1;
    };
    if (options.has('C') && (!running[self] || !quorum)) return yield* failed('failed to fetch endpoints from etcd cluster member list: context deadline exceeded');
    switch (`${command} ${verb}`) {
      case 'endpoint status': {
        const up = asked.filter((at) => running[at]);
        for (const at of asked.filter((one) => !running[one])) {
          yield waits;
          err.write(`Failed to get the status of endpoint ${named(at)} (context deadline exceeded)\n`);
        }
        const { revision } = cluster.server.store;
        const term = String(2 + Math.max(0, leader));
        print(
          ['endpoint', 'ID', 'version', 'storage version', 'db size', 'in use', 'percentage not in use', 'quota', 'is leader', 'is learner', 'raft term', 'raft index', 'raft applied index', 'errors', 'downgrade target version', 'downgrade enabled'],
          up.map((at) => [named(at), IDS[at]!, VERSION, '3.6.0', bytes(dataSize(cluster) * 2), bytes(dataSize(cluster)), '50%', bytes(2_147_483_648), String(at === leader), 'false', term, String(revision + 12), String(revision + 12), leader < 0 ? 'etcdserver: no leader' : '', '', 'false']),
        );
        return Number(up.length < asked.length);
      }
      case 'endpoint health': {
        const health = asked.map((at) => ({ at, good: running[at] === true && quorum }));
        if (health.some(({ good }) => !good)) yield waits;
        if (isTable) out.write(table(['endpoint', 'health', 'took', 'error'], health.map(({ at, good }) => [named(at), String(good), good ? '9.1ms' : '5.0s', good ? '' : 'context deadline exceeded'])));
        else for (const { at, good } of health) (good ? out : err).write(good ? `${named(at)} is healthy: successfully committed proposal: took = 9.1ms\n` : `${named(at)} is unhealthy: failed to commit proposal: context deadline exceeded\n`);
        if (health.every(({ good }) => good)) return 0;
        err.write('Error: unhealthy cluster\n');
        return 1;
      }
      case 'member list': {
        if (!running[self] || !quorum) return yield* failed('context deadline exceeded');
        print(['ID', 'Status', 'Name', 'Peer Addrs', 'Client Addrs', 'Is Learner'], ETCD_MEMBERS.map((name, at) => [IDS[at]!, 'started', name, `https://${etcdAddress(at)}:2380`, endpoint(at), 'false']));
        return 0;
      }
      default: {
        if (command === 'version') {
          out.write(`etcdctl version: ${VERSION}\nAPI version: 3.6\n`);
          return 0;
        }
        if (command === 'get' && options.has('K')) {
          if (!running[self] || !quorum) return yield* failed('context deadline exceeded');
          out.write(keys(cluster).filter((key) => (options.has('P') ? key.startsWith(verb) : key === verb)).map((key) => `${key}\n\n`).join(''));
          return 0;
        }
        if (command === 'get' && verb !== '') {
          if (!running[self] || !quorum) return yield* failed('context deadline exceeded');
          const found = keys(cluster).filter((key) => (options.has('P') ? key.startsWith(verb) : key === verb));
          const values = found.map((key) => [key, valueInEtcd(cluster, key)] as const);
          if (values.some(([, value]) => value === undefined)) {
            err.write('(values are shown here of Secrets and ConfigMaps only)\n');
            return 1;
          }
          for (const [key, value] of values) out.write(`${options.has('V') ? '' : `${key}\n`}${value ?? ''}\n`);
          return 0;
        }
        err.write(`(etcdctl here knows endpoint status, endpoint health, member list, and get KEY with --prefix, --keys-only or --print-value-only)\n`);
        return 1;
      }
    }
  },
});
