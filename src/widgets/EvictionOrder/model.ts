/** The node under its eviction manager: who is in line, what happens when, and whom the kernel would take instead. */
import { qosClass, unitValue, type PodSpec, type QosClass } from '@site/src/simulation/api';
import { wantedNoSchedule } from '@site/src/simulation/cluster/controllers/node-lifecycle/taints';
import { admitUnderPressure } from '@site/src/simulation/resources/eviction/admission';
import { observeNode, runEviction, type EvictionNode } from '@site/src/simulation/resources/eviction/node';
import { decidingRule, rankPods, type Rank, type RankRule } from '@site/src/simulation/resources/eviction/ranking';
import type { NodeConditionType, Signal } from '@site/src/simulation/resources/eviction/signals';
import type { EvictionPod } from '@site/src/simulation/resources/eviction/stats';
import { DEFAULT_EVICTION_HARD, parseThresholds, thresholdBytes, withContainerFs, type Threshold } from '@site/src/simulation/resources/eviction/thresholds';
import { chooseVictim } from '@site/src/simulation/resources/memory/oom';
import { PAGE_BYTES } from '@site/src/simulation/resources/memory/types';
import { oomScoreAdj } from '@site/src/simulation/resources/pod/oom-score-adj';
import { NODE, POD_NAMES, type EvictionSetup, type PodName, type Resource } from './state';

const MIB = 1024 * 1024;
/** Long enough for the longest grace, every eviction and the condition's end. */
const WATCHED_S = 900;
const SOFT_MEMORY = '500Mi';
const SOFT_DISK = '15%';
const SIGNALS: Readonly<Record<Resource, Signal>> = { memory: 'memory.available', disk: 'nodefs.available' };

const SPECS: Readonly<Record<PodName, PodSpec>> = {
  db: { containers: [{ name: 'db', resources: { requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '4Gi' }, limits: { cpu: '500m', memory: '1Gi' } } }], terminationGracePeriodSeconds: 60 },
  batch: { containers: [{ name: 'batch', resources: { requests: { memory: '512Mi', 'ephemeral-storage': '1Gi' } } }], priority: -10, terminationGracePeriodSeconds: 30 },
  web: { containers: [{ name: 'web', resources: { requests: { memory: '512Mi', 'ephemeral-storage': '1Gi' } } }], terminationGracePeriodSeconds: 30 },
  cache: { containers: [{ name: 'cache' }], terminationGracePeriodSeconds: 30 },
};
const NEWCOMER: PodSpec = { containers: [{ name: 'new' }] };

/** A Pod's place in line. Amounts in Mi. */
export interface Place {
  readonly name: PodName;
  readonly qos: QosClass;
  readonly used: number;
  readonly requested: number;
  readonly exceeds: boolean;
  readonly priority: number;
  readonly oomScoreAdj: number;
  /** Seconds after which it was evicted; null where it stays. */
  readonly evictedAt: number | null;
}

export type LogEntry =
  | { readonly at: number; readonly kind: 'observed'; readonly threshold: string; readonly graceSeconds: number }
  | { readonly at: number; readonly kind: 'condition'; readonly condition: NodeConditionType; readonly taint: string; readonly holds: boolean }
  | { readonly at: number; readonly kind: 'collected' }
  | { readonly at: number; readonly kind: 'evicted'; readonly pod: string; readonly graceSeconds: number; readonly message: string };

export interface EvictionModel {
  /** In the order in which they would go. */
  readonly places: readonly Place[];
  /** What puts the first before the second. */
  readonly rule: RankRule | null;
  /** Mi; below 0 more is used than there is. */
  readonly available: number;
  readonly capacity: number;
  readonly hard: number;
  readonly soft: number | null;
  readonly log: readonly LogEntry[];
  /** Whom the kernel takes where memory has run out: no look of the kubelet comes in time. */
  readonly kernel: { readonly pod: PodName; readonly oomScoreAdj: number } | null;
  /** What a BestEffort Pod that comes under this pressure is told; null where there is none. */
  readonly newcomer: string | null;
  /** Deleting unused images was enough: nobody had to go. */
  readonly relieved: boolean;
}

const mi = (amount: number): string => `${amount}Mi`;

function podsOf({ memory, disk }: EvictionSetup): EvictionPod[] {
  return POD_NAMES.map((name) => ({
    name, spec: SPECS[name], stats: { memory: memory[name] * MIB, containers: [{ name: SPECS[name].containers[0].name, memory: memory[name] * MIB, rootfs: disk[name] * MIB, logs: 0 }] },
  }));
}

/** Only the resource that is looked at has thresholds, so that the other one does not speak up. */
function thresholdsOf({ resource, softGrace, minReclaim }: EvictionSetup): readonly Threshold[] {
  const signal = SIGNALS[resource];
  const parsed = parseThresholds({
    evictionHard: { [signal]: DEFAULT_EVICTION_HARD[signal] },
    ...(softGrace === null ? {} : { evictionSoft: { [signal]: resource === 'memory' ? SOFT_MEMORY : SOFT_DISK }, evictionSoftGracePeriod: { [signal]: `${softGrace}s` } }),
    ...(minReclaim === 0 ? {} : { evictionMinimumReclaim: { [signal]: mi(minReclaim) } }),
  });
  if ('error' in parsed) throw new Error(parsed.error);
  return withContainerFs(parsed.thresholds);
}

