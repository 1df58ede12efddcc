/**
 * What clients that call a server again and again cost it. A client is one connection: it waits, calls, and waits for the answer, so a slow server is called less often
 * (a closed loop). A call costs the server's container the CPU time that its image says (`cost=`); where that is more than it gets, answers take longer. Every ready
 * endpoint gets an equal part, as kube-proxy's rules draw for each connection. Reckoned as flows, not request by request; NetworkPolicies are not asked.
 */
import { byText } from '../../base/ordered-map';
import { milliValue, quantityOf } from '../../api';
import { viewOf } from '../control/view';
import type { Cluster } from '../cluster-state';
import { listenerOn } from '../node/machine/exec';
import { podOn, stateAt } from '../node/machine/machine';
import type { Machine, RuntimeContainer } from '../node/machine/machine';
import { cpuLimit, cpuWeight, shareCpus } from './share';
import type { Wanting } from './share';

/** What a client's own processes cost for each call, seconds of CPU. */
const CLIENT_COST = 0.002;
/** A connection and its way through the network, seconds. */
const WAY = 0.001;
const MOST_ROUNDS = 80;

interface Client {
  readonly id: string;
  /** Seconds between an answer and the next call. */
  readonly pause: number;
  readonly servers: readonly string[];
}

interface Server {
  readonly id: string;
  readonly node: string;
  /** Seconds of CPU for a call. */
  readonly cost: number;
  readonly most: number;
  readonly weight: number;
}

/** CPUs that containers use for calls, by their IDs, and how long an answer takes each client, seconds. */
export interface Demand {
  readonly cpus: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, number>;
  /** How long a call takes at a server that is called, by its container's ID, seconds. */
  readonly served: ReadonlyMap<string, number>;
}

const NONE: Demand = { cpus: new Map(), answers: new Map(), served: new Map() };

/** `http://web.shop:8080/x` as a Service and its port; the Pod's own namespace where none is said. */
function placeOf(url: string, namespace: string): { readonly name: string; readonly namespace: string; readonly port: number } | undefined {
  const [, host = '', port = '80'] = /^http:\/\/([^/:?]+)(?::(\d+))?/.exec(url) ?? [];
  const [name = '', space = namespace, svc = 'svc'] = host.split('.');
  return name === '' || svc !== 'svc' ? undefined : { name, namespace: space, port: Number(port) };
}

/** The containers that a client on a node reaches through a Service, by the rules that the node's kernel has. */
function serversOf(cluster: Cluster, machine: Machine, url: string, namespace: string): readonly { readonly node: string; readonly container: RuntimeContainer }[] {
  const place = placeOf(url, namespace);
  const { services = [], slices = [] } = machine.proxied ?? {};
  const service = place === undefined ? undefined : services.find(({ metadata }) => metadata.namespace === place.namespace && (metadata.name === place.name));
  const port = service?.spec?.ports?.find((one) => one.port === place?.port);
  if (service === undefined || port === undefined) return [];
  const own = slices.filter(({ metadata }) => metadata.namespace === place?.namespace && metadata.labels?.['kubernetes.io/service-name'] === place?.name);
  return own.flatMap(({ endpoints = [], ports }) => {
    const target = ports?.find(({ name = '' }) => name === (port.name ?? ''))?.port;
    return target === undefined ? [] : endpoints.flatMap(({ conditions, nodeName = '', targetRef }) => {
      const there = byText.get(cluster.machines, nodeName);
      if (conditions?.ready === false || there === undefined) return [];
      const container = listenerOn(podOn(there, targetRef?.uid ?? '')?.containers ?? [], target, cluster.clock.now);
      return container === undefined ? [] : [{ node: nodeName, container }];
    });
  });
}

const isRunning = (container: RuntimeContainer, now: number): boolean => stateAt(container, now).state === 'running';

