import type { Pod } from '../api';
import type { OrderedMap } from '../base/ordered-map';
import type { CacheState } from './cache/cache';
import type { ListersState } from './cache/listers';
import type { QueueState } from './queue/queue';
import type { QueuedPod } from './queue/queued-pod';

/** A Pod that was promised a node and is being bound. */
interface Promised {
  readonly queued: QueuedPod;
  readonly node: string;
}

/**
 * A scheduler at one moment, as a value: plain data, replaced and never changed, so keeping it costs nothing. What was not touched in between
 * is shared by the values before and after.
 */
export interface SchedulerState {
  /** Seconds. */
  readonly now: number;
  readonly nextStartNodeIndex: number;
  /** Pods without a node, as the API has them. */
  readonly pending: OrderedMap<string, Pod>;
  readonly binding: OrderedMap<string, Promised>;
  readonly queue: QueueState;
  readonly objects: ListersState;
  readonly cache: CacheState;
}
