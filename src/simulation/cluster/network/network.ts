/**
 * The network of a cluster in use: whoever asks for a name or opens a connection, from a Pod or from the reader's machine, meets the rules of nodes, policies and the
 * processes behind them as they are at that moment.
 */
import { byText } from '../../base/ordered-map';
import { createRandom } from '../../base/random';
import type { Node, Pod } from '../../api';
import type { Service } from '../../api/generated/types/core.v1';
import { connect } from '../../network/connection';
import type { Attempt, Attempted, Host, NetworkWorld } from '../../network/connection';
import { cleaned, closed, entriesOf, noted, trackedOf } from '../../network/conntrack';
import type { Entry, Table, Tracked } from '../../network/conntrack';
import type { Upstream } from '../../network/dns/coredns';
import type { DnsQuery } from '../../network/dns/message';
import type { Delivery, NameServers } from '../../network/dns/resolver';
import { serviceHealth } from '../../network/proxy';
import type { EarlierConnection } from '../../network/proxy';
import type { Listener, ToolWorld } from '../../network/tools';
import { verdict } from '../../policy/network-policy';
import type { RuntimeContainer } from '../node/machine/machine';
import { podOn, uidOnNode } from '../node/machine/machine';
import { ROUTER_ADDRESS } from '../node/resolv-conf';
import type { Cluster } from '../state';
import { objectsIn } from '../store/store';
import { apiServerListener } from './api-server';
import type { ApiServerDoor } from './api-server';
import type { Client } from './client';
import { askInPod } from './names';
import type { DnsMemory } from './names';
import { nodeCacheAt } from './node-cache';
import { OUTSIDE, outerReply, siteAt } from './outside';
import { plainServer } from './programs';
import type { Programs } from './programs';
import { listensOn, networkOf } from './world';
import type { NetworkSettings } from './world';

/** A connection that was made, for what remembers clients (session affinity). */
interface Made extends Omit<EarlierConnection, 'secondsAgo'> {
  readonly from: string;
  readonly at: number;
}

/** What a network keeps from one connection to the next; lost with whoever keeps it. */
export interface NetworkMemory {
  draws: number;
  made: readonly Made[];
  /** What the nodes' kernels remember of the connections made here. */
  tracked: Table;
  readonly dns: DnsMemory;
  /** Lines that containers wrote about their clients, by container. */
  readonly logs: Map<string, { readonly at: number; readonly text: string }[]>;
}

export const newNetworkMemory = (): NetworkMemory => ({ draws: 0, made: [], tracked: [], dns: new Map(), logs: new Map() });

export interface NetworkOptions {
  readonly settings: Omit<NetworkSettings, 'others'>;
  readonly programs: Programs;
  /** The node that answers for an address outside of all nodes: a load balancer's. */
  readonly announcer?: (cluster: Cluster, address: string) => string | undefined;
  /** The API server's, for whoever reaches it; where it is not given it says nothing. */
  readonly api?: ApiServerDoor;
  /** Chance by lot; from the memory's own draws where it is not given. */
  readonly lot?: () => number;
}

const SECOND = 1_000_000;
const MILLISECOND = 1000;
const MOST_MADE = 500;
const FIRST_PORT = 32_768;
const PORTS = 28_000;
const MOST_HOPS = 4;
const KUBELET_PORT = 10_250;

const worlds = new WeakMap<Cluster, NetworkWorld>();

/** Services whose load balancer asks each node whether it has endpoints of theirs: kube-proxy listens there (service_health.go). */
const checkedServices = (cluster: Cluster): readonly Service[] => (objectsIn(cluster.server.store.tables, 'services') as Service[]).filter(({ spec }) => (spec?.healthCheckNodePort ?? 0) !== 0);

/** Every node's kubelet listens, and kube-proxy for load balancers. */
const nodeProcesses = (cluster: Cluster): readonly Host[] =>
  (objectsIn(cluster.server.store.tables, 'nodes') as Node[]).flatMap(({ metadata, status }): Host[] => {
    const address = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
    return address === undefined ? [] : [{ address, node: metadata.name ?? '', listens: ['TCP/10250', ...checkedServices(cluster).map((service) => `TCP/${service.spec?.healthCheckNodePort}`)] }];
  });

function worldOf(cluster: Cluster, settings: NetworkOptions['settings']): NetworkWorld {
  const before = worlds.get(cluster);
  if (before !== undefined) return before;
  const world = networkOf(cluster, { ...settings, others: [...nodeProcesses(cluster), ...OUTSIDE] });
  worlds.set(cluster, world);
  return world;
}

