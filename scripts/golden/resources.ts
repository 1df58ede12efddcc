/** Replays the `resources` suite: from a Pod to its cgroups, allocatable arithmetic, eviction, the HorizontalPodAutoscaler; Kubernetes 1.36.3. */
import { formatQuantity, isResizeDeferred, isResizeInfeasible, podLimits, podRequests, unitValue, quantityOf } from '../../src/simulation/api';
import type { PodResourceStatus, PodSpec, Requests, ResourceList } from '../../src/simulation/api';
import {
  cgroupPath, milliCpuToQuota, milliCpuToShares, nodeResources, oomScoreAdj, parseThresholds, podCgroup, podCgroupName, qosClass, quotaToMilliCpu,
  sharesToMilliCpu, sharesToWeight, sharesToWeightLinear,
} from '../../src/simulation/resources/index';
import type { EvictionSettings, MemoryQoS, QosClass } from '../../src/simulation/resources/index';
import { replayEviction } from './resources/eviction';
import { replayDecision, replayOverTime } from './resources/autoscaler';
import { defaulted } from './resources/spec';
import type { GoldenCase, Replay } from './types';

const texts = (amounts: Requests): Record<string, string> => Object.fromEntries([...amounts].map(([name, quantity]) => [name, formatQuantity(quantity)]));

/** CPU stays a quantity, all else is in whole units. */
const units = (amounts: Requests): Record<string, string | number> =>
  Object.fromEntries([...amounts].map(([name, quantity]) => [name, name === 'cpu' ? formatQuantity(quantity) : unitValue(quantity)]));

function oomScores({ spec, nodeMemory }: { spec: PodSpec; nodeMemory: string }): unknown {
  const full = defaulted(spec);
  const capacity = unitValue(quantityOf(nodeMemory));
  return { oomScoreAdj: Object.fromEntries([...full.containers, ...(full.initContainers ?? [])].map((one) => [one.name, oomScoreAdj(full, one, capacity)])) };
}

function whileResizing({ spec, status }: { spec: PodSpec; status: PodResourceStatus }): unknown {
  return { requests: texts(podRequests(defaulted(spec), { status })), deferred: isResizeDeferred(status), infeasible: isResizeInfeasible(status) };
}

const ARITHMETIC: Readonly<Record<string, (value: number, period?: number) => number>> = {
  MilliCPUToShares: milliCpuToShares,
  MilliCPUToQuota: (value, period) => milliCpuToQuota(value, period) ?? 0,
  SharesToMilliCPU: sharesToMilliCpu,
  QuotaToMilliCPU: quotaToMilliCpu,
};

const QOS_OF_PARENT: Readonly<Record<string, QosClass>> = { '': 'Guaranteed', burstable: 'Burstable', besteffort: 'BestEffort' };

function groupName(input: { cgroupRoot: string[] | null; qosParent: string; podUID: string }): unknown {
  const name = podCgroupName(input.podUID, QOS_OF_PARENT[input.qosParent], input.cgroupRoot ?? []);
  return { cgroupfs: cgroupPath(name, 'cgroupfs'), systemd: cgroupPath(name, 'systemd') };
}

interface MachineIn {
  evictionHard: Record<string, string>;
  kubeReserved: ResourceList;
  systemReserved: ResourceList;
  maxPods: number;
  podsPerCore?: number;
}

function allocatable(input: MachineIn): unknown {
  const { evictionHard, kubeReserved, systemReserved, maxPods, podsPerCore, ...capacity } = input;
  const parsed = parseThresholds({ evictionHard });
  if ('error' in parsed) throw new Error(parsed.error);
  const node = nodeResources({ capacity: capacity as ResourceList, maxPods, podsPerCore }, { kubeReserved, systemReserved, evictionHard: parsed.thresholds });
  return { capacity: units(node.capacity), evictionReserved: units(node.evictionReserved), allocatable: units(node.allocatable) };
}

function thresholds(input: EvictionSettings): unknown {
  const parsed = parseThresholds(input);
  return { error: 'error' in parsed ? parsed.error : null };
}

// Each function states the shape of its own `in`; the files are the only place these inputs come from.
const KINDS = new Map<string, (input: never) => unknown>([
  ['qosClass', ({ spec }: { spec: PodSpec }) => ({ qosClass: qosClass(defaulted(spec)) })],
  ['oomScoreAdj', oomScores],
  ['podRequests', ({ spec }: { spec: PodSpec }) => ({ requests: texts(podRequests(defaulted(spec))), limits: texts(podLimits(defaulted(spec))) })],
  ['podRequestsWhileResizing', whileResizing],
  ['podCgroup', ({ spec, cpuCFSQuota, cpuPeriod, memoryQoS }: { spec: PodSpec; cpuCFSQuota: boolean; cpuPeriod: number; memoryQoS?: MemoryQoS }) =>
    podCgroup(defaulted(spec), { cpuCfsQuota: cpuCFSQuota, cpuPeriodUs: cpuPeriod, memoryQoS })],
  ['cpuArithmetic', (input: { function: string; value: number; period?: number }) => ({ value: ARITHMETIC[input.function](input.value, input.period) })],
  ['cpuWeight', ({ shares }: { shares: number }) => ({ podByKubelet: sharesToWeightLinear(shares), containerByRuntime: sharesToWeight(shares) })],
  ['podCgroupName', groupName],
  ['nodeAllocatable', allocatable],
  ['evictionThresholds', thresholds],
  ['eviction', replayEviction],
  ['hpaDecision', replayDecision],
  ['hpaOverTime', replayOverTime],
]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
