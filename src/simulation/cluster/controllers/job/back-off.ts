/** How long a Job waits before it replaces a failed Pod (pkg/controller/job backoff_utils.go). */
import { parseTime } from '../../../base/time';
import type { Pod } from '../../../api';
import { podCondition } from '../../control/pods';

const SECOND = 1_000_000;
const [FIRST, LONGEST] = [10 * SECOND, 600 * SECOND];

/** Failures since the last success, and when the last one was. */
export interface BackOff {
  readonly failures: number;
  /** µs. */
  readonly last: number | undefined;
}

export const NO_BACK_OFF: BackOff = { failures: 0, last: undefined };

const timeOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseTime(text));

/** getFinishTimeFromContainers: when the last of them ended; undefined while one has not, or does not say. */
function containersEnded({ spec, status }: Pod): number | undefined {
  const sidecars = new Set((spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name));
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))];
  const times = statuses.map(({ state }) => timeOf(state?.terminated?.finishedAt));
  return times.length === 0 || times.includes(undefined) ? undefined : Math.max(...(times as number[]));
}

/** getFinishedTime. */
export function finishedAt(pod: Pod): number {
  const { metadata } = pod;
  const ready = podCondition(pod, 'Ready');
  const notReady = ready?.status === 'False' ? timeOf(ready.lastTransitionTime) : undefined;
  const deleted = timeOf(metadata.deletionTimestamp);
  return containersEnded(pod) ?? notReady ?? (deleted === undefined ? undefined : deleted - (metadata.deletionGracePeriodSeconds ?? 0) * SECOND) ?? timeOf(metadata.creationTimestamp) ?? 0;
}

/** newBackoffRecord: a success starts the count anew. */
export function nextBackOff(before: BackOff, succeeded: readonly Pod[], failed: readonly Pod[]): BackOff {
  const failures = failed.map(finishedAt).sort((a, b) => a - b);
  const last = failures.at(-1);
  if (succeeded.length === 0) return last === undefined ? before : { failures: before.failures + failures.length, last };
  const success = Math.max(...succeeded.map(finishedAt));
  const after = failures.filter((time) => time > success);
  return { failures: after.length, last: after.at(-1) };
}

/** getRemainingTimeForFailuresCount: 10 s, doubled with each failure, up to 10 minutes. µs. */
export function remaining({ failures, last }: BackOff, now: number): number {
  if (failures === 0) return 0;
  const wait = Math.min(LONGEST, FIRST * 2 ** (failures - 1));
  const passed = now - (last ?? now);
  return wait < passed ? 0 : wait - passed;
}
