import { byText, orderedBy, takeFirst } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';

/** client-go util/workqueue: keys that wait, each once, in the order in which they came; and how often each has failed in a row. */
export interface WorkQueue {
  readonly waiting: OrderedMap<number, string>;
  readonly places: OrderedMap<string, number>;
  readonly next: number;
  readonly failures: OrderedMap<string, number>;
}

export const EMPTY_QUEUE: WorkQueue = { waiting: null, places: null, next: 0, failures: null };

const byPlace = orderedBy<number>((a, b) => a - b);

/** Add: a key that waits already keeps its place. */
export const add = (queue: WorkQueue, key: string): WorkQueue =>
  byText.has(queue.places, key) ? queue : { ...queue, waiting: byPlace.set(queue.waiting, queue.next, key), places: byText.set(queue.places, key, queue.next), next: queue.next + 1 };

/** The key that is next. */
export function firstOf({ waiting }: WorkQueue): string | undefined {
  let node = waiting;
  while (node?.left) node = node.left;
  return node?.value;
}

export function take(queue: WorkQueue): { readonly key: string; readonly queue: WorkQueue } | undefined {
  if (queue.waiting === null) return undefined;
  const { first, rest } = takeFirst(queue.waiting);
  return { key: first.value, queue: { ...queue, waiting: rest, places: byText.delete(queue.places, first.value) } };
}

const BASE = 5_000;
const MOST = 1_000_000_000;

export const failuresOf = ({ failures }: WorkQueue, key: string): number => byText.get(failures, key) ?? 0;

/** ItemExponentialFailureRateLimiter of DefaultTypedControllerRateLimiter: 5 ms, doubled each time, up to 1000 s. In µs. */
export function fail(queue: WorkQueue, key: string, base = BASE, most = MOST): { readonly queue: WorkQueue; readonly after: number } {
  const before = failuresOf(queue, key);
  return { queue: { ...queue, failures: byText.set(queue.failures, key, before + 1) }, after: Math.min(most, base * 2 ** before) };
}

export const forget = (queue: WorkQueue, key: string): WorkQueue => ({ ...queue, failures: byText.delete(queue.failures, key) });
