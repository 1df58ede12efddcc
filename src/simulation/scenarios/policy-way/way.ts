/** A connection by name in a cluster with policies: every question to the DNS and the connection itself, station by station, and what the client prints in the end. */
import { connect } from '../../network/connection';
import type { Attempted, Ending, Hop } from '../../network/connection';
import { askCoreDns, KUBEADM_COREFILE, newCoreDnsState, startCoreDns } from '../../network/dns/coredns';
import type { CoreDns } from '../../network/dns/coredns';
import type { NameServers } from '../../network/dns/resolver';
import { DEBIAN_TOOLS } from '../../network/tools';
import type { Listener, ToolWorld } from '../../network/tools';
import { indexNetwork } from '../../policy/network-policy';
import type { NetworkNamespace, NetworkPod, NetworkPolicy } from '../../policy/network-policy';
import { DNS_ADDRESS, nodeOf, serviceNameOf, wayWorld } from './world';
import type { WayEnd, WayPort, WayWorld } from './world';

export interface WayQuestion {
  readonly ends: readonly WayEnd[];
  readonly namespaces: readonly NetworkNamespace[];
  readonly pods: readonly NetworkPod[];
  readonly policies: readonly NetworkPolicy[];
  readonly enforced: boolean;
  /** Names of ends; the sender is a Pod. */
  readonly from: string;
  readonly to: string;
  readonly port: WayPort;
}

/** A packet that was sent, and the stations it passed. */
export interface Sent {
  /** Milliseconds from the start. */
  readonly at: number;
  /** A question to the DNS: the names of the records that were asked for; absent: the connection itself. */
  readonly name?: string;
  /** What the DNS said: addresses, or the code. */
  readonly reply?: string;
  readonly to: string;
  readonly ending: Ending;
  readonly hops: readonly Hop[];
}

export interface Way {
  readonly command: string;
  readonly output: string;
  readonly exit: number;
  /** Until the command ended. */
  readonly milliseconds: number;
  readonly sent: readonly Sent[];
  readonly node: string | undefined;
  /** Who has an address, and on which node; `undefined` outside the cluster. */
  readonly places: readonly { readonly ip: string; readonly name: string; readonly node: string | undefined }[];
}

/** A Pod's resolv.conf as the kubelet writes it (ClusterFirst). */
const resolvConf = (namespace: string): string => `search ${namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver ${DNS_ADDRESS}\noptions ndots:5\n`;

let server: CoreDns | undefined;
const coreDns = (): CoreDns => (server ??= startCoreDns({ corefile: KUBEADM_COREFILE, files: { '/etc/resolv.conf': 'nameserver 192.0.2.53\n' }, inCluster: true, apiServer: 'up', ownAddresses: ['127.0.0.1'] }).server!);

/** Ports at which a program speaks HTTP; at others only a connection is made. */
const HTTP: ReadonlySet<number> = new Set([443, 8000, 8080, 8443, 9090]);

class Journey {
  readonly sent: Sent[] = [];
  private readonly caches = newCoreDnsState();

  constructor(private readonly world: WayWorld, private readonly from: WayEnd) {}

  private attempt(to: string, { protocol, port }: WayPort): Attempted {
    return connect(this.world.network, { from: this.from.ip, sourcePort: 40_000 + this.sent.length, to, port, protocol, through: nodeOf(this.from) }, 0);
  }

  readonly servers: NameServers = (address, query, at) => {
    const { ending, hops } = this.attempt(address, { protocol: query.transport === 'tcp' ? 'TCP' : 'UDP', port: 53 });
    const said = ending === 'answered' ? askCoreDns(coreDns(), this.caches, query, { now: at, address: DNS_ADDRESS, serial: 1, upstream: () => ({ kind: 'silent' }), objects: this.world.dns }).reply : undefined;
    const addresses = (said?.answer ?? []).map(({ data }) => data);
    this.sent.push({ at, name: `${query.name} ${query.type}`, to: `${address}:53`, ending, hops, ...(said === undefined ? {} : { reply: addresses.length > 0 ? addresses.join(', ') : said.rcode }) });
    if (said !== undefined) return { kind: 'reply', reply: said, took: 1 };
    return ending === 'refused' ? { kind: 'refused', took: 1 } : { kind: 'silent' };
  };

  readonly listenerAt = (now: () => number) => (address: string, port: number): Listener => {
    const { ending, hops } = this.attempt(address, { protocol: 'TCP', port });
    this.sent.push({ at: now(), to: `${address}:${port}`, ending, hops });
    if (ending !== 'answered') return { kind: ending === 'refused' ? 'refused' : 'dropped' };
    return { kind: 'http', status: 200 };
  };
}

/** The name by which the sender knows the receiver: short in its own namespace. */
const nameFor = (from: WayEnd, to: WayEnd): string => {
  if (to.namespace === undefined) return to.ip;
  return to.namespace === from.namespace ? serviceNameOf(to) : `${serviceNameOf(to)}.${to.namespace}`;
};

/** Both records of a name are asked for at once, on one way. */
function joined(all: readonly Sent[]): readonly Sent[] {
  return all.reduce<Sent[]>((list, one) => {
    const before = list.at(-1);
    const sameName = before?.name !== undefined && one.name !== undefined && before.name.split(' ')[0] === one.name.split(' ')[0] && before.at === one.at;
    if (!sameName) return [...list, one];
    return [...list.slice(0, -1), { ...before, name: `${before.name}, ${one.name!.split(' ')[1]}`, ...(before.reply !== undefined && /^\d/.test(before.reply) ? {} : one.reply === undefined ? {} : { reply: one.reply }) }];
  }, []);
}

export function wayOf({ ends, namespaces, pods, policies, enforced, from: fromName, to: toName, port }: WayQuestion): Way {
  const [from, to] = [ends.find(({ name }) => name === fromName)!, ends.find(({ name }) => name === toName)!];
  const world = wayWorld(ends, enforced ? indexNetwork({ namespaces, pods, networkPolicies: policies }) : undefined);
  const journey = new Journey(world, from);
  const name = nameFor(from, to);
  const looksUp = port.protocol === 'UDP';
  const [tool, args] = looksUp ? (['nslookup', ['kubernetes.default.svc.cluster.local', name]] as const) : HTTP.has(port.port) ? (['curl', ['-sS', `http://${name}:${port.port}/`]] as const) : (['nc', ['-zv', name, String(port.port)]] as const);
  // When the name is known is not told to the one who listens: the last answer's time is.
  const lastAnswer = (): number => journey.sent.reduce((latest, { at, ending }) => (ending === 'answered' ? at + 1 : latest), 0);
  const toolWorld: ToolWorld = {
    resolvConf: resolvConf(from.namespace ?? 'default'), hosts: '127.0.0.1 localhost\n', from: from.ip, servers: journey.servers, listenerAt: journey.listenerAt(lastAnswer), body: () => `${to.name}\n`, issuersIn: () => undefined, now: 0,
  };
  const { stdout, stderr, exitCode, took } = DEBIAN_TOOLS[tool]!(args, toolWorld);
  return { command: [tool, ...args].join(' '), output: stdout + stderr, exit: exitCode, milliseconds: took, sent: joined(journey.sent), node: nodeOf(from), places: ends.map((end) => ({ ip: end.ip, name: end.name, node: nodeOf(end) })) };
}
