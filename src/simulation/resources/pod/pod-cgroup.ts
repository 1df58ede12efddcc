/** What the kubelet writes into a Pod's own cgroup (pkg/kubelet/cm: ResourceConfigForPod, cgroupCommon.toResources). */
import { hasPodLevelResources, milliValue, podLimits, podRequests, quantityOf, unitValue } from '../../api';
import type { PodSpec, Requests } from '../../api';
import { milliCpuToQuota, milliCpuToShares, MIN_SHARES, QUOTA_PERIOD_US, sharesToWeightLinear } from './cpu-arithmetic';
import { hugePageLimits } from './huge-pages';
import { qosClass } from '../../api/pod-qos';

/** The feature MemoryQoS (alpha, off by default) with its reservation policy; absent or null when off. */
export type MemoryQoS = 'None' | 'TieredReservation';

export interface PodCgroupOptions {
  /** --cpu-cfs-quota, on by default. */
  readonly cpuCfsQuota?: boolean;
  /** --cpu-cfs-quota-period in µs. */
  readonly cpuPeriodUs?: number;
  readonly memoryQoS?: MemoryQoS | null;
  /** --pod-max-pids; without or with a negative one `pids.max` stays as the parent's. */
  readonly podPidsLimit?: number;
}

/** What is absent is not written. CPU times in µs (a quota of −1 is "max"), memory in bytes. */
export interface PodCgroup {
  readonly cpuShares: number;
  /** The kubelet's own, linear conversion: one CPU is 39. */
  readonly cpuWeight: number;
  readonly cpuQuota?: number;
  readonly cpuPeriod?: number;
  readonly memory?: number;
  /** Bytes by page size in bytes. */
  readonly hugePages?: Readonly<Record<string, number>>;
  readonly pids?: number;
  /** Further files, by name. */
  readonly unified?: Readonly<Record<string, string>>;
}

const milliOf = (amounts: Requests, name: string): number => milliValue(amounts.get(name) ?? quantityOf('0'));
const bytesOf = (amounts: Requests, name: string): number => unitValue(amounts.get(name) ?? quantityOf('0'));

/** Does every container (or the Pod itself) limit the resource? Only then may the Pod's cgroup do. */
function declaredLimits(spec: PodSpec): { limits: Requests; cpu: boolean; memory: boolean } {
  let cpu = true;
  let memory = true;
  const limits = podLimits(spec, {
    visit: (amounts) => {
      if ((amounts.get('cpu')?.nano ?? 0n) === 0n) cpu = false;
      if ((amounts.get('memory')?.nano ?? 0n) === 0n) memory = false;
    },
  });
  if (hasPodLevelResources(spec)) {
    cpu ||= quantityOf(spec.resources?.limits?.cpu).nano !== 0n;
    memory ||= quantityOf(spec.resources?.limits?.memory).nano !== 0n;
  }
  return { limits, cpu, memory };
}

/** MemoryQoS keeps the kernel from taking requested memory: never (`memory.min`) for Guaranteed, rather not (`memory.low`) for Burstable. */
function reservation(guaranteed: boolean, request: number): Readonly<Record<string, string>> {
  return { [guaranteed ? 'memory.min' : 'memory.low']: String(request) };
}

/** The Pod's cgroup. The spec is one that the API server has defaulted. */
export function podCgroup(spec: PodSpec, options: PodCgroupOptions = {}): PodCgroup {
  const { cpuCfsQuota = true, cpuPeriodUs = QUOTA_PERIOD_US, memoryQoS = null, podPidsLimit = -1 } = options;
  const requests = podRequests(spec);
  const declared = declaredLimits(spec);
  const qos = qosClass(spec);
  const cpuShares = qos === 'BestEffort' ? MIN_SHARES : milliCpuToShares(milliOf(requests, 'cpu'));
  const quota = cpuCfsQuota ? milliCpuToQuota(milliOf(declared.limits, 'cpu'), cpuPeriodUs) ?? 0 : -1;
  const limitsCpu = qos === 'Guaranteed' || (qos === 'Burstable' && declared.cpu);
  const limitsMemory = qos === 'Guaranteed' || (qos === 'Burstable' && declared.memory);
  const hugePages = Object.fromEntries(hugePageLimits(requests));
  const memoryRequest = bytesOf(requests, 'memory');
  return {
    cpuShares,
    cpuWeight: sharesToWeightLinear(cpuShares),
    ...(limitsCpu ? { cpuQuota: quota, cpuPeriod: cpuPeriodUs } : {}),
    ...(limitsMemory ? { memory: bytesOf(declared.limits, 'memory') } : {}),
    ...(Object.keys(hugePages).length > 0 ? { hugePages } : {}),
    ...(podPidsLimit > 0 ? { pids: podPidsLimit } : {}),
    ...(memoryQoS === 'TieredReservation' && memoryRequest > 0 ? { unified: reservation(qos === 'Guaranteed', memoryRequest) } : {}),
  };
}
