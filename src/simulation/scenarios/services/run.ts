import { createRandom } from '../../base/random';
import type { Service } from '../../api/generated/types/core.v1';
import { carryOn, connect } from '../../network/connection';
import type { Attempt, Attempted, Ending, Flow, Host, NetworkNode, NetworkWorld } from '../../network/connection';
import { proxySettings, serviceHealth, syncProxy } from '../../network/proxy';
import type { EarlierConnection, ProxyState, ProxySync } from '../../network/proxy';
import { CLIENTS, CLUSTER_IP, LOAD_BALANCER_IP, NODE_PORT, NODES, PODS } from './options';
import type { NodeName, PodName, ServiceOptions } from './options';
import { nodeObjects, serviceObject, sliceObjects } from './objects';
import type { PodStates } from './objects';

/** One hundred requests to a Service, ten a second. */
export const REQUESTS = 100;
const EVENT_AT = 50;
/** A Pod that is deleted stops taking requests so many of them later. */
const GONE_AT = 75;
const SECONDS_APART = 0.1;

export interface LabRequest {
  readonly ending: Ending;
  readonly seconds: number;
  /** The address and port that were asked. */
  readonly to: string;
  readonly port: number;
  /** Who answered. */
  readonly pod: PodName | undefined;
  /** The address that the Pod saw. */
  readonly source: string | undefined;
  /** The node whose rules decided; undefined where no packet reached one. */
  readonly through: NodeName | undefined;
  /** It left the zone in which it met the rules. */
  readonly crossesZone: boolean;
  /** It went where an earlier one had gone, by conntrack. */
  readonly carriedOn: boolean;
  readonly attempted: Attempted;
  /** The rules of that node then. */
  readonly rules: ProxySync | undefined;
}

export interface LabRun {
  readonly service: Service;
  readonly requests: readonly LabRequest[];
  /** Nodes that the load balancer sends to, at the end. */
  readonly healthyNodes: readonly NodeName[];
}

/** The cluster at a moment: rules of all nodes, and who listens. */
interface Moment {
  readonly world: NetworkWorld;
  readonly syncs: ReadonlyMap<NodeName, ProxySync>;
  readonly healthy: readonly NodeName[];
}

const nodeOf = (name: NodeName): (typeof NODES)[number] => NODES.find((one) => one.name === name)!;
const LOCAL_ADDRESSES = (name: NodeName): readonly string[] => [nodeOf(name).address];

function syncOf(options: ServiceOptions, service: Service, states: PodStates, name: NodeName, before: ProxyState | undefined): ProxySync {
  const host = { node: nodeObjects.find(({ metadata }) => metadata.name === name)!, localAddresses: LOCAL_ADDRESSES(name), nfacct: true, serviceCIDRs: ['10.96.0.0/16'] };
  const slices = sliceObjects(service, states).map((object) => ({ kind: 'EndpointSlice', object }) as const);
  if (before !== undefined) return syncProxy(before.settings, before, slices);
  return syncProxy(proxySettings({ clusterCIDR: '10.244.0.0/16' }, host, options.mode, 'IPv4'), undefined, [{ kind: 'Service', object: service }, ...slices]);
}

function momentOf(options: ServiceOptions, service: Service, states: PodStates, before: Moment | undefined): Moment {
  const syncs = new Map(NODES.map(({ name }) => [name, syncOf(options, service, states, name, before?.syncs.get(name)?.state)]));
  const nodes = new Map(NODES.map(({ name, address, podCIDR }): [string, NetworkNode] => [
    name, { name, routing: { localAddresses: LOCAL_ADDRESSES(name), podCIDRs: [podCIDR] }, rules: { IPv4: syncs.get(name)!.state }, addresses: { IPv4: address } },
  ]));
  const pods = PODS.filter(({ name }) => states[name] !== 'gone').map(({ address, node }): [string, Host] => [address, { address, node, listens: ['TCP/8080'] }]);
  const machines = NODES.map(({ name, address }): [string, Host] => [address, { address, node: name, listens: [] }]);
  const local = service.spec?.externalTrafficPolicy === 'Local';
  const healthy = NODES.map(({ name }) => name).filter((name) => !local || serviceHealth(syncs.get(name)!.state.tracked, 'shop/web', true)?.status === 200);
  return { world: { nodes, hosts: new Map([...machines, ...pods]), policies: undefined }, syncs, healthy };
}