const textOf = ({ signal, value }: Threshold): string => `${signal}<${'share' in value ? `${Math.round(value.share * 100)}%` : mi(unitValue(value.quantity) / MIB)}`;

const taintOf = (type: NodeConditionType): string => wantedNoSchedule({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node' }, spec: {}, status: { conditions: [{ type, status: 'True' }] } }).add[0] ?? '';

const amount = (rank: Rank, of: 'usage' | 'request'): number => Number((rank[of]?.nano ?? 0n) / 1_000_000_000n) / MIB;

export function evictionModel(setup: EvictionSetup): EvictionModel {
  const { resource, podGrace } = setup;
  const signal = SIGNALS[resource];
  const pods = podsOf(setup);
  const thresholds = thresholdsOf(setup);
  const node: EvictionNode = { memory: mi(NODE.memory), disk: mi(NODE.disk), systemMemory: mi(setup.system), otherDisk: mi(setup.otherDisk), unusedDisk: mi(setup.images) };
  const observed = observeNode(node, pods).get(signal);
  if (observed === undefined) throw new Error(`${signal} is not observed`);
  const available = Number(observed.available.nano / 1_000_000_000n) / MIB;
  const line = (soft: boolean): number | null => {
    const one = thresholds.find((threshold) => threshold.signal === signal && threshold.graceSeconds > 0 === soft);
    return one === undefined ? null : unitValue(thresholdBytes(one.value, observed.capacity)) / MIB;
  };
  const ranks = rankPods(pods, signal);
  const starved = resource === 'memory' && available < 0;
  const run = runEviction(node, { thresholds, maxPodGraceSeconds: podGrace }, pods, WATCHED_S);
  const evictions = starved ? [] : run.evicted;
  const scores = pods.map(({ name, spec, stats }) => ({ pod: name as PodName, pid: 0, cgroup: name, anon: Math.ceil((stats?.memory ?? 0) / PAGE_BYTES), swap: 0, oomScoreAdj: oomScoreAdj(spec, spec.containers[0], NODE.memory * MIB) }));
  const { victim } = chooseVictim(scores, (NODE.memory * MIB) / PAGE_BYTES);
  const log = starved ? [] : logOf(run.looks);
  const pressed = run.looks.find(({ state }) => state.conditions.length > 0);
  const told = pressed === undefined ? null : admitUnderPressure(pressed.state.conditions, NEWCOMER);
  return {
    places: ranks.map((rank) => {
      const name = rank.pod.name as PodName;
      return {
        name, qos: qosClass(rank.pod.spec), used: amount(rank, 'usage'), requested: amount(rank, 'request'), exceeds: rank.exceeds, priority: rank.priority,
        oomScoreAdj: scores.find(({ pod }) => pod === name)?.oomScoreAdj ?? 0, evictedAt: evictions.find(({ pod }) => pod === name)?.at ?? null,
      };
    }),
    rule: decidingRule(ranks[0], ranks[1], signal),
    available, capacity: NODE[resource], hard: line(false) ?? 0, soft: line(true), log,
    kernel: starved && victim !== null ? { pod: victim.pod, oomScoreAdj: victim.oomScoreAdj } : null,
    newcomer: starved || told === null || told.admit ? null : told.message,
    relieved: log.some(({ kind }) => kind === 'collected') && evictions.length === 0,
  };
}

function logOf(looks: ReturnType<typeof runEviction>['looks']): LogEntry[] {
  const log: LogEntry[] = [];
  let conditions: readonly NodeConditionType[] = [];
  let known: readonly Threshold[] = [];
  for (const { at, state, collected, evicted } of looks) {
    const fresh = state.firstObserved.filter(({ since, threshold }) => since === at && threshold.graceSeconds > 0 && !threshold.signal.startsWith('containerfs') && !known.includes(threshold));
    for (const { threshold } of fresh) log.push({ at, kind: 'observed', threshold: textOf(threshold), graceSeconds: threshold.graceSeconds });
    known = state.firstObserved.map(({ threshold }) => threshold);
    for (const condition of state.conditions) if (!conditions.includes(condition)) log.push({ at, kind: 'condition', condition, taint: taintOf(condition), holds: true });
    for (const condition of conditions) if (!state.conditions.includes(condition)) log.push({ at, kind: 'condition', condition, taint: taintOf(condition), holds: false });
    conditions = state.conditions;
    if (collected) log.push({ at, kind: 'collected' });
    for (const { pod, gracePeriodSeconds, message } of evicted) log.push({ at, kind: 'evicted', pod, graceSeconds: gracePeriodSeconds, message });
  }
  return log;
}
