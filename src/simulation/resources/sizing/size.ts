/**
 * Requests and limits from what was measured, by rules that the caller chooses. Nothing upstream prescribes these: they are the page's advice as arithmetic, with
 * what each choice costs. What Kubernetes makes of the numbers (class, OOM score, Pods per node) is computed as elsewhere here.
 */
import { qosClass } from '../../api';
import type { Container, PodSpec, QosClass } from '../../api';
import { oomScoreAdj } from '../pod/oom-score-adj';
import type { MeasuredContainer, MeasuredWorkload } from './workloads';

export interface SizingRules {
  /** The CPU request is this percentile of the samples, 0..1; 1 is the largest. */
  readonly cpuPercentile: number;
  /** The memory request and limit are the largest sample and this share of it. */
  readonly memoryHeadroom: number;
  /** `none`; `burst`: twice the largest sample; `request`: the same as the request. */
  readonly cpuLimit: 'none' | 'burst' | 'request';
}

export interface Spread {
  readonly mean: number;
  readonly median: number;
  /** At the rules' percentile. */
  readonly chosen: number;
  readonly most: number;
  readonly count: number;
}

export interface ContainerSize {
  readonly name: string;
  /** Null where there is no sample of it. */
  readonly cpu: { readonly spread: Spread; readonly request: number; readonly limit: number | null; readonly over: number; readonly capped: number } | null;
  /** `over`: the share of samples above the request; `capped`: of those at or above the limit. Thousandths and bytes. */
  readonly memory: { readonly spread: Spread; readonly request: number; readonly limit: number } | null;
}

export interface SizeNode {
  /** Allocatable: thousandths and bytes, and the machine's memory. */
  readonly cpu: number;
  readonly memory: number;
  readonly capacityMemory: number;
  readonly maxPods: number;
}

export interface WorkloadSize {
  readonly containers: readonly ContainerSize[];
  /** Of one Pod. */
  readonly cpu: number;
  readonly memory: number;
  /** Requested but not used on average, of all Pods. */
  readonly idleCpu: number;
  readonly idleMemory: number;
  readonly perNode: number;
  /** What the number per node is bounded by. */
  readonly bound: 'cpu' | 'memory' | 'pods';
  readonly nodes: number;
  readonly qos: QosClass;
  /** Of the first container. */
  readonly oomScoreAdj: number;
}

const CPU_STEP = 10;
const MEMORY_STEP = 16 * 1024 * 1024;

const up = (value: number, step: number): number => Math.max(step, Math.ceil(value / step - 1e-9) * step);

/** The sample at a share of the sorted ones (nearest rank): no value that was never measured. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1))];
}

function spreadOf(values: readonly number[], share: number): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, median: percentile(sorted, 0.5), chosen: percentile(sorted, share), most: sorted[sorted.length - 1], count: sorted.length };
}

const shareOf = (values: readonly number[], test: (value: number) => boolean): number => values.filter(test).length / values.length;

function containerSize({ name, cpu, memory }: MeasuredContainer, rules: SizingRules): ContainerSize {
  const sized: { cpu: ContainerSize['cpu']; memory: ContainerSize['memory'] } = { cpu: null, memory: null };
  if (cpu.length > 0) {
    const spread = spreadOf(cpu, rules.cpuPercentile);
    const request = up(spread.chosen, CPU_STEP);
    const limit = rules.cpuLimit === 'none' ? null : rules.cpuLimit === 'request' ? request : Math.max(request, up(spread.most * 2, CPU_STEP));
    sized.cpu = { spread, request, limit, over: shareOf(cpu, (value) => value > request), capped: limit === null ? 0 : shareOf(cpu, (value) => value >= limit) };
  }
  if (memory.length > 0) {
    const spread = spreadOf(memory, 1);
    const request = up(spread.most * (1 + rules.memoryHeadroom), MEMORY_STEP);
    sized.memory = { spread, request, limit: request };
  }
  return { name, ...sized };
}

/** The container as a manifest would have it. */
export function sizedContainer({ name, cpu, memory }: ContainerSize): Container {
  const requests = { ...(cpu === null ? {} : { cpu: `${cpu.request}m` }), ...(memory === null ? {} : { memory: `${memory.request / 1024 / 1024}Mi` }) };
  const limits = { ...(cpu === null || cpu.limit === null ? {} : { cpu: `${cpu.limit}m` }), ...(memory === null ? {} : { memory: `${memory.limit / 1024 / 1024}Mi` }) };
  return { name, resources: { requests, ...(Object.keys(limits).length === 0 ? {} : { limits }) } };
}

/** Sizes for one Pod of the workload, and what they cost on nodes of this kind, for as many Pods as were measured. */
export function sizeWorkload(workload: MeasuredWorkload, rules: SizingRules, node: SizeNode): WorkloadSize {
  const containers = workload.containers.map((one) => containerSize(one, rules));
  const sum = (value: (one: ContainerSize) => number): number => containers.reduce((total, one) => total + value(one), 0);
  const cpu = sum((one) => one.cpu?.request ?? 0);
  const memory = sum((one) => one.memory?.request ?? 0);
  const pods = Math.max(1, workload.pods);
  const fits = { cpu: cpu === 0 ? Infinity : Math.floor(node.cpu / cpu), memory: memory === 0 ? Infinity : Math.floor(node.memory / memory), pods: node.maxPods };
  const perNode = Math.min(fits.cpu, fits.memory, fits.pods);
  const spec: PodSpec = { containers: containers.map(sizedContainer) };
  return {
    containers, cpu, memory, perNode,
    bound: perNode === fits.cpu ? 'cpu' : perNode === fits.memory ? 'memory' : 'pods',
    nodes: perNode === 0 ? Infinity : Math.ceil(pods / perNode),
    idleCpu: sum((one) => (one.cpu === null ? 0 : Math.max(0, one.cpu.request - one.cpu.spread.mean))) * pods,
    idleMemory: sum((one) => (one.memory === null ? 0 : Math.max(0, one.memory.request - one.memory.spread.mean))) * pods,
    qos: qosClass(spec),
    oomScoreAdj: oomScoreAdj(spec, spec.containers[0], node.capacityMemory),
  };
}

/**
 * How long a request that needs `cpuMs` of CPU on one thread takes under a limit when it begins with a fresh period of 100 ms: whole periods until the rest fits.
 * The kernel's ticks and slices, which this leaves out, move it by a few ms.
 */
export function throttledMs(cpuMs: number, limitMilli: number): number {
  const quota = limitMilli / 10;
  if (quota >= 100) return cpuMs;
  const whole = Math.max(0, Math.ceil(cpuMs / quota) - 1);
  return whole * 100 + cpuMs - whole * quota;
}
