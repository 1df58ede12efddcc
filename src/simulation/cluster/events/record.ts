import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { formatTime } from '../../base/time';
import { fnv32a } from '../../base/hash';
import type { Event } from '../../api/generated/types/core.v1';
import type { Said } from './said';
import type { SeriesMemory } from './series';

interface Similar {
  readonly messages: readonly string[];
  /** µs. */
  readonly last: number;
}

/** What a recorder remembers (client-go tools/record events_cache.go): what it said lately, and how much it may still say. */
export interface EventMemory {
  readonly similar: OrderedMap<string, Similar>;
  /** By what is said: the name of the Event that counts it, how often, when first. */
  readonly counted: OrderedMap<string, { readonly name: string; readonly count: number; readonly first: number }>;
  /** By object: what is left of its burst, and when that was. */
  readonly tokens: OrderedMap<string, { readonly left: number; readonly at: number }>;
  /** How many Events were made so far. */
  readonly made: number;
  /** Of components that speak events.k8s.io. */
  readonly series: SeriesMemory;
}

export const NOTHING_SAID: EventMemory = { similar: null, counted: null, tokens: null, made: 0, series: null };

/** maxDuration and maxEvents of the aggregator, burst and refill of the spam filter. */
const [INTERVAL, MOST_SIMILAR, BURST, REFILL] = [600_000_000, 10, 25, 300_000_000];

/** Who says it, and on which machine. */
export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

/** What a recorder does: a new Event, one more count of an old one, or nothing. */
export type Recorded =
  | { readonly kind: 'create'; readonly event: Event; readonly memory: EventMemory }
  | { readonly kind: 'count'; readonly event: Event; readonly memory: EventMemory }
  | { readonly kind: 'drop'; readonly memory: EventMemory };

/** EventCorrelator.EventCorrelate: what is said too often is dropped, what is said alike is folded together, what is said again is counted. */
export function record({ similar, counted, tokens, made, series }: EventMemory, { component, host }: EventSource, { object, type, reason, message, fieldPath }: Said, now: number): Recorded {
  const { namespace, name = '', uid = '', resourceVersion } = object.metadata;
  const about = [component, host ?? '', object.kind, namespace ?? '', name, uid, object.apiVersion].join('|');
  // getSpamKey: warnings have a burst of their own.
  const burst = [about, type].join('|');
  const bucket = byText.get(tokens, burst) ?? { left: BURST, at: now };
  const left = Math.min(BURST, bucket.left + (now - bucket.at) / REFILL);
  const spent = byText.set(tokens, burst, { left: left < 1 ? left : left - 1, at: now });
  const kindOf = [about, type, reason].join('|');
  const before = byText.get(similar, kindOf);
  const fresh = before === undefined || now - before.last > INTERVAL ? [] : before.messages;
  const distinct = fresh.includes(message) ? fresh : [...fresh, message];
  const folded = distinct.length >= MOST_SIMILAR;
  // The set does not grow any larger; upstream drops any of its messages.
  const messages = folded ? distinct.slice(1) : distinct;
  const nextSimilar = byText.set(similar, kindOf, { messages, last: now });
  const text = folded ? `(combined from similar events): ${message}` : message;
  const identity = [kindOf, fieldPath ?? '', folded ? '' : message].join('|');
  const known = byText.get(counted, identity);
  const count = (known?.count ?? 0) + 1;
  // The name is the object's and the time in nanoseconds, in hexadecimal; what is said besides in the same instant comes a nanosecond later, and what others say somewhere in between.
  const eventName = known?.name ?? `${name}.${(BigInt(now) * 1000n + BigInt((fnv32a(component) + made) % 1000)).toString(16)}`;
  const first = known?.first ?? now;
  const memory: EventMemory = { similar: nextSimilar, counted: byText.set(counted, identity, { name: eventName, count, first }), tokens: spent, made: known === undefined ? made + 1 : made, series };
  // What is dropped has been counted all the same: the next that is not says so.
  if (left < 1) return { kind: 'drop', memory };
  const event: Event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: eventName, namespace: namespace ?? 'default' },
    involvedObject: { kind: object.kind, apiVersion: object.apiVersion, name, ...(uid === '' ? {} : { uid }), ...(namespace === undefined ? {} : { namespace }), ...(resourceVersion === undefined ? {} : { resourceVersion }), ...(fieldPath === undefined ? {} : { fieldPath }) },
    reason, message: text, type, count,
    source: { component, ...(host === undefined ? {} : { host }) }, reportingComponent: component, reportingInstance: host ?? '',
    firstTimestamp: formatTime(first), lastTimestamp: formatTime(now),
  };
  return { kind: known === undefined ? 'create' : 'count', event, memory };
}
