import { byText } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { fnv32a } from '../../base/hash';
import { formatMicroTime } from '../../base/time';
import type { ApiObject } from '../../api';
import type { Event } from '../../api/generated/types/core.v1';
import type { Said } from './said';

/** Something said as components say it that speak events.k8s.io: with what they were doing, and perhaps about whom else. */
export interface Spoken extends Said {
  readonly action: string;
  readonly related?: ApiObject;
}

interface Series {
  readonly namespace: string;
  readonly name: string;
  readonly count: number;
  /** When it was last said, µs. */
  readonly last: number;
  /** Its count is on the server. */
  readonly saved: boolean;
}

/** What such a recorder remembers (client-go tools/events eventBroadcasterImpl), by what is said: the text does not count. */
export type SeriesMemory = OrderedMap<string, Series>;

/** finishTime: what has not been said again for so long is over, and looked for this often. */
export const FINISH = 360_000_000;

const referenceTo = ({ apiVersion, kind, metadata: { namespace, name = '', uid = '', resourceVersion } }: ApiObject): NonNullable<Event['related']> => ({
  kind, ...(namespace === undefined ? {} : { namespace }), name, uid, apiVersion, ...(resourceVersion === undefined ? {} : { resourceVersion }),
});

/** A new Event, a series that begins, or a count that is written when the series is over. */
export type SpokenAs =
  | { readonly kind: 'create'; readonly event: Event; readonly memory: SeriesMemory }
  | { readonly kind: 'series'; readonly namespace: string; readonly name: string; readonly series: { readonly count: number; readonly lastObservedTime: string }; readonly memory: SeriesMemory }
  | { readonly kind: 'keep'; readonly count: number; readonly memory: SeriesMemory };

/** recordToSink. `instance`: reportingInstance, the component and its host. The Event is what the core API shows of it. */
export function speak(memory: SeriesMemory, component: string, instance: string, said: Spoken, now: number): SpokenAs {
  const { object, type, reason, message, action, related } = said;
  const regarding = referenceTo(object);
  const key = JSON.stringify([type, action, reason, component, instance, regarding, related === undefined ? null : referenceTo(related)]);
  const known = byText.get(memory, key);
  if (known !== undefined) {
    const count = known.count + 1;
    const begins = known.count === 1;
    const next = byText.set(memory, key, { ...known, count, last: now, saved: begins });
    return begins ? { kind: 'series', namespace: known.namespace, name: known.name, series: { count, lastObservedTime: formatMicroTime(now) }, memory: next } : { kind: 'keep', count, memory: next };
  }
  const namespace = object.metadata.namespace ?? 'default';
  const name = `${object.metadata.name ?? ''}.${(BigInt(now) * 1000n + BigInt(fnv32a(key) % 1000)).toString(16)}`;
  const event: Event = {
    apiVersion: 'v1', kind: 'Event', metadata: { name, namespace }, involvedObject: regarding, reason, message, source: {}, type,
    eventTime: formatMicroTime(now), action, ...(related === undefined ? {} : { related: referenceTo(related) }), reportingComponent: component, reportingInstance: instance,
  };
  return { kind: 'create', event, memory: byText.set(memory, key, { namespace, name, count: 1, last: now, saved: true }) };
}

/** finishSeries: what is over is forgotten; of a series its last count is still to be written. */
export function finishSeries(memory: SeriesMemory, now: number): { readonly memory: SeriesMemory; readonly counts: readonly { readonly namespace: string; readonly name: string; readonly series: { readonly count: number; readonly lastObservedTime: string } }[] } {
  const over = [...byText.entries(memory)].filter(([, one]) => now - one.last >= FINISH);
  const counts = over.flatMap(([, { namespace, name, count, last, saved }]) => (saved ? [] : [{ namespace, name, series: { count, lastObservedTime: formatMicroTime(last) } }]));
  return { memory: over.reduce((left, [key]) => byText.delete(left, key), memory), counts };
}
