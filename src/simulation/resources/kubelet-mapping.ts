/**
 * From a container's requests and limits to cgroup v2 files: pkg/kubelet/cm/helpers_linux.go (MilliCPUToShares,
 * MilliCPUToQuota), pkg/kubelet/kuberuntime/kuberuntime_container_linux.go, and the runtime's conversion of shares to
 * `cpu.weight` (opencontainers/cgroups ConvertCPUSharesToCgroupV2Value).
 */
export const MIN_SHARES = 2;
export const MAX_SHARES = 262144;
export const SHARES_PER_CPU = 1024;
/** The kubelet's cpuCFSQuotaPeriod, 100 ms by default; and the smallest quota the kernel takes, 1 ms. */
export const QUOTA_PERIOD_US = 100_000;
export const MIN_QUOTA_US = 1000;

/** MilliCPUToShares: 1024 per CPU requested, between 2 and 262144. */
export function milliCpuToShares(milliCpu: number): number {
  return Math.max(MIN_SHARES, Math.min(MAX_SHARES, Math.floor((milliCpu * SHARES_PER_CPU) / 1000)));
}

/** MilliCPUToQuota: µs of CPU per period; null (no quota) for no limit. */
export function milliCpuToQuota(milliCpu: number, periodUs = QUOTA_PERIOD_US): number | null {
  if (milliCpu === 0) return null;
  return Math.max(MIN_QUOTA_US, Math.floor((milliCpu * periodUs) / 1000));
}

/** The conversion up to runc 1.3.1 and crun 1.22: linear, which puts one CPU (1024 shares) at weight 39. */
export function sharesToWeightLinear(shares: number): number {
  return shares === 0 ? 0 : 1 + Math.floor(((shares - 2) * 9999) / 262142);
}

/**
 * The conversion since runc 1.3.2 and crun 1.23: a curve through (2, 1), (1024, 100) and (262144, 10000), so that one CPU
 * is the kernel's default weight. kubernetes/kubernetes issue 131216.
 */
export function sharesToWeight(shares: number): number {
  if (shares === 0) return 0;
  if (shares <= MIN_SHARES) return 1;
  if (shares >= MAX_SHARES) return 10_000;
  const log = Math.log2(shares);
  const exponent = (log * log + 125 * log) / 612 - 7 / 34;
  // A whisker below the next integer absorbs the last digit, in which browsers' power functions may differ.
  return Math.ceil(10 ** exponent - 1e-9);
}

export interface ContainerResources {
  /** Thousandths of a CPU; 0 or absent: not set. */
  cpuRequest?: number;
  cpuLimit?: number;
  /** Bytes. */
  memoryRequest?: number;
  memoryLimit?: number;
}

export interface ContainerFiles {
  shares: number;
  'cpu.weight': string;
  'cpu.max': string;
  'memory.max': string;
  /** Since 1.28 the kubelet has all processes of a container die together (unless singleProcessOOMKill is set). */
  'memory.oom.group': string;
}

/**
 * The files of one container. A missing CPU request defaults to the limit, as the API server's defaulting does; memory
 * requests write nothing (the MemoryQoS feature, alpha and off by default, would set memory.min and memory.high).
 */
export function containerFiles(resources: ContainerResources): ContainerFiles {
  const { cpuLimit = 0, memoryLimit = 0 } = resources;
  const shares = milliCpuToShares(resources.cpuRequest ?? cpuLimit);
  const quota = milliCpuToQuota(cpuLimit);
  return {
    shares,
    'cpu.weight': String(sharesToWeight(shares)),
    'cpu.max': `${quota ?? 'max'} ${QUOTA_PERIOD_US}`,
    'memory.max': memoryLimit === 0 ? 'max' : String(memoryLimit),
    'memory.oom.group': '1',
  };
}