/** Where a request is sent, and the node on which it meets the first rules. */
function attemptOf(options: ServiceOptions, { healthy }: Moment, i: number): Attempt {
  const client = CLIENTS.find(({ name }) => name === options.client)!;
  const { address } = options;
  const inside = client.node;
  const balanced = healthy.length === 0 ? undefined : healthy[i % healthy.length];
  const through = inside ?? (address === 'cluster-ip' ? undefined : address === 'load-balancer' ? balanced : options.via);
  const to = address === 'cluster-ip' ? CLUSTER_IP : address === 'load-balancer' ? LOAD_BALANCER_IP : nodeOf(inside ?? options.via).address;
  return { from: client.address, sourcePort: 40_000 + i, to, port: address === 'node-port' ? NODE_PORT : 80, protocol: 'TCP', through };
}

const podAt = (endpoint: string | undefined): (typeof PODS)[number] | undefined => PODS.find(({ address }) => endpoint === `${address}:8080`);

function requestOf(attempted: Attempted, attempt: Attempt, carriedOn: boolean, moment: Moment): LabRequest {
  const { ending, seconds, flow } = attempted;
  const through = attempt.through as NodeName | undefined;
  const pod = podAt(flow?.endpoint);
  const crossesZone = pod !== undefined && through !== undefined && nodeOf(pod.node).zone !== nodeOf(through).zone;
  return { ending, seconds, to: attempt.to, port: attempt.port, pod: pod?.name, source: flow?.source, through, crossesZone, carriedOn, attempted, rules: through === undefined ? undefined : moment.syncs.get(through) };
}

/** The process of a deleted Pod ends and its machine resets what was connected to it, before the address goes. */
const withEnded = ({ world }: Moment, pod: PodName): NetworkWorld => {
  const { address, node } = PODS.find(({ name }) => name === pod)!;
  return { ...world, hosts: new Map([...world.hosts, [address, { address, node, listens: [] }]]) };
};

export function runLab(options: ServiceOptions): LabRun {
  const service = serviceObject(options);
  const random = createRandom(options.seed);
  let states: PodStates = options.pods;
  let moment = momentOf(options, service, states, undefined);
  let flow: Flow | undefined;
  const earlier: EarlierConnection[] = [];
  const requests: LabRequest[] = [];
  const change = (state: PodStates[PodName]): void => {
    states = { ...states, [options.eventPod]: state };
    moment = momentOf(options, service, states, moment);
  };
  for (let i = 0; i < REQUESTS; i += 1) {
    if (i === EVENT_AT && options.event !== 'none') change(options.event === 'unready' ? 'unready' : 'terminating');
    if (i === GONE_AT && options.event === 'deleted') change('gone');
    if (flow !== undefined) {
      const ends = i === GONE_AT && options.event === 'deleted' && podAt(flow.endpoint)?.name === options.eventPod;
      const attempted = carryOn(ends ? withEnded(moment, options.eventPod) : moment.world, flow);
      requests.push(requestOf(attempted, flow, true, moment));
      flow = attempted.flow;
      continue;
    }
    const attempt = attemptOf(options, moment, i);
    const past = earlier.map((one) => ({ ...one, secondsAgo: i * SECONDS_APART - one.secondsAgo }));
    const attempted = connect(moment.world, attempt, random.next(), past);
    requests.push(requestOf(attempted, attempt, false, moment));
    if (attempted.flow === undefined) continue;
    if (options.affinity) earlier.splice(0, earlier.length, { to: attempt.to, port: attempt.port, endpoint: attempted.flow.endpoint, secondsAgo: i * SECONDS_APART });
    if (options.keepsConnection) flow = attempted.flow;
  }
  return { service, requests, healthyNodes: moment.healthy };
}
