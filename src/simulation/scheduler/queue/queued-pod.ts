import type { PodInfo } from '../cache/pod-info';
import type { Queued } from '../framework';

/** framework.QueuedPodInfo: a Pod that waits, and how it fared so far. Times are seconds since the scheduler's start. */
export interface QueuedPod extends Queued {
  readonly key: string;
  info: PodInfo;
  /** When the Pod came into the queue, or failed last. */
  timestamp: number;
  attempts: number;
  unschedulableCount: number;
  consecutiveErrors: number;
  /** Worked out when first asked for after a failure. */
  backoffEnd: number | null;
  /** UnschedulablePlugins: who rejected it last. */
  rejectors: ReadonlySet<string>;
  /** The plugin whose PreEnqueue keeps it out, or empty. */
  gatedBy: string;
}

export const newQueuedPod = (info: PodInfo, now: number): QueuedPod => ({
  key: info.key,
  info,
  timestamp: now,
  attempts: 0,
  unschedulableCount: 0,
  consecutiveErrors: 0,
  backoffEnd: null,
  rejectors: new Set(),
  gatedBy: '',
});
