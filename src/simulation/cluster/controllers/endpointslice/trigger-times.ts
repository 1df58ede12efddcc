/** k8s.io/endpointslice/util trigger_time_tracker.go: since when what the endpoints of a Service answer to has been so. Times as the API writes them, whose order is that of the texts. */
import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import type { Pod } from '../../../api';
import type { Service } from '../../../api/generated/types/core.v1';
import { keyOfObject } from '../../control/owners';
import { podCondition } from '../../control/pods';

const ANNOTATION = 'endpoints.kubernetes.io/last-change-trigger-time';

interface Seen {
  readonly service: string;
  /** Since when each Pod has been as ready as it is, by name. */
  readonly pods: ReadonlyMap<string, string>;
}

/** What the last sync saw, by Service. */
export type TriggerTimes = OrderedMap<string, Seen>;

/** ComputeEndpointLastChangeTriggerTime: the earliest time that is new since the last sync; undefined where none is. */
export function triggerTime(times: TriggerTimes, service: Service, pods: readonly Pod[]): { readonly times: TriggerTimes; readonly time: string | undefined } {
  const key = keyOfObject(service);
  const before = byText.get(times, key);
  const created = service.metadata.creationTimestamp ?? '';
  const now = new Map(pods.flatMap((pod): [string, string][] => {
    const time = podCondition(pod, 'Ready')?.lastTransitionTime;
    return typeof time === 'string' ? [[pod.metadata.name ?? '', time]] : [];
  }));
  const after = byText.set(times, key, { service: created, pods: now });
  if (before === undefined) return { times: after, time: created === '' ? undefined : created };
  const changed = [...now].flatMap(([name, time]) => (time > (before.pods.get(name) ?? '') ? [time] : []));
  if (created > before.service) changed.push(created);
  return { times: after, time: changed.length === 0 ? undefined : changed.reduce((least, one) => (one < least ? one : least)) };
}

/** addTriggerTimeAnnotation: what is written says which change it answers to, or no longer says so. */
export function withTriggerTime<T extends { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } }>(object: T, time: string | undefined): T {
  const { annotations, ...metadata } = object.metadata;
  const { [ANNOTATION]: _, ...others } = annotations ?? {};
  const next = time === undefined ? others : { ...others, [ANNOTATION]: time };
  return { ...object, metadata: Object.keys(next).length === 0 ? metadata : { ...metadata, annotations: next } };
}
