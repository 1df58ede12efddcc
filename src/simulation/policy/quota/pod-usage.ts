/** What a Pod is charged to a ResourceQuota (k8s.io/kubernetes pkg/quota/v1/evaluator/core: pods.go). */
import { hasPodLevelResources, podLimits, podRequests, type PodResourceStatus } from '../../api/pod-requests';
import { ZERO_QUANTITY, type Quantity } from '../../api/quantity';
import { isExtendedResource, isHugePages, isNativeResource } from '../../api/resource-names';
import type { Requests } from '../../api/resource-list';
import type { PodSpec, ResourceList } from '../../api/types';

export interface ChargedPod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string; readonly deletionGracePeriodSeconds?: number };
  readonly spec: PodSpec;
  readonly status?: PodResourceStatus & { readonly phase?: string };
}

const COUNT = 'count/pods';
const ONE: Quantity = { nano: 1_000_000_000n, format: 'DecimalSI' };
const PLAIN = ['cpu', 'memory', 'ephemeral-storage'] as const;
const POD_RESOURCES: ReadonlySet<string> = new Set([COUNT, 'pods', ...PLAIN, ...PLAIN.map((name) => `requests.${name}`), ...PLAIN.map((name) => `limits.${name}`)]);
/** Only these have to be stated by each container; upstream calls it a mistake that it will not make again (validationSet). */
const MUST_BE_STATED: ReadonlySet<string> = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']);
const DEVICE_CLASS = 'deviceclass.resource.kubernetes.io/';

/** isExtendedResourceNameForQuota: extended resources count under `requests.` and under no other name. */
const isExtendedForQuota = (name: string): boolean => name.startsWith('requests.') && (!isNativeResource(name) || name.startsWith(`requests.${DEVICE_CLASS}`));

/** podEvaluator.MatchingResources: which of a quota's resources a Pod is measured by. */
export const matchingResources = (names: readonly string[]): string[] =>
  names.filter((name) => POD_RESOURCES.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-') || isExtendedForQuota(name));

/** podComputeUsageHelper. */
function computeUsage(requests: ReadonlyMap<string, Quantity>, limits: ReadonlyMap<string, Quantity>): Requests {
  const usage: Requests = new Map([['pods', ONE]]);
  for (const [name, amount] of requests) {
    const plain = (PLAIN as readonly string[]).includes(name);
    if (plain || isHugePages(name)) usage.set(name, amount);
    if (plain || isHugePages(name) || isExtendedResource(name) || name.startsWith(DEVICE_CLASS)) usage.set(`requests.${name}`, amount);
  }
  for (const name of PLAIN) {
    const limit = limits.get(name);
    if (limit !== undefined) usage.set(`limits.${name}`, limit);
  }
  return usage;
}

/**
 * QuotaV1Pod: a finished Pod is not charged, nor one that is still being deleted when its grace period is over (its node may be lost).
 *
 * @param expired whether that grace period is over
 */
export const isCharged = (pod: ChargedPod, expired = false): boolean => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed' && !(expired && pod.metadata.deletionTimestamp !== undefined);

/** PodUsageFunc: `count/pods` for every Pod object there is, the rest as long as it is charged. */
export function podUsage(pod: ChargedPod, expired = false): Requests {
  const usage: Requests = new Map([[COUNT, ONE]]);
  if (!isCharged(pod, expired)) return usage;
  const options = pod.status === undefined ? {} : { status: pod.status };
  for (const [name, amount] of computeUsage(podRequests(pod.spec, options), podLimits(pod.spec, options))) usage.set(name, amount);
  return usage;
}

const stated = (list: ResourceList | undefined): ReadonlyMap<string, Quantity> => new Map(Object.keys(list ?? {}).map((name) => [name, ZERO_QUANTITY]));

/**
 * podEvaluator.Constraints: what a container would have to state because the quota names it, in upstream's words, or undefined.
 * A Pod with resources of its own (pod-level) is let off.
 */
export function missingStatement(pod: ChargedPod, required: readonly string[]): string | undefined {
  if (hasPodLevelResources(pod.spec)) return undefined;
  const names = required.filter((name) => MUST_BE_STATED.has(name)).sort();
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const missing = names.flatMap((name) => {
    const without = containers.filter(({ resources }) => !computeUsage(stated(resources?.requests), stated(resources?.limits)).has(name));
    return without.length === 0 ? [] : [`${name} for: ${without.map((container) => container.name).sort().join(',')}`];
  });
  return missing.length === 0 ? undefined : `must specify ${missing.join('; ')}`;
}
