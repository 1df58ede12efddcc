/**
 * Node-pressure eviction (pkg/kubelet/eviction/eviction_manager.go: synchronize). One call is one look at the node; it returns what the manager
 * remembers and whom it evicts. The kubelet looks every 10 s, and again a second after an eviction.
 *
 * Not modelled: a separate image file system, and the kernel's memory notifications, which let a look come early.
 */
import { addQuantity, compareQuantity } from '../../api';
import { isCritical } from '../pod/critical';
import { storageLimitExceeded } from './local-storage';
import { evictionMessage } from './message';
import { rankPods } from './ranking';
import type { Rank } from './ranking';
import { isMemorySignal, SIGNALS } from './signals';
import type { NodeConditionType, Signal } from './signals';
import type { EvictionPod, Observations } from './stats';
import { isHard, sameThreshold, thresholdBytes } from './thresholds';
import type { Threshold } from './thresholds';

export const MONITORING_INTERVAL_S = 10;
/** podCleanupPollFreq: how soon after an eviction the manager looks again, if the Pod is gone by then. */
export const CLEANUP_POLL_S = 1;
/** evictionPressureTransitionPeriod's default: so long a condition outlives its last sighting. */
export const PRESSURE_TRANSITION_S = 300;
const IMMEDIATE_GRACE_S = 1;

export interface EvictionConfig {
  readonly thresholds: readonly Threshold[];
  /** evictionMaxPodGracePeriod, seconds. */
  readonly maxPodGraceSeconds: number;
  readonly pressureTransitionSeconds?: number;
}

interface Met {
  readonly threshold: Threshold;
  readonly since: number;
}

/** What the manager remembers between two looks. Times in seconds. */
export interface EvictionState {
  readonly firstObserved: readonly Met[];
  readonly met: readonly Threshold[];
  readonly lastObserved: Readonly<Partial<Record<NodeConditionType, number>>>;
  readonly conditions: readonly NodeConditionType[];
}

export const INITIAL_EVICTION_STATE: EvictionState = { firstObserved: [], met: [], lastObserved: {}, conditions: [] };

export interface Eviction {
  readonly pod: string;
  readonly gracePeriodSeconds: number;
  readonly message: string;
  /** The Pod's own excess (a storage limit) is no disruption: only the node's pressure sets DisruptionTarget. */
  readonly disruption: boolean;
}

export interface EvictionLook {
  readonly state: EvictionState;
  readonly evicted: readonly Eviction[];
  /** The signal that was to be relieved and the order it put the Pods in, for a view. */
  readonly reclaiming: { readonly signal: Signal; readonly ranks: readonly Rank[] } | null;
  /** Unused images and dead containers were deleted first. */
  readonly collected: boolean;
}

function isMet(threshold: Threshold, observations: Observations, withReclaim: boolean): boolean {
  const observed = observations.get(threshold.signal);
  if (observed === undefined) return false;
  let wanted = thresholdBytes(threshold.value, observed.capacity);
  if (withReclaim && threshold.minReclaim !== undefined) wanted = addQuantity(wanted, thresholdBytes(threshold.minReclaim, observed.capacity));
  return compareQuantity(wanted, observed.available) > 0;
}

/** Thresholds met now, and those met before that have not yet got their minimum reclaim. */
function metNow(config: EvictionConfig, state: EvictionState, observations: Observations): Threshold[] {
  const met = config.thresholds.filter((threshold) => isMet(threshold, observations, false));
  const unresolved = state.met.filter((threshold) => isMet(threshold, observations, true));
  return [...met, ...unresolved.filter((one) => !met.some((other) => sameThreshold(one, other)))];
}

function conditionsOf(config: EvictionConfig, state: EvictionState, met: readonly Threshold[], now: number): Pick<EvictionState, 'lastObserved' | 'conditions'> {
  const lastObserved: Partial<Record<NodeConditionType, number>> = { ...state.lastObserved };
  for (const { signal } of met) lastObserved[SIGNALS[signal].condition] = now;
  const period = config.pressureTransitionSeconds ?? PRESSURE_TRANSITION_S;
  const kinds: readonly NodeConditionType[] = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];
  return { lastObserved, conditions: kinds.filter((kind) => now - (lastObserved[kind] ?? -Infinity) < period) };
}

function graceFor(threshold: Threshold, pod: EvictionPod, config: EvictionConfig): number {
  if (isHard(threshold)) return IMMEDIATE_GRACE_S;
  return Math.min(config.maxPodGraceSeconds, pod.spec.terminationGracePeriodSeconds ?? Infinity);
}

/**
 * One look: `pods` are those that run, `now` is in seconds. At most one Pod goes for the node's sake; all that exceed a storage limit go. `collected` is
 * what would be observed once unused images and dead containers are deleted, which a disk signal does before it takes a Pod (reclaimNodeLevelResources):
 * if no threshold is met then, its minimum reclaim counted, nobody goes. Undefined where there is nothing to delete.
 */
export function evictionLook(config: EvictionConfig, state: EvictionState, observations: Observations, pods: readonly EvictionPod[], now: number, collected?: Observations): EvictionLook {
  const met = metNow(config, state, observations);
  const firstObserved = met.map((threshold): Met => state.firstObserved.find((one) => sameThreshold(one.threshold, threshold)) ?? { threshold, since: now });
  const due = firstObserved.filter(({ threshold, since }) => now - since >= threshold.graceSeconds).map(({ threshold }) => threshold);
  const next: EvictionState = { firstObserved, met: due, ...conditionsOf(config, state, met, now) };
  const greedy = pods.flatMap((pod): Eviction[] => {
    const message = isCritical(pod.spec) ? null : storageLimitExceeded(pod);
    return message === null ? [] : [{ pod: pod.name, gracePeriodSeconds: IMMEDIATE_GRACE_S, message, disruption: false }];
  });
  if (greedy.length > 0) return { state: next, evicted: greedy, reclaiming: null, collected: false };
  // byEvictionPriority: memory before all else.
  const ordered = [...due.filter(({ signal }) => isMemorySignal(signal)), ...due.filter(({ signal }) => !isMemorySignal(signal))];
  const [threshold] = ordered;
  if (threshold === undefined) return { state: next, evicted: [], reclaiming: null, collected: false };
  const collects = collected !== undefined && SIGNALS[threshold.signal].condition === 'DiskPressure';
  const relieved = collects && !config.thresholds.some((one) => isMet(one, collected, true));
  if (relieved || pods.length === 0) return { state: next, evicted: [], reclaiming: null, collected: collects };
  const ranks = rankPods(pods, threshold.signal);
  const victim = ranks.find(({ pod }) => !isCritical(pod.spec))?.pod;
  const evicted = victim === undefined ? [] : [{
    pod: victim.name,
    gracePeriodSeconds: graceFor(threshold, victim, config),
    message: evictionMessage(SIGNALS[threshold.signal].resource, victim, ordered, observations),
    disruption: true,
  }];
  return { state: next, evicted, reclaiming: { signal: threshold.signal, ranks }, collected: collects };
}
