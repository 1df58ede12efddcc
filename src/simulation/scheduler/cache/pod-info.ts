import { hasPodLevelRequests, isSidecar, podRequests, restatesRequests, specRequests } from '../../api';
import type { ContainerPort, Pod, PodAffinityTerm, Quantity } from '../../api';
import { affinityTerm, namespaceOf } from './affinity-term';
import type { AffinityTerm, WeightedTerm } from './affinity-term';
import { toResource } from './resource';
import type { Resource } from './resource';

/** pkg/scheduler/util/pod_resources.go: what a container that requests nothing counts for when nodes are scored. */
export const DEFAULT_MILLI_CPU = 100;
export const DEFAULT_MEMORY = 200 * 1024 * 1024;

const DEFAULTS: ReadonlyMap<string, Quantity> = new Map<string, Quantity>([
  ['cpu', { nano: BigInt(DEFAULT_MILLI_CPU) * 1_000_000n, format: 'DecimalSI' }],
  ['memory', { nano: BigInt(DEFAULT_MEMORY) * 1_000_000_000n, format: 'DecimalSI' }],
]);

/** A Pod with everything the plugins ask about it, computed once (framework.PodInfo). */
export interface PodInfo {
  readonly pod: Pod;
  /** `namespace/name`. */
  readonly key: string;
  /** metadata.uid, or the key where a Pod was written by hand. */
  readonly uid: string;
  readonly namespace: string;
  readonly priority: number;
  /** What the Pod asks for before it has a node (computePodResourceRequest). */
  readonly requests: Resource;
  /** What a node's sum grows by (PodInfo.CalculateResource): a resize in place counts. */
  readonly reserved: Resource;
  /** What a node's non-zero total grows by (PodInfo.CalculateResource). */
  readonly nonZero: { readonly milliCPU: number; readonly memory: number };
  /** What the Pod itself counts for when NodeResourcesFit scores it (calculatePodResourceRequest, which leaves pod-level requests out). */
  readonly scored: Resource;
  readonly hostPorts: readonly ContainerPort[];
  /** Images of init containers, containers and image volumes, with a tag (normalizedImageName). */
  readonly images: readonly string[];
  readonly containerCount: number;
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly preferredAffinity: readonly WeightedTerm[];
  readonly preferredAntiAffinity: readonly WeightedTerm[];
}

/** The two classes every cluster has; any other must come with its number (admission would have filled it in). */
const PRIORITY_CLASSES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

export function podPriority(pod: Pod): number {
  const name = pod.spec.priorityClassName ?? '';
  return pod.spec.priority ?? (Object.hasOwn(PRIORITY_CLASSES, name) ? (PRIORITY_CLASSES[name] ?? 0) : 0);
}

/** imagelocality.normalizedImageName: a name without a tag means `latest`. */
export function normalizedImageName(name: string): string {
  return name.lastIndexOf(':') <= name.lastIndexOf('/') ? `${name}:latest` : name;
}

/** util.GetHostPorts: ports of sidecars and containers that claim a port of the node. */
export function hostPortsOf(pod: Pod): ContainerPort[] {
  const running = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers];
  return running.flatMap((container) => (container.ports ?? []).filter((port) => (port.hostPort ?? 0) > 0));
}

export const podKey = (pod: Pod): string => `${namespaceOf(pod)}/${pod.metadata.name ?? ''}`;
export const podUid = (pod: Pod): string => pod.metadata.uid ?? podKey(pod);

interface Preferred {
  readonly weight: number;
  readonly podAffinityTerm: PodAffinityTerm;
}
const required = (pod: Pod, terms: readonly PodAffinityTerm[] | undefined): AffinityTerm[] => (terms ?? []).map((term) => affinityTerm(pod, term));
const preferred = (pod: Pod, terms: readonly Preferred[] | undefined): WeightedTerm[] =>
  (terms ?? []).map(({ weight, podAffinityTerm }) => ({ ...affinityTerm(pod, podAffinityTerm), weight }));

const infos = new WeakMap<Pod, PodInfo>();

/** {@link toPodInfo}, worked out once for each object. */
export function podInfoOf(pod: Pod): PodInfo {
  let info = infos.get(pod);
  if (info === undefined) infos.set(pod, (info = toPodInfo(pod)));
  return info;
}

type SpecInfo = Pick<PodInfo, 'requests' | 'scored' | 'nonZero' | 'hostPorts' | 'images' | 'containerCount'> & { readonly podLevel: boolean };

const specInfos = new WeakMap<Pod['spec'], SpecInfo>();

/** getNonMissingContainerRequests: with pod-level requests, defaults stand in only for what nobody requests at all. */
const missingOf = (podLevel: boolean, reserving: ReadonlyMap<string, Quantity>): ReadonlyMap<string, Quantity> => (podLevel ? new Map([...DEFAULTS].filter(([name]) => !reserving.has(name))) : DEFAULTS);

/** What a specification alone says, worked out once for each: a Pod keeps it while its status changes. */
function specInfoOf(pod: Pod): SpecInfo {
  const { spec } = pod;
  const known = specInfos.get(spec);
  if (known !== undefined) return known;
  const asked = specRequests(spec);
  const requests = toResource(asked);
  const podLevel = hasPodLevelRequests(spec);
  const bare = !asked.has('cpu') || !asked.has('memory') || spec.containers.length > 1 || (spec.initContainers ?? []).length > 0 || podLevel;
  // One container that asks for both is its own default; anything else is added up again with what stands in for missing amounts.
  const scored = bare ? toResource(podRequests(spec, { missing: DEFAULTS, containersOnly: true })) : requests;
  const nonZero = bare ? toResource(podRequests(spec, { missing: missingOf(podLevel, asked) })) : requests;
  const imageVolumes = (spec.volumes ?? []).flatMap((volume) => (volume.image?.reference ? [volume.image.reference] : []));
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const info: SpecInfo = {
    requests, scored, nonZero: { milliCPU: nonZero.milliCPU, memory: nonZero.memory }, podLevel,
    hostPorts: hostPortsOf(pod),
    images: [...containers.map((container) => container.image ?? ''), ...imageVolumes].map(normalizedImageName),
    containerCount: containers.length,
  };
  specInfos.set(spec, info);
  return info;
}

export function toPodInfo(pod: Pod): PodInfo {
  const { spec, status } = pod;
  const { requests, scored, nonZero, podLevel, hostPorts, images, containerCount } = specInfoOf(pod);
  const told = status !== undefined && (status.containerStatuses !== undefined || status.initContainerStatuses !== undefined || status.resources !== undefined);
  const resized = told && !restatesRequests(spec, status);
  const reserving = resized ? podRequests(spec, { status }) : undefined;
  const nonZeroResized = reserving === undefined ? undefined : toResource(podRequests(spec, { missing: missingOf(podLevel, reserving), ...(status === undefined ? {} : { status }) }));
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  return {
    pod,
    key: podKey(pod),
    uid: podUid(pod),
    namespace: namespaceOf(pod),
    priority: podPriority(pod),
    requests,
    reserved: reserving === undefined ? requests : toResource(reserving),
    nonZero: nonZeroResized === undefined ? nonZero : { milliCPU: nonZeroResized.milliCPU, memory: nonZeroResized.memory },
    scored,
    hostPorts,
    images,
    containerCount,
    requiredAffinity: required(pod, podAffinity?.requiredDuringSchedulingIgnoredDuringExecution),
    requiredAntiAffinity: required(pod, podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution),
    preferredAffinity: preferred(pod, podAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
    preferredAntiAffinity: preferred(pod, podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
  };
}
