/** Events live an hour from their last write (kube-apiserver --event-ttl; registry/core/event TTLFunc): etcd gives up their keys. Simplified: leases are not shared, so none lives up to a minute longer. */
import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import type { Answer, Request } from '../apiserver/types';
import { objectAt, remove } from '../store/store';
import type { Store } from '../store/store';
import { objectKey } from '../store/table';

/** µs. */
const TTL = 3_600_000_000;
const EVENTS = 'events';

/** When each Event that was written here ends, by its key; those that were loaded with a state stay. */
export type Leases = OrderedMap<string, number>;

const WRITES: ReadonlySet<Request['verb']> = new Set(['create', 'update', 'patch']);

/** The leases after a request. */
export const leased = (leases: Leases, { verb, resource, dryRun }: Request, answer: Answer, at: number): Leases =>
  resource === EVENTS && WRITES.has(verb) && dryRun !== true && 'object' in answer ? byText.set(leases, objectKey(answer.object), at + TTL) : leases;

/** Whether a request sees Events: what has ended is taken away before it. */
export const readsEvents = ({ verb, resource }: Request): boolean => resource === EVENTS && !WRITES.has(verb);

/** What is left at a moment. */
export function expire(leases: Leases, store: Store, now: number): { readonly leases: Leases; readonly store: Store } {
  let [left, kept]: [Leases, Store] = [leases, store];
  for (const [key, ends] of byText.entries(leases)) {
    if (ends > now) continue;
    left = byText.delete(left, key);
    if (objectAt(kept.tables, EVENTS, key) !== undefined) kept = remove(kept, EVENTS, key).store;
  }
  return { leases: left, store: kept };
}
