/**
 * What the kubelet asks the container runtime to write for one container (pkg/kubelet/kuberuntime/kuberuntime_container_linux.go:
 * generateLinuxContainerResources), on cgroup v2.
 */
import { milliValue, quantityOf, unitValue } from '../../api';
import type { Container, PodSpec, Quantity } from '../../api';
import { isCritical } from './critical';
import { milliCpuToQuota, milliCpuToShares, QUOTA_PERIOD_US, sharesToWeight } from './cpu-arithmetic';
import { hugePageSize, hugePageUnit, isHugePages } from './huge-pages';
import { oomScoreAdj } from './oom-score-adj';
import type { MemoryQoS } from './pod-cgroup';
import { qosClass } from '../../api/pod-qos';

export interface ContainerCgroupOptions {
  /** The machine's memory, bytes. */
  readonly nodeMemory: number;
  /** What of it is for Pods, bytes; MemoryQoS measures a container without a limit against it. */
  readonly allocatableMemory?: number;
  readonly cpuCfsQuota?: boolean;
  readonly cpuPeriodUs?: number;
  /** singleProcessOOMKill: without it (the default on cgroup v2) a container's processes die together. */
  readonly singleProcessOomKill?: boolean;
  readonly memoryQoS?: MemoryQoS | null;
  /** memoryThrottlingFactor. */
  readonly memoryThrottlingFactor?: number;
  /** swapBehavior LimitedSwap with this much swap on the node, bytes; absent: NoSwap. */
  readonly limitedSwap?: number;
}

/** Files by name, as written; `oomScoreAdj` goes to the process, `shares` is what the runtime is told before it converts. */
export interface ContainerCgroup {
  readonly shares: number;
  readonly oomScoreAdj: number;
  readonly files: Readonly<Record<string, string>>;
}

const PAGE = 4096;
const DEFAULT_THROTTLING_FACTOR = 0.9;

const limitOf = (spec: PodSpec, container: Container, name: string): Quantity => {
  const own = quantityOf(container.resources?.limits?.[name]);
  return own.nano === 0n ? quantityOf(spec.resources?.limits?.[name]) : own;
};

/** KEP-2570: the brake begins at nine tenths of the way from the request to the limit. */
function memoryQosFiles(spec: PodSpec, container: Container, options: ContainerCgroupOptions): Record<string, string> {
  if (options.memoryQoS === undefined || options.memoryQoS === null) return {};
  const request = unitValue(quantityOf(container.resources?.requests?.memory));
  const limit = unitValue(quantityOf(container.resources?.limits?.memory));
  const files: Record<string, string> = request !== 0 && options.memoryQoS === 'TieredReservation'
    ? { [qosClass(spec) === 'Guaranteed' ? 'memory.min' : 'memory.low']: String(request) }
    : { 'memory.min': '0', 'memory.low': '0' };
  const ceiling = limit === 0 ? options.allocatableMemory ?? 0 : limit;
  if (request === limit || ceiling === 0) return files;
  const high = Math.floor((request + (ceiling - request) * (options.memoryThrottlingFactor ?? DEFAULT_THROTTLING_FACTOR)) / PAGE) * PAGE;
  return high > request ? { ...files, 'memory.high': String(high) } : files;
}

/** KEP-2400: only Burstable containers that request memory and may use more get swap, in proportion to their request. */
function swapLimit(spec: PodSpec, container: Container, options: ContainerCgroupOptions): number {
  const request = unitValue(quantityOf(container.resources?.requests?.memory));
  const limit = unitValue(quantityOf(container.resources?.limits?.memory));
  if (options.limitedSwap === undefined || isCritical(spec) || qosClass(spec) !== 'Burstable') return 0;
  if ((request === 0 && limit === 0) || request === limit || request > options.nodeMemory) return 0;
  return Math.trunc((request / options.nodeMemory) * options.limitedSwap);
}

/** Each page size that the Pod or the container limits; the container's own limit wins. */
function hugetlbFiles(spec: PodSpec, container: Container): Record<string, string> {
  const limits = { ...spec.resources?.limits, ...container.resources?.limits };
  return Object.fromEntries(Object.entries(limits).filter(([name]) => isHugePages(name)).map(([name, text]) =>
    [`hugetlb.${hugePageUnit(hugePageSize(name))}.max`, String(unitValue(quantityOf(text)))]));
}

/** The container's cgroup. Without a CPU request the limit counts as one, as the API server has it. */
export function containerCgroup(spec: PodSpec, container: Container, options: ContainerCgroupOptions): ContainerCgroup {
  const { cpuCfsQuota = true, cpuPeriodUs = QUOTA_PERIOD_US } = options;
  const cpuLimit = milliValue(limitOf(spec, container, 'cpu'));
  const request = container.resources?.requests?.cpu;
  const shares = milliCpuToShares(request === undefined ? cpuLimit : milliValue(quantityOf(request)));
  const memory = unitValue(limitOf(spec, container, 'memory'));
  const quota = cpuCfsQuota ? milliCpuToQuota(cpuLimit, cpuPeriodUs) : null;
  return {
    shares,
    oomScoreAdj: oomScoreAdj(spec, container, options.nodeMemory),
    files: {
      'cpu.weight': String(sharesToWeight(shares)),
      'cpu.max': `${quota ?? 'max'} ${cpuPeriodUs}`,
      'memory.max': memory === 0 ? 'max' : String(memory),
      'memory.swap.max': String(swapLimit(spec, container, options)),
      'memory.oom.group': options.singleProcessOomKill === true ? '0' : '1',
      ...hugetlbFiles(spec, container),
      ...memoryQosFiles(spec, container, options),
    },
  };
}
