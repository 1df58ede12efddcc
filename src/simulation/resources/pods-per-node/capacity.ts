import {
  AKS_CPU, AKS_MEMORY, CIDR_OVERHEAD, CPU_STEPS, EKS_CAP, EKS_MEMORY, EVICTION_MIB, GKE_DENSE_CPU, GKE_MEMORY_STEPS, modeOf, OPENSHIFT_RESERVED,
  PREFIX_ADDRESSES, sizeOf, type ModeId, type Provider, type Size, type SizeId,
} from './providers';

/** What the reader chooses. CPU in millicores, memory in MiB. */
export interface NodeInput {
  readonly mode: ModeId;
  readonly size: SizeId;
  /** null: the default of the mode. */
  readonly maxPods: number | null;
  readonly daemonSets: number;
  /** How many of the DaemonSet Pods use the node's own network and so need no address. */
  readonly hostNetwork: number;
  readonly daemonCpu: number;
  readonly daemonMemory: number;
  readonly appCpu: number;
  readonly appMemory: number;
}

export const LIMIT_IDS = ['maxPods', 'ip', 'cpu', 'memory'] as const;
export type LimitId = (typeof LIMIT_IDS)[number];

/** Room for application Pods that one limit leaves: what there is, less what DaemonSets take, divided by what one Pod takes. */
export interface Limit {
  readonly id: LimitId;
  /** Pods, addresses, millicores or MiB that the node has for Pods; null where the node never runs out (addresses come with maxPods). */
  readonly room: number | null;
  readonly taken: number;
  readonly each: number;
  readonly apps: number | null;
}

export interface Capacity {
  readonly limits: readonly Limit[];
  /** The limits that bind first; several when they are equal. */
  readonly first: readonly LimitId[];
  readonly maxPods: number;
  readonly defaultMaxPods: number;
  /** What was asked for is more than the provider takes. */
  readonly refused: boolean;
  readonly reservedCpu: number;
  readonly reservedMemory: number;
  /** Application Pods that the scheduler would put here: it knows maxPods, CPU and memory, but no addresses. */
  readonly scheduled: number;
  /** Of those, the ones that get an address. */
  readonly running: number;
}

/** Interfaces of an EC2 type and IPv4 addresses on each. */
interface Interfaces {
  readonly enis: number;
  readonly ips: number;
}

/** Addresses that EC2 gives to Pods: the first one of each interface belongs to the interface itself. */
export function eksAddresses(mode: ModeId, { enis, ips }: Interfaces): number {
  const interfaces = mode === 'custom' ? enis - 1 : enis;
  return interfaces * (ips - 1) * (mode === 'prefix' ? PREFIX_ADDRESSES : 1);
}

/** `max-pods` as nodeadm's calculateStandardMaxPods has it: two Pods (aws-node, kube-proxy) use the host's address. */
export const eksMaxPods = (mode: ModeId, size: Interfaces): number => eksAddresses(mode, size) + 2;

/** The provider's own `maxPods` where nobody changes it. */
export function defaultMaxPods(modeId: ModeId, size: Size): number {
  const mode = modeOf(modeId);
  if (mode.defaultMaxPods !== null) return mode.defaultMaxPods;
  return Math.min(eksMaxPods(modeId, size), size.vcpu < EKS_CAP.vcpu ? EKS_CAP.below : EKS_CAP.from);
}

/** Addresses a node of this mode has for Pods; null where the provider hands out as many as maxPods asks for. */
export function addresses(modeId: ModeId, size: Size): number | null {
  const mode = modeOf(modeId);
  if (mode.provider === 'eks') return eksAddresses(modeId, size);
  if (mode.mask === null) return null;
  // OpenShift counts network and broadcast only; a bridge with host-local addresses loses the gateway as well.
  return 2 ** (32 - mode.mask) - (mode.provider === 'openshift' ? 2 : CIDR_OVERHEAD);
}