interface Found {
  readonly pod: Pod;
  readonly container: RuntimeContainer;
  readonly node: string;
}

/** The container that listens at an address. */
function containerAt(cluster: Cluster, address: string, port: number, protocol: 'TCP' | 'UDP'): Found | undefined {
  for (const [node, machine] of byText.entries(cluster.machines)) {
    for (const [uid, { sandboxes, containers }] of byText.entries(machine.pods)) {
      const [sandbox] = sandboxes;
      if (sandbox === undefined || !sandbox.ready || sandbox.ip !== address) continue;
      const container = containers.find((one) => one.sandbox === sandbox.id && listensOn(one, cluster.clock.now).includes(`${protocol}/${port}`));
      const pod = container === undefined ? undefined : (objectsIn(cluster.server.store.tables, 'pods') as Pod[]).find((one) => uidOnNode(one) === uid);
      if (container !== undefined && pod !== undefined) return { pod, container, node };
    }
  }
  return undefined;
}

export class Network {
  constructor(
    private readonly cluster: () => Cluster,
    readonly options: NetworkOptions,
    private readonly memory: NetworkMemory,
  ) {}

  private readonly sockets = new WeakMap<object, { readonly sourcePort: number; readonly lot: number }>();

  private lot = (): number => {
    if (this.options.lot !== undefined) return this.options.lot();
    this.memory.draws += 1;
    return createRandom(Math.floor(this.cluster().clock.now / MILLISECOND) ^ Math.imul(this.memory.draws, 0x9e3779b1)).next();
  };

  /** A number in [0, 1). */
  chance(): number {
    return this.lot();
  }

  /** A new connection: how it ends, and where. */
  attempt(client: Client, to: string, port: number, protocol: 'TCP' | 'UDP'): Attempted {
    const { attempt, attempted } = this.opened(client, to, port, protocol);
    this.note(attempt, attempted, this.cluster().clock.now);
    return attempted;
  }

  /** Kernels take note of it. */
  private note(attempt: Attempt, attempted: Attempted, at: number): void {
    this.memory.tracked = noted(this.memory.tracked, trackedOf(worldOf(this.cluster(), this.options.settings), attempt, attempted, at), at);
  }

  /** `socket`: packets from one socket are one connection to the kernels that they pass, so they go the same way. */
  private opened(client: Client, to: string, port: number, protocol: 'TCP' | 'UDP', socket: object = {}): { readonly attempt: Attempt; readonly attempted: Attempted } {
    const cluster = this.cluster();
    const { now } = cluster.clock;
    const world = worldOf(cluster, this.options.settings);
    const { sourcePort, lot } = this.sockets.get(socket) ?? { sourcePort: FIRST_PORT + Math.floor(this.lot() * PORTS), lot: this.lot() };
    this.sockets.set(socket, { sourcePort, lot });
    const through = client.node ?? this.entry(cluster, world, to);
    const outer = world.hosts.get(to);
    // On the same network, or over the router, without any node.
    if (through === undefined && outer !== undefined && outer.node === undefined) {
      const ends = outer.listens.includes(`${protocol}/${port}`);
      const flow = { from: client.address, sourcePort, to, port, protocol, through, endpoint: `${to}:${port}`, source: client.address };
      return { attempt: flow, attempted: { ending: ends ? 'answered' : 'refused', seconds: 0.0005, hops: [{ at: 'client', address: client.address }], ...(ends ? { flow } : {}) } };
    }
    const earlier = this.memory.made.filter(({ from }) => from === client.address).map(({ at, from: _, ...one }) => ({ ...one, secondsAgo: (now - at) / SECOND }));
    const attempt: Attempt = { from: client.address, sourcePort, to, port, protocol, through };
    const attempted = connect(world, attempt, lot, earlier);
    if (attempted.flow !== undefined) this.memory.made = [...this.memory.made, { from: client.address, at: now, to, port, protocol, endpoint: attempted.flow.endpoint }].slice(-MOST_MADE);
    return { attempt, attempted };
  }

  /** Runs a program; `ended` says that it has let go of the connections that it made. */
  holding<T>(run: () => T): { readonly result: T; readonly ended: () => void } {
    const before = new Set(this.memory.tracked);
    const result = run();
    const own = new Set(this.memory.tracked.filter((one) => !before.has(one)));
    return { result, ended: () => void (this.memory.tracked = closed(this.memory.tracked, own, this.cluster().clock.now)) };
  }

