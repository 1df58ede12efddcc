/**
 * CPU amounts as the kubelet turns them into shares, quota and weight, and back: pkg/kubelet/cm/helpers_linux.go
 * (MilliCPUToShares, MilliCPUToQuota, SharesToMilliCPU, QuotaToMilliCPU), cgroup_manager_linux.go (getCPUWeight), and the
 * runtime's own conversion of shares to `cpu.weight` (opencontainers/cgroups ConvertCPUSharesToCgroupV2Value).
 */
export const MIN_SHARES = 2;
export const MAX_SHARES = 262144;
export const SHARES_PER_CPU = 1024;
/** The kubelet's cpuCFSQuotaPeriod, 100 ms by default; and the smallest quota the kernel takes, 1 ms. */
export const QUOTA_PERIOD_US = 100_000;
export const MIN_QUOTA_US = 1000;

/** MilliCPUToShares: 1024 per CPU requested, between 2 and 262144. */
export function milliCpuToShares(milliCpu: number): number {
  return Math.max(MIN_SHARES, Math.min(MAX_SHARES, Math.trunc((milliCpu * SHARES_PER_CPU) / 1000)));
}

/** MilliCPUToQuota: µs of CPU per period; null (no quota) for no limit. */
export function milliCpuToQuota(milliCpu: number, periodUs = QUOTA_PERIOD_US): number | null {
  if (milliCpu === 0) return null;
  return Math.max(MIN_QUOTA_US, Math.trunc((milliCpu * periodUs) / 1000));
}

/** SharesToMilliCPU: what the kubelet reports of a running container, rounded up; 0 below the smallest shares. */
export function sharesToMilliCpu(shares: number): number {
  return shares < MIN_SHARES ? 0 : Math.ceil((shares * 1000) / SHARES_PER_CPU);
}

/** QuotaToMilliCPU: the reverse of `milliCpuToQuota`; −1 (no quota) is 0. */
export function quotaToMilliCpu(quota: number, periodUs = QUOTA_PERIOD_US): number {
  return quota === -1 ? 0 : Math.trunc((quota * 1000) / periodUs);
}

/**
 * The conversion up to runc 1.3.1 and crun 1.22: linear, which puts one CPU (1024 shares) at weight 39. The kubelet still uses it for
 * the cgroups it makes itself, those of Pods and QoS classes (getCPUWeight).
 */
export function sharesToWeightLinear(shares: number): number {
  if (shares >= MAX_SHARES) return 10_000;
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
