import { hasPodLevelRequests, isSidecar, podRequests } from '../api';
import type { ContainerPort, Pod, Quantity } from '../api';
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
  readonly priority: number;
  /** What is reserved on the node. */
  readonly requests: Resource;
  /** What a node's non-zero total grows by once the Pod is there (PodInfo.CalculateResource). */
  readonly nonZero: { readonly milliCPU: number; readonly memory: number };
  /** What the Pod itself counts for when NodeResourcesFit scores it (calculatePodResourceRequest). */
  readonly scored: { readonly milliCPU: number; readonly memory: number };
  readonly hostPorts: readonly ContainerPort[];
  /** Images of init containers, containers and image volumes, with a tag (normalizedImageName). */
  readonly images: readonly string[];
  readonly containerCount: number;
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
function hostPortsOf(pod: Pod): ContainerPort[] {
  const running = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers];
  return running.flatMap((container) => (container.ports ?? []).filter((port) => (port.hostPort ?? 0) > 0));
}

export const podKey = (pod: Pod): string => `${pod.metadata.namespace ?? 'default'}/${pod.metadata.name ?? ''}`;

export function toPodInfo(pod: Pod): PodInfo {
  const { spec } = pod;
  const requests = podRequests(spec);
  const withDefaults = toResource(podRequests(spec, { missing: DEFAULTS }));
  const nonZero = hasPodLevelRequests(spec) ? nonZeroWithPodLevel(pod, requests) : withDefaults;
  const imageVolumes = (spec.volumes ?? []).flatMap((volume) => (volume.image?.reference ? [volume.image.reference] : []));
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  return {
    pod,
    key: podKey(pod),
    priority: podPriority(pod),
    requests: toResource(requests),
    nonZero: { milliCPU: nonZero.milliCPU, memory: nonZero.memory },
    scored: { milliCPU: withDefaults.milliCPU, memory: withDefaults.memory },
    hostPorts: hostPortsOf(pod),
    images: [...containers.map((container) => container.image ?? ''), ...imageVolumes].map(normalizedImageName),
    containerCount: containers.length,
  };
}

/** getNonMissingContainerRequests: with pod-level requests, defaults stand in only for what nobody requests at all. */
function nonZeroWithPodLevel(pod: Pod, requests: ReadonlyMap<string, Quantity>): Resource {
  const missing = new Map([...DEFAULTS].filter(([name]) => !requests.has(name)));
  return toResource(podRequests(pod.spec, { missing }));
}