function scene(cluster: Cluster): { readonly clients: readonly Client[]; readonly servers: ReadonlyMap<string, Server> } {
  const servers = new Map<string, Server>();
  const clients: Client[] = [];
  for (const [, machine] of byText.entries(cluster.machines)) {
    for (const [, pod] of byText.entries(machine.pods)) {
      for (const container of pod.containers) {
        const { calls } = container.behaviour;
        if (calls === undefined || !isRunning(container, cluster.clock.now)) continue;
        const reached = serversOf(cluster, machine, calls.url, pod.namespace);
        for (const { node, container: { id, behaviour, resources } } of reached) servers.set(id, { id, node, cost: (behaviour.cost ?? 0) / 1_000_000, most: cpuLimit(resources), weight: cpuWeight(resources) });
        clients.push({ id: container.id, pause: calls.pause / 1_000_000, servers: reached.map(({ container: { id } }) => id) });
      }
    }
  }
  return { clients, servers };
}

const cpusOf = (cluster: Cluster, node: string): number => Math.max(1, milliValue(quantityOf(viewOf(cluster.server.store.tables).get('nodes', undefined, node)?.status?.capacity?.cpu)) / 1000);

/** Containers of a node that spin: they want their part as well. */
function spinning(cluster: Cluster, node: string, except: ReadonlyMap<string, Server>): readonly Wanting[] {
  const pods = [...byText.entries(byText.get(cluster.machines, node)?.pods ?? null)].flatMap(([, { containers }]) => containers);
  return pods.flatMap((one) => {
    const { id, behaviour: { busy = 0 }, resources } = one;
    return busy === 0 || except.has(id) || !isRunning(one, cluster.clock.now) ? [] : [{ want: busy, most: cpuLimit(resources), weight: cpuWeight(resources) }];
  });
}

function reckoned(cluster: Cluster): Demand {
  const { clients, servers } = scene(cluster);
  if (clients.length === 0) return NONE;
  const nodes = new Map<string, { readonly own: readonly Server[]; readonly others: readonly Wanting[]; readonly cpus: number }>();
  for (const { node } of servers.values()) if (!nodes.has(node)) nodes.set(node, { own: [...servers.values()].filter((one) => one.node === node), others: spinning(cluster, node, servers), cpus: cpusOf(cluster, node) });
  /** How many times longer than alone a call takes at a server. */
  const stretch = new Map([...servers.keys()].map((id) => [id, 1]));
  const answerOf = ({ servers: reached }: Client): number => WAY + reached.reduce((sum, id) => sum + ((servers.get(id)?.cost ?? 0) * (stretch.get(id) ?? 1)) / reached.length, 0);
  const rateOf = (client: Client): number => (client.servers.length === 0 ? 0 : 1 / (client.pause + answerOf(client)));
  const wanted = (): Map<string, number> => {
    const all = new Map<string, number>();
    for (const client of clients) for (const id of client.servers) all.set(id, (all.get(id) ?? 0) + (rateOf(client) / client.servers.length) * (servers.get(id)?.cost ?? 0));
    return all;
  };
  const free = wanted();
  let want = free;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let most = 0;
    for (const { own, others, cpus } of nodes.values()) {
      const given = shareCpus(cpus, [...own.map(({ id, most: limit, weight }) => ({ want: free.get(id) ?? 0, most: limit, weight })), ...others]);
      for (const [at, { id }] of own.entries()) {
        const before = stretch.get(id) ?? 1;
        const next = Math.max(1, before * Math.sqrt((want.get(id) ?? 0) / Math.max(1e-9, given[at] ?? 0)));
        most = Math.max(most, Math.abs(next - before) / before);
        stretch.set(id, next);
      }
    }
    want = wanted();
    if (most < 1e-4) break;
  }
  return { cpus: new Map([...want, ...clients.map((client): [string, number] => [client.id, rateOf(client) * CLIENT_COST])]), answers: new Map(clients.map((client) => [client.id, answerOf(client)])), served: new Map([...servers.values()].map(({ id, cost }) => [id, cost * (stretch.get(id) ?? 1)])) };
}

const known = new WeakMap<Cluster, Demand>();

/** What is called at this moment. */
export function demandOf(cluster: Cluster): Demand {
  const before = known.get(cluster);
  if (before !== undefined) return before;
  const found = reckoned(cluster);
  known.set(cluster, found);
  return found;
}