/** Each part of `total` between two bounds, times that step's share. */
function stepped(total: number, steps: readonly { upTo: number; share: number }[]): number {
  let [sum, from] = [0, 0];
  for (const { upTo, share } of steps) {
    sum += Math.max(0, Math.min(total, upTo) - from) * share;
    from = upTo;
  }
  return sum;
}

/** Millicores the provider keeps for the system (kube-reserved, system-reserved). */
export function reservedCpu(provider: Provider, size: Size, maxPods: number): number {
  if (provider === 'eks') return Math.floor(stepped(size.vcpu * 1000, CPU_STEPS) / 10_000);
  if (provider === 'gke') return Math.floor(stepped(size.vcpu * 1000, CPU_STEPS) / 10_000) + (maxPods > 110 ? GKE_DENSE_CPU : 0);
  if (provider === 'aks') return AKS_CPU[size.vcpu];
  if (provider === 'openshift') return Math.max(OPENSHIFT_RESERVED.leastCpu, OPENSHIFT_RESERVED.firstCpu + OPENSHIFT_RESERVED.nextCpu * (size.vcpu - 1));
  return 0;
}

/** MiB the provider keeps for the system, with the eviction threshold. */
export function reservedMemory(provider: Provider, size: Size, maxPods: number): number {
  const total = size.memoryGiB * 1024;
  if (provider === 'eks') return EKS_MEMORY.base + EKS_MEMORY.perPod * eksMaxPods('secondary', size) + EVICTION_MIB;
  if (provider === 'gke') return Math.round(stepped(size.memoryGiB, GKE_MEMORY_STEPS) * 1024) + EVICTION_MIB;
  if (provider === 'aks') return Math.min(AKS_MEMORY.perPod * maxPods + AKS_MEMORY.base, AKS_MEMORY.share * total) + EVICTION_MIB;
  if (provider === 'openshift') {
    const { base, from, share } = OPENSHIFT_RESERVED;
    return Math.floor(base + Math.max(0, size.memoryGiB - from) * share + 0.5) * 1024 + EVICTION_MIB;
  }
  return EVICTION_MIB;
}

const limit = (id: LimitId, room: number | null, taken: number, each: number): Limit => ({
  id, room, taken, each, apps: room === null ? null : Math.max(0, Math.floor((room - taken) / each)),
});

/** Which limit of a node binds first. Inputs are positive integers; `hostNetwork` beyond `daemonSets` counts as all of them. */
export function capacity(input: NodeInput): Capacity {
  const mode = modeOf(input.mode);
  const size = sizeOf(input.size);
  const usual = defaultMaxPods(input.mode, size);
  const asked = input.maxPods ?? usual;
  const maxPods = mode.mostPods === null ? asked : Math.min(asked, mode.mostPods);
  const cpu = reservedCpu(mode.provider, size, maxPods);
  const memory = reservedMemory(mode.provider, size, maxPods);
  const onPodNetwork = Math.max(0, input.daemonSets - input.hostNetwork);
  const limits = [
    limit('maxPods', maxPods, input.daemonSets, 1),
    limit('ip', addresses(input.mode, size), onPodNetwork, 1),
    limit('cpu', size.vcpu * 1000 - cpu, input.daemonSets * input.daemonCpu, input.appCpu),
    limit('memory', size.memoryGiB * 1024 - memory, input.daemonSets * input.daemonMemory, input.appMemory),
  ];
  const apps = (id: LimitId) => limits.find((one) => one.id === id)!.apps ?? Number.POSITIVE_INFINITY;
  const scheduled = Math.min(apps('maxPods'), apps('cpu'), apps('memory'));
  const running = Math.min(scheduled, apps('ip'));
  return {
    limits,
    first: limits.filter((one) => one.apps === running).map(({ id }) => id),
    maxPods,
    defaultMaxPods: usual,
    refused: asked > maxPods,
    reservedCpu: cpu,
    reservedMemory: memory,
    scheduled,
    running,
  };
}