  /** Runs something whose connections leave no trace in the nodes' tables. */
  untracked<T>(run: () => T): T {
    const before = this.memory.tracked;
    const result = run();
    this.memory.tracked = before;
    return result;
  }

  /** A node's table of connections, as far as they were made here. */
  trackedOn(node: string): readonly { readonly tracked: Tracked; readonly entry: Entry }[] {
    const cluster = this.cluster();
    this.memory.tracked = cleaned(this.memory.tracked, node, worldOf(cluster, this.options.settings).nodes.get(node)?.rules.IPv4);
    return entriesOf(this.memory.tracked, node, cluster.clock.now);
  }

  /** Somebody has entries taken out of a node's table. */
  forget(those: ReadonlySet<Tracked>): void {
    this.memory.tracked = this.memory.tracked.filter((one) => !those.has(one));
  }

  /** Where packets from outside meet the cluster: the node that has the address, or that answers for it. */
  private entry(cluster: Cluster, world: NetworkWorld, to: string): string | undefined {
    for (const { name, addresses } of world.nodes.values()) if (Object.values(addresses).includes(to)) return name;
    return this.options.announcer?.(cluster, to);
  }

  /** Whether an ICMP echo comes back. kube-proxy's rules know nothing of it; a policy lets it pass where it allows a peer on all ports. */
  pings(client: Client, address: string): boolean {
    const world = worldOf(this.cluster(), this.options.settings);
    if (address === '127.0.0.1' || address === client.address) return true;
    if (!world.hosts.has(address) || world.policies === undefined) return world.hosts.has(address);
    const { egress, ingress } = verdict(world.policies, { from: client.address, to: address, port: 0, protocol: 'TCP' });
    return egress.allowed && ingress.allowed;
  }

  private logger({ id }: RuntimeContainer): (line: string) => void {
    return (text) => {
      const at = this.cluster().clock.now;
      this.memory.logs.set(id, [...(this.memory.logs.get(id) ?? []), { at, text }].slice(-MOST_MADE));
    };
  }

  /** What is at the other end of a TCP connection. */
  listenerAt(client: Client, address: string, port: number, depth = 0): Listener {
    if (address === '127.0.0.1' || address === '::1') return client.local(port) ?? { kind: 'refused' };
    if (depth > MOST_HOPS) return { kind: 'silent' };
    const { ending, flow } = this.attempt(client, address, port, 'TCP');
    if (flow === undefined || ending !== 'answered') return { kind: ending === 'refused' ? 'refused' : 'dropped' };
    return this.processAt(flow.endpoint, flow.source, flow.sourcePort, depth) ?? { kind: 'closes' };
  }

  /** The process at an `ip:port` that takes connections. */
  processAt(endpoint: string, source: string, sourcePort: number, depth = 0): Listener | undefined {
    const cluster = this.cluster();
    const colon = endpoint.lastIndexOf(':');
    const [address, port] = [endpoint.slice(0, colon), Number(endpoint.slice(colon + 1))];
    const found = containerAt(cluster, address, port, 'TCP');
    const checks = found === undefined ? this.checkAt(address, port) : undefined;
    if (checks !== undefined) return checks;
    if (found === undefined) return port === KUBELET_PORT ? { kind: 'server', certificate: () => ({ names: [], issuer: 'self', expired: false }), answer: () => ({ status: 401, body: 'Unauthorized' }) } : siteAt(address, port);
    if (found.container.name === 'kube-apiserver') return this.options.api === undefined ? { kind: 'silent' } : apiServerListener(cluster, this.options.api, source);
    return this.programOf(found, port, source, sourcePort, depth);
  }

  /** What kube-proxy answers at a Service's healthCheckNodePort. */
  private checkAt(address: string, port: number): Listener | undefined {
    const cluster = this.cluster();
    const service = checkedServices(cluster).find(({ spec }) => spec?.healthCheckNodePort === port);
    const node = [...worldOf(cluster, this.options.settings).nodes.values()].find(({ addresses }) => Object.values(addresses).includes(address));
    const rules = node?.rules.IPv4;
    const health = service === undefined || rules === undefined ? undefined : serviceHealth(rules.tracked, `${service.metadata.namespace ?? ''}/${service.metadata.name ?? ''}`, true);
    if (health === undefined) return undefined;
    const headers = [['Content-Type', health.contentType], ['X-Content-Type-Options', 'nosniff'], ['X-Load-Balancing-Endpoint-Weight', String(health.weight)]] as const;
    return { kind: 'server', answer: () => ({ status: health.status, headers, body: health.body }) };
  }

