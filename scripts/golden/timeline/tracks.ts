/** What was noted of a cluster, as a recording has it: objects over time, the endpoints of Services, events. */
import type { ApiObject } from '@site/src/simulation/api/types';
import type { Event } from '@site/src/simulation/api/generated/types/core.v1';
import type { EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { isDeepStrictEqual } from 'node:util';
import type { Noted, Stage } from './stage';
import { endpointsState, stateOf } from './states';
import type { ExpectedEvent, HeardEvent, State, Track } from './types';

export const PLURALS: Readonly<Record<string, string>> = {
  Pod: 'pods', Deployment: 'deployments', ReplicaSet: 'replicasets', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets', Job: 'jobs', CronJob: 'cronjobs', PodDisruptionBudget: 'poddisruptionbudgets', ResourceQuota: 'resourcequotas',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers', Node: 'nodes', Namespace: 'namespaces',
};

function show(track: Track, t: number, state: State): void {
  if (!isDeepStrictEqual(track.shown.at(-1)?.state, state)) track.shown.push({ t, state });
}

/** Objects over time, by what was noted; nodes and namespaces also as they stand at the start. */
export function tracksOf(stage: Stage, before: readonly ApiObject[], inNamespaces: (object: ApiObject) => boolean, resources: boolean): Track[] {
  const tracks = new Map<string, Track>();
  const byName = new Map<string, Track>();
  const begin = (object: ApiObject, at: number): Track => {
    const uid = object.metadata.uid ?? '';
    const known = tracks.get(uid);
    if (known !== undefined) return known;
    // What is created again under its name goes on in the same line, as the recordings have it.
    const called = `${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`;
    const track = byName.get(called) ?? { kind: object.kind, uid, name: object.metadata.name ?? '', object, createdAt: at, shown: [] };
    tracks.set(uid, track);
    byName.set(called, track);
    return track;
  };
  for (const object of before) show(begin(object, 0), 0, stateOf(object, resources));
  for (const { at, change } of stage.noted) {
    const { object, type } = change;
    if (PLURALS[object.kind] === undefined || !inNamespaces(object)) continue;
    const track = begin(object, at);
    if (type === 'DELETED') show(track, at, { gone: true });
    else show(track, at, stateOf(object, resources));
  }
  return [...byName.values()];
}

/** A state with its texts rewritten. */
export function rewritten(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === 'string') return rewrite(value);
  if (Array.isArray(value)) return value.map((one) => rewritten(one, rewrite));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewritten(one, rewrite)])) : value;
}

export function endpointTracks(noted: readonly Noted[], namespace: string): Map<string, { t: number; state: State }[]> {
  const slices = new Map<string, EndpointSlice>();
  const shown = new Map<string, { t: number; state: State }[]>();
  for (const { at, change } of noted) {
    if (change.resource !== 'endpointslices.discovery.k8s.io' || !(change.object.metadata.namespace ?? '').startsWith(namespace)) continue;
    const slice = change.object as EndpointSlice;
    const service = slice.metadata.labels?.['kubernetes.io/service-name'] ?? '';
    if (change.type === 'DELETED') slices.delete(change.key);
    else slices.set(change.key, slice);
    const own = [...slices.values()].filter((one) => one.metadata.labels?.['kubernetes.io/service-name'] === service);
    // Of a Service without slices there is no sum that could change.
    if (own.length === 0) continue;
    const state = endpointsState(own);
    const list = shown.get(service) ?? [];
    if (!isDeepStrictEqual(list.at(-1)?.state, state)) list.push({ t: at, state });
    shown.set(service, list);
  }
  return shown;
}

/** What stands in another namespace is called with it. */
export const inPlace = (track: Track, called: string, namespace: string): string => (track.object.metadata.namespace === undefined || track.object.metadata.namespace === namespace ? called : `${track.object.metadata.namespace}/${called}`);

export const eventKey = ({ object, type, reason, message, from }: Pick<ExpectedEvent, 'object' | 'type' | 'reason' | 'message' | 'from'>): string => JSON.stringify([object, type, reason, message, from]);

export function heardEvents(noted: readonly Noted[], names: ReadonlyMap<string, string>, rewrite: (text: string) => string, namespace: string): Map<string, HeardEvent> {
  const heard = new Map<string, { times: number[]; count: number; event: Omit<HeardEvent, 'times' | 'count'> }>();
  const totals = new Map<string, number>();
  for (const { at, change } of noted) {
    if (change.resource !== 'events' || change.type === 'DELETED') continue;
    const event = change.object as Event;
    const { involvedObject, source, reportingComponent, series, count } = event;
    const called = names.get(involvedObject.uid ?? '') ?? involvedObject.name ?? '';
    const place = involvedObject.namespace === undefined || involvedObject.namespace === namespace ? '' : `${involvedObject.namespace}:`;
    const object = rewrite(`${place}${(involvedObject.kind ?? '').toLowerCase()}/${called}${involvedObject.fieldPath === undefined ? '' : ` ${involvedObject.fieldPath}`}`);
    const text = event.reason === 'Scheduled' ? (event.message ?? '').replace(/ to \S+$/, ' to <node>') : (event.message ?? '');
    const said = { object, type: event.type ?? '', reason: event.reason ?? '', message: rewrite(text), from: source?.component || reportingComponent || '' };
    const key = eventKey(said);
    const entry = heard.get(key) ?? { times: [], count: 0, event: said };
    entry.times.push(at);
    // One Event may say one thing after another: each counts what it adds.
    const total = series?.count ?? count ?? 1;
    entry.count += Math.max(1, total - (totals.get(change.key) ?? 0));
    totals.set(change.key, total);
    heard.set(key, entry);
  }
  return new Map([...heard].map(([key, { times, count, event }]) => [key, { ...event, times, count }]));
}
