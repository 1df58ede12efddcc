import type { QueuedPod } from './queued-pod';

export interface BackoffOptions {
  /** KubeSchedulerConfiguration podInitialBackoffSeconds and podMaxBackoffSeconds: 1 and 10 unless given. */
  readonly initialSeconds: number;
  readonly maxSeconds: number;
}

/** backoffQOrderingWindowDuration: ends of backoffs and the time they are compared with are cut down to whole seconds. */
const align = (seconds: number): number => Math.floor(seconds);

/** backoff_queue.go calculateBackoffDuration: doubled with each attempt. */
function duration(count: number, { initialSeconds, maxSeconds }: BackoffOptions): number {
  return initialSeconds * 2 ** (count - 1) > maxSeconds ? maxSeconds : initialSeconds * 2 ** (count - 1);
}

/** getBackoffTime: when the Pod may be tried again, in seconds; −Infinity for one that has not failed. Counted from the last failure. */
export function backoffEnd(pod: QueuedPod, options: BackoffOptions): number {
  const count = pod.consecutiveErrors > 0 ? pod.consecutiveErrors : pod.unschedulableCount;
  return count === 0 || options.maxSeconds === 0 ? -Infinity : align(pod.timestamp + duration(count, options));
}

/** isPodBackingoff: a Pod is free after the second in which its backoff ends. */
export const isBackingOff = (pod: QueuedPod, now: number, options: BackoffOptions): boolean => backoffEnd(pod, options) >= align(now);

/** The first moment at which a Pod backs off no more. */
export const backoffOver = (pod: QueuedPod, options: BackoffOptions): number => backoffEnd(pod, options) + 1;
