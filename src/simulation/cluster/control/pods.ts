/** Questions about Pods that all controllers ask (pkg/api/v1/pod, pkg/controller/controller_utils.go). */
import { parseTime } from '../../base/time';
import type { Pod, PodStatus } from '../../api';

const SECOND = 1_000_000;

export type PodCondition = NonNullable<PodStatus['conditions']>[number];

export const phaseOf = (pod: Pod): string => pod.status?.phase ?? '';

export const podCondition = (pod: Pod, type: string): PodCondition | undefined => (pod.status?.conditions ?? []).find((one) => one.type === type);

/** IsPodReady. */
export const isPodReady = (pod: Pod): boolean => podCondition(pod, 'Ready')?.status === 'True';

/** When a ready Pod became so, µs; undefined where it does not say. */
export function readySince(pod: Pod): number | undefined {
  const time = isPodReady(pod) ? podCondition(pod, 'Ready')?.lastTransitionTime : undefined;
  return typeof time === 'string' ? parseTime(time) : undefined;
}

/** IsPodAvailable: ready, and for long enough. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = readySince(pod);
  return since !== undefined && since + minReadySeconds * SECOND <= now;
}

/** nextPodAvailabilityCheck: µs until a ready Pod becomes available; undefined where it does not, or is. */
export function untilAvailable(pod: Pod, minReadySeconds: number, now: number): number | undefined {
  const since = readySince(pod);
  if (since === undefined || minReadySeconds <= 0) return undefined;
  const left = since + minReadySeconds * SECOND - now;
  return left > 0 ? left : undefined;
}

/** FindMinNextPodAvailabilityCheck. */
export function nextAvailabilityCheck(pods: readonly Pod[], minReadySeconds: number, now: number): number | undefined {
  const times = pods.flatMap((pod) => untilAvailable(pod, minReadySeconds, now) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** IsPodTerminal. */
export const isPodTerminal = (pod: Pod): boolean => phaseOf(pod) === 'Failed' || phaseOf(pod) === 'Succeeded';

/** IsPodActive. */
export const isPodActive = (pod: Pod): boolean => !isPodTerminal(pod) && pod.metadata.deletionTimestamp === undefined;

/** IsPodTerminating. */
export const isPodTerminating = (pod: Pod): boolean => !isPodTerminal(pod) && pod.metadata.deletionTimestamp !== undefined;
