import type { Pod } from '../../../api';
import { parseTime } from '../../../base/time';
import { byText } from '../../../base/ordered-map';
import { isPodReady } from '../../../cluster/control/pods';
import { viewOf } from '../../../cluster/control/view';
import { listensAfter } from '../../../cluster/images/behaviour';
import { podOn, stateAt } from '../../../cluster/node/machine/machine';
import type { Cluster } from '../../../cluster/state';
import { lostIn, oneRequest, quietTraffic } from '../traffic/traffic';
import type { Traffic, TrafficTo } from '../traffic/traffic';

/** How a Pod's container is: not there; started but not listening; listening but not ready; ready; told to end; ended, and waiting to be started again. */
export const LANE_STATES = ['absent', 'starting', 'unready', 'ready', 'stopping', 'down'] as const;
export type LaneState = (typeof LANE_STATES)[number];

/** From a moment on, ms since the beginning; until the next one begins. */
export interface Stretch {
  readonly state: LaneState;
  readonly from: number;
}

export interface Lane {
  readonly uid: string;
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly restarts: number;
}

/** What is gathered while probes are tried. Times in ms since the beginning. */
export interface Trial {
  readonly begun: number;
  readonly lanes: readonly Lane[];
  /** Requests begin when a Pod is ready for the first time. */
  readonly traffic: Traffic | null;
  /** Lost in each second. */
  readonly lost: readonly number[];
  readonly lostBefore: number;
  readonly looks: number;
  readonly firstReady: number | null;
  /** When all Pods became ready the last time, where they are. */
  readonly allReady: number | null;
}

export const RATE = 5;
const MOST_SECONDS = 1800;
const MOST_STRETCHES = 400;
const TO: TrafficTo = { namespace: 'default', service: 'orders', answerTakes: 200_000, path: '/work' };

function stateOf({ machines, clock }: Cluster, pod: Pod): LaneState {
  const machine = byText.get(machines, pod.spec.nodeName ?? '');
  const container = machine === undefined ? undefined : podOn(machine, pod.metadata.uid ?? '')?.containers[0];
  if (container === undefined) return 'absent';
  const state = stateAt(container, clock.now);
  if (state.state !== 'running') return state.state === 'created' ? 'absent' : 'down';
  if (container.stop !== undefined) return 'stopping';
  if (isPodReady(pod)) return 'ready';
  return listensAfter(container.behaviour, 8080, clock.now - state.startedAt) ? 'unready' : 'starting';
}

const restartsOf = (pod: Pod): number => (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);

function laneOf(cluster: Cluster, pod: Pod, before: Lane | undefined, at: number): Lane {
  const state = stateOf(cluster, pod);
  const stretches = before?.stretches ?? [];
  const next = stretches.at(-1)?.state === state ? stretches : [...stretches, { state, from: at }].slice(-MOST_STRETCHES);
  const restarts = restartsOf(pod);
  return before !== undefined && next === stretches && restarts === before.restarts ? before : { uid: pod.metadata.uid ?? '', name: pod.metadata.name ?? '', stretches: next, restarts };
}

const created = ({ metadata }: Pod): number => parseTime(metadata.creationTimestamp ?? '') ?? 0;

/** One look: how each Pod is, and what becomes of a request. */
export function lookAtTrial(cluster: Cluster, before: Trial | undefined): Trial {
  const { now } = cluster.clock;
  const first: Trial = before ?? { begun: now, lanes: [], traffic: null, lost: [], lostBefore: 0, looks: 0, firstReady: null, allReady: null };
  const at = (now - first.begun) / 1000;
  const pods = viewOf(cluster.server.store.tables).list('pods', 'default').sort((a, b) => created(a) - created(b));
  const lanes = pods.map((pod) => laneOf(cluster, pod, first.lanes.find(({ uid }) => uid === pod.metadata.uid), at));
  const ready = pods.filter(isPodReady).length;
  const firstReady = first.firstReady ?? (ready > 0 ? at : null);
  const begins = firstReady === null ? null : (first.traffic ?? quietTraffic(cluster, viewOf(cluster.server.store.tables).list('nodes').length, TO));
  const traffic = begins === null ? null : oneRequest(cluster, begins, TO);
  const total = traffic === null ? 0 : lostIn(traffic);
  const looks = before === undefined ? 0 : first.looks + 1;
  const isOver = before !== undefined && looks % RATE === 0;
  return {
    begun: first.begun, lanes, traffic, looks, firstReady,
    lost: isOver ? [...first.lost, total - first.lostBefore].slice(-MOST_SECONDS) : first.lost,
    lostBefore: isOver ? total : first.lostBefore,
    allReady: pods.length > 0 && ready === pods.length ? (first.allReady ?? at) : null,
  };
}