  /** What a container answers at a port. */
  private programOf({ pod, container, node }: Found, port: number, source: string, sourcePort: number, depth: number): Listener {
    const own: Client = { ...NOBODY, address: pod.status?.podIP ?? '', node };
    const program = this.options.programs[container.behaviour.serves ?? ''] ?? plainServer;
    return program({ cluster: this.cluster(), pod, container, port, source, sourcePort, lot: this.lot, log: this.logger(container), onwards: (to, at) => this.listenerAt(own, to, at, depth + 1) });
  }

  /** A container of a Pod by one of its ports, from within the Pod. */
  within(pod: Pod, port: number, source = '127.0.0.1'): Listener | undefined {
    const { machines, clock } = this.cluster();
    const machine = byText.get(machines, pod.spec.nodeName ?? '');
    const runtime = machine === undefined ? undefined : podOn(machine, uidOnNode(pod));
    const container = runtime?.containers.find((one) => one.sandbox === runtime.sandboxes[0]?.id && listensOn(one, clock.now).includes(`TCP/${port}`));
    return container === undefined ? undefined : this.programOf({ pod, container, node: pod.spec.nodeName ?? '' }, port, source, FIRST_PORT, 0);
  }

  /** A question to a name server. */
  ask(client: Client, server: string, query: DnsQuery, at: number): Delivery {
    const cache = nodeCacheAt(this.cluster(), client.node, server);
    if (cache !== undefined && client.address !== '') return this.askPod({ ...cache, node: client.node!, to: server }, cache.pod.status?.hostIP ?? '', { ...query, from: client.address, port: FIRST_PORT }, at);
    const protocol = query.transport === 'tcp' ? 'TCP' : 'UDP';
    const { attempt, attempted } = this.opened(client, server, 53, protocol, query.socket);
    const delivery = this.answerTo(attempted, protocol, query, at);
    // Where a process listens that says nothing, no packet has come back.
    this.note(attempt, protocol === 'UDP' && delivery.kind === 'silent' ? { ...attempted, ending: 'timed-out' } : attempted, at * MILLISECOND);
    return delivery;
  }

  private answerTo({ ending, flow }: Attempted, protocol: 'TCP' | 'UDP', query: DnsQuery, at: number): Delivery {
    if (flow === undefined || ending !== 'answered') return ending === 'refused' ? { kind: 'refused', took: 1 } : { kind: 'silent' };
    const colon = flow.endpoint.lastIndexOf(':');
    const [address, port] = [flow.endpoint.slice(0, colon), Number(flow.endpoint.slice(colon + 1))];
    if (address === ROUTER_ADDRESS) return { kind: 'reply', took: 5, reply: outerReply(query) };
    const found = containerAt(this.cluster(), address, port, protocol);
    if (found?.container.behaviour.serves !== 'coredns') return { kind: 'silent' };
    return this.askPod(found, address, { ...query, from: flow.source, port: flow.sourcePort }, at);
  }

  /** A question that has come to a server in a Pod. */
  private askPod(found: Found & { readonly to?: string }, address: string, query: DnsQuery, at: number): Delivery {
    const own: Client = { ...NOBODY, address, node: found.node };
    const upstream: Upstream = (to, question, when) => {
      const delivery = this.ask(own, to.slice(0, to.lastIndexOf(':')), question, when);
      return delivery.kind === 'reply' ? delivery : { kind: delivery.kind === 'refused' ? 'closed' : 'silent' };
    };
    return askInPod(this.memory.dns, this.cluster(), { ...found, upstream, log: this.logger(found.container) }, query, at);
  }

  /** What a tool on a client's machine is given. */
  worldOf(client: Client): ToolWorld {
    const servers: NameServers = (server, query, at) => this.ask(client, server, query, at);
    return {
      resolvConf: client.resolvConf, hosts: client.hosts, from: client.address, now: Math.floor(this.cluster().clock.now / MILLISECOND), servers,
      listenerAt: (address, port) => this.listenerAt(client, address, port), body: () => '', issuersIn: client.issuersIn, ...(client.read === undefined ? {} : { read: client.read }),
    };
  }
}

/** A client of which nothing is known but its address. */
export const NOBODY: Client = { address: '', node: undefined, resolvConf: '', hosts: '', local: () => undefined, issuersIn: () => [] };
