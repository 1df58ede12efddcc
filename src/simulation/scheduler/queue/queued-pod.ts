import type { Pod } from '../../api';
import { podKey, podPriority } from '../cache/pod-info';
import type { Queued } from '../framework';

/** framework.QueuedPodInfo: a Pod that waits, and how it fared so far. Plain data, replaced and never changed. Times are in seconds. */
export interface QueuedPod extends Queued {
  readonly key: string;
  readonly pod: Pod;
  readonly attempts: number;
  readonly unschedulableCount: number;
  readonly consecutiveErrors: number;
  /** UnschedulablePlugins: who rejected it last, sorted. */
  readonly rejectors: readonly string[];
  /** The plugin whose PreEnqueue keeps it out, or empty. */
  readonly gatedBy: string;
  /** Grows with each Pod that is put somewhere: of equals the one that came first goes first. */
  readonly turn: number;
}

export const newQueuedPod = (pod: Pod, now: number): QueuedPod => ({
  key: podKey(pod),
  pod,
  priority: podPriority(pod),
  timestamp: now,
  attempts: 0,
  unschedulableCount: 0,
  consecutiveErrors: 0,
  rejectors: [],
  gatedBy: '',
  turn: 0,
});

/** The same Pod as the API has it now. */
export const withPod = (queued: QueuedPod, pod: Pod): QueuedPod => ({ ...queued, pod, priority: podPriority(pod) });
