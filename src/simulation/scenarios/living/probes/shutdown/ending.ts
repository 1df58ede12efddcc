import type { Pod } from '../../../../api';
import { byText } from '../../../../base/ordered-map';
import { isPodTerminating } from '../../../../cluster/control/pods';
import { viewOf } from '../../../../cluster/control/view';
import { podOn, stateAt } from '../../../../cluster/node/machine/machine';
import type { RuntimeContainer } from '../../../../cluster/node/machine/machine';
import type { Cluster } from '../../../../cluster/state';
import { oneRequest, steadyTraffic } from '../../traffic/traffic';
import type { Loss, Traffic, TrafficTo } from '../../traffic/traffic';
import type { ShutdownOptions } from './options';

/** How the Pod is: it serves; its preStop hook runs; it was sent SIGTERM; its process has ended; nobody knows of it any more. */
export const POD_STAGES = ['serving', 'hook', 'stopping', 'ended', 'gone'] as const;
/** How its address stands in the EndpointSlice. */
export const ADDRESS_STAGES = ['ready', 'terminating', 'absent'] as const;
/** Whether a node's rules lead to it. */
export const RULE_STAGES = ['led', 'spared'] as const;
export type PodStage = (typeof POD_STAGES)[number];
export type AddressStage = (typeof ADDRESS_STAGES)[number];
export type RuleStage = (typeof RULE_STAGES)[number];

/** From a moment on, ms since the deletion; until the next one begins. */
export interface Stage<Name> {
  readonly is: Name;
  readonly from: number;
}

/** What is gathered while a Pod ends under load. Times in ms since the deletion. */
export interface Ending {
  readonly begun: number;
  readonly uid: string;
  readonly name: string;
  readonly node: string;
  readonly pod: readonly Stage<PodStage>[];
  readonly address: readonly Stage<AddressStage>[];
  /** Of each node's proxy. */
  readonly rules: readonly (readonly Stage<RuleStage>[])[];
  readonly traffic: Traffic;
  /** Lost in each stretch of {@link BUCKET} looks, by how. */
  readonly lost: readonly Readonly<Record<Loss, number>>[];
  readonly lostBefore: Traffic['lost'];
  readonly looks: number;
  /** When it was sent SIGTERM, until when it had time, and how it ended. */
  readonly term: number | null;
  readonly kill: number | null;
  readonly ended: { readonly at: number; readonly code: number } | null;
  readonly gone: number | null;
}

/** Requests a second, and so many in one bar of the picture. */
export const SHUTDOWN_RATE = 20;
export const BUCKET = 10;
const MOST_BARS = 1200;

export const trafficTo = ({ lag, answer }: ShutdownOptions): TrafficTo => ({ namespace: 'default', service: 'orders', answerTakes: answer * 1000, path: '/work', lag: lag * 1_000_000 });

const containerOf = ({ machines }: Cluster, node: string, uid: string): RuntimeContainer | undefined => {
  const machine = byText.get(machines, node);
  return machine === undefined ? undefined : podOn(machine, uid)?.containers[0];
};

function podStage(cluster: Cluster, pod: Pod | undefined, container: RuntimeContainer | undefined, hasEnded: boolean): PodStage {
  if (pod === undefined) return 'gone';
  if (hasEnded || (container !== undefined && stateAt(container, cluster.clock.now).state === 'exited')) return 'ended';
  if (container?.stop !== undefined) return 'stopping';
  return pod.metadata.deletionTimestamp === undefined ? 'serving' : 'hook';
}

function addressStage(cluster: Cluster, uid: string): AddressStage {
  const slices = viewOf(cluster.server.store.tables).list('endpointslices.discovery.k8s.io', 'default');
  const found = slices.flatMap(({ endpoints }) => endpoints ?? []).find(({ targetRef }) => targetRef?.uid === uid);
  if (found === undefined) return 'absent';
  return found.conditions?.ready === false ? 'terminating' : 'ready';
}

const withStage = <Name,>(before: readonly Stage<Name>[], is: Name, from: number): readonly Stage<Name>[] => (before.at(-1)?.is === is ? before : [...before, { is, from }]);

const difference = (now: Traffic['lost'], before: Traffic['lost']): Traffic['lost'] => ({ none: now.none - before.none, refused: now.refused - before.refused, cut: now.cut - before.cut, error: now.error - before.error });

function firstLook(cluster: Cluster, to: TrafficTo): Ending | undefined {
  const view = viewOf(cluster.server.store.tables);
  const pod = view.list('pods', 'default').find(isPodTerminating);
  if (pod === undefined) return undefined;
  const nodes = view.list('nodes').length;
  const traffic = steadyTraffic(cluster, nodes, to, 1_000_000 / SHUTDOWN_RATE);
  const uid = pod.metadata.uid ?? '';
  return {
    begun: cluster.clock.now, uid, name: pod.metadata.name ?? '', node: pod.spec.nodeName ?? '',
    pod: [], address: [], rules: traffic.proxies.map(() => []), traffic, lost: [], lostBefore: traffic.lost, looks: 0, term: null, kill: null, ended: null, gone: null,
  };
}

/** One look: a request is sent, and the Pod, its address and the rules of all nodes are told. Nothing where no Pod is ending. */
export function lookAtEnding(cluster: Cluster, options: ShutdownOptions, before: Ending | undefined): Ending | undefined {
  const to = trafficTo(options);
  const first = before ?? firstLook(cluster, to);
  if (first === undefined) return undefined;
  const { now } = cluster.clock;
  const at = (now - first.begun) / 1000;
  const traffic = before === undefined ? first.traffic : oneRequest(cluster, first.traffic, to);
  const pod = viewOf(cluster.server.store.tables).list('pods', 'default').find(({ metadata }) => metadata.uid === first.uid);
  const container = containerOf(cluster, first.node, first.uid);
  const state = container === undefined ? undefined : stateAt(container, now);
  const since = (moment: number): number => (moment - first.begun) / 1000;
  const looks = before === undefined ? 0 : first.looks + 1;
  const isOver = looks > 0 && looks % BUCKET === 0;
  const stage = podStage(cluster, pod, container, first.ended !== null);
  return {
    ...first, traffic, looks,
    pod: withStage(first.pod, stage, at), address: withStage(first.address, addressStage(cluster, first.uid), at),
    rules: traffic.proxies.map(({ backends }, index) => withStage(first.rules[index] ?? [], backends.some(({ uid }) => uid === first.uid) ? 'led' : 'spared', at)),
    lost: isOver ? [...first.lost, difference(traffic.lost, first.lostBefore)].slice(-MOST_BARS) : first.lost,
    lostBefore: isOver ? traffic.lost : first.lostBefore,
    term: first.term ?? (container?.stop === undefined ? null : since(container.stop.at)),
    kill: container?.stop === undefined ? first.kill : since(container.stop.kill),
    ended: first.ended ?? (state?.state === 'exited' ? { at: since(state.finishedAt), code: state.exitCode } : null),
    gone: first.gone ?? (stage === 'gone' ? at : null),
  };
}
