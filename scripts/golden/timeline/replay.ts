import type { ApiObject } from '@site/src/simulation/api/types';
import type { Event } from '@site/src/simulation/api/generated/types/core.v1';
import type { EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { isDeepStrictEqual } from 'node:util';
import type { GoldenCase } from '../types';
import { play } from './effects';
import { eventFault, objectFault } from './match';
import { placeholders } from './names';
import { SECOND, Stage } from './stage';
import type { Noted } from './stage';
import { endpointsState, stateOf } from './states';
import { rewriting } from './texts';
import type { ExpectedEvent, ExpectedObject, HeardEvent, State, TimelineIn, TimelineOut, Track } from './types';

/** The recording machine was busy: what a case does at a second it did a little later, and kubectl took a moment to start. */
const [LATE, KUBECTL] = [0.4, 0.15];
/** One manifest is created after the other. */
const BETWEEN = 0.02;

const PLURALS: Readonly<Record<string, string>> = {
  Pod: 'pods', Deployment: 'deployments', ReplicaSet: 'replicasets', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets', Job: 'jobs', CronJob: 'cronjobs', PodDisruptionBudget: 'poddisruptionbudgets', ResourceQuota: 'resourcequotas',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers', Node: 'nodes', Namespace: 'namespaces',
};

function show(track: Track, t: number, state: State): void {
  if (!isDeepStrictEqual(track.shown.at(-1)?.state, state)) track.shown.push({ t, state });
}

/** Objects over time, by what was noted; nodes and namespaces also as they stand at the start. */
function tracksOf(stage: Stage, before: readonly ApiObject[], inNamespaces: (object: ApiObject) => boolean, resources: boolean): Track[] {
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
function rewritten(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === 'string') return rewrite(value);
  if (Array.isArray(value)) return value.map((one) => rewritten(one, rewrite));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewritten(one, rewrite)])) : value;
}

function endpointTracks(noted: readonly Noted[], namespace: string): Map<string, { t: number; state: State }[]> {
  const slices = new Map<string, EndpointSlice>();
  const shown = new Map<string, { t: number; state: State }[]>();
  for (const { at, change } of noted) {
    if (change.resource !== 'endpointslices.discovery.k8s.io' || !(change.object.metadata.namespace ?? '').startsWith(namespace)) continue;
    const slice = change.object as EndpointSlice;
    const service = slice.metadata.labels?.['kubernetes.io/service-name'] ?? '';
    if (change.type === 'DELETED') slices.delete(change.key);
    else slices.set(change.key, slice);
    const own = [...slices.values()].filter((one) => one.metadata.labels?.['kubernetes.io/service-name'] === service);
    const state: State = own.length === 0 ? { gone: true } : endpointsState(own);
    const list = shown.get(service) ?? [];
    if (!isDeepStrictEqual(list.at(-1)?.state, state)) list.push({ t: at, state });
    shown.set(service, list);
  }
  return shown;
}

/** What stands in another namespace is called with it. */
const inPlace = (track: Track, called: string, namespace: string): string => (track.object.metadata.namespace === undefined || track.object.metadata.namespace === namespace ? called : `${track.object.metadata.namespace}/${called}`);

const eventKey = ({ object, type, reason, message, from }: Pick<ExpectedEvent, 'object' | 'type' | 'reason' | 'message' | 'from'>): string => JSON.stringify([object, type, reason, message, from]);

function heardEvents(noted: readonly Noted[], names: ReadonlyMap<string, string>, rewrite: (text: string) => string, namespace: string): Map<string, HeardEvent> {
  const heard = new Map<string, { times: number[]; counts: Map<string, number>; event: Omit<HeardEvent, 'times' | 'count'> }>();
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
    const entry = heard.get(key) ?? { times: [], counts: new Map<string, number>(), event: said };
    entry.times.push(at);
    entry.counts.set(change.key, series?.count ?? count ?? 1);
    heard.set(key, entry);
  }
  return new Map([...heard].map(([key, { times, counts, event }]) => [key, { ...event, times, count: [...counts.values()].reduce((sum, one) => sum + one, 0) }]));
}

const PERMUTATIONS = (list: readonly string[]): string[][] => (list.length <= 1 ? [[...list]] : list.flatMap((one, index) => PERMUTATIONS([...list.slice(0, index), ...list.slice(index + 1)]).map((rest) => [one, ...rest])));

/** How the simulation's nodes may be called: those that the case does not name are like one another. */
function callings(input: TimelineIn): Map<string, string>[] {
  const told = JSON.stringify([input.manifests, input.steps ?? []]);
  const free = input.nodes.filter((node) => !told.includes(node));
  return PERMUTATIONS(free).map((order) => new Map(input.nodes.map((node) => [node, free.includes(node) ? order[free.indexOf(node)]! : node])));
}

interface Compared {
  readonly out: Record<string, unknown>;
  readonly faults: number;
}

/** The recording's own words where the simulation showed the same, and what is wrong where it did not. */
function compare(stage: Stage, input: TimelineIn, expected: TimelineOut, tracks: readonly Track[], nodeNames: ReadonlyMap<string, string>): Compared {
  const names = placeholders(tracks, nodeNames);
  const rewrite = rewriting(tracks, names, nodeNames);
  const out: Record<string, unknown> = {};
  let faults = 0;
  const judge = (fault: string | undefined, right: unknown): unknown => {
    if (fault === undefined) return right;
    faults += 1;
    return fault;
  };
  const endpoints = endpointTracks(stage.noted, input.namespace);
  const heard = heardEvents(stage.noted, names, rewrite, input.namespace);
  const skipped = new Set(expected.notAll ?? []);
  for (const [kind, wanted] of Object.entries(expected)) {
    if (kind === 'steps' || kind === 'notAll') out[kind] = wanted;
    else if (kind === 'events') out[kind] = (wanted as ExpectedEvent[]).map((event) => judge(eventFault(event, heard.get(eventKey(event))), event));
    else {
      const own = tracks.filter((track) => PLURALS[track.kind] === kind);
      const shown = kind === 'endpointslices' ? endpoints : new Map(own.map((track) => [inPlace(track, rewrite(names.get(track.uid) ?? track.name), input.namespace), track.shown.map(({ t, state }) => ({ t, state: rewritten(state, rewrite) as State }))]));
      const nodes = new Map(own.map((track) => [rewrite(names.get(track.uid) ?? track.name), (track.object as { spec?: { nodeName?: string } }).spec?.nodeName]));
      const all: Record<string, unknown> = {};
      for (const [called, object] of Object.entries(wanted as Record<string, ExpectedObject>)) {
        const lines = shown.get(called);
        const node = [...stage.noted].reverse().find(({ change }) => change.resource === 'pods' && rewrite(names.get(change.object.metadata.uid ?? '') ?? change.object.metadata.name ?? '') === called)?.change.object as { spec?: { nodeName?: string } } | undefined;
        const place = node?.spec?.nodeName ?? nodes.get(called) ?? '';
        const elsewhere = object.node !== undefined && object.node !== '*' && place !== '' && (nodeNames.get(place) ?? place) !== object.node;
        all[called] = judge(lines === undefined ? 'is not there' : (objectFault(object, lines) ?? (elsewhere ? `on ${nodeNames.get(place) ?? place}, expected ${object.node}` : undefined)), object);
      }
      if (!skipped.has(kind)) for (const called of shown.keys()) if (!Object.hasOwn(wanted as object, called)) all[called] = judge('is not in the recording', undefined);
      out[kind] = all;
    }
  }
  return { out, faults };
}

export function replayTimeline({ in: given, out }: GoldenCase): unknown {
  const input = given as TimelineIn;
  const expected = out as TimelineOut;
  const stage = new Stage(input.nodes, input.images, input.startsAtSecond ?? 0, input.namespace);
  const nodes = stage.view.list('nodes');
  for (const [index, object] of input.manifests.entries()) {
    stage.run(index === 0 ? stage.start + LATE * SECOND : stage.now + BETWEEN * SECOND);
    stage.create(['Namespace', 'Node', 'PriorityClass', 'StorageClass', 'PersistentVolume'].includes(object.kind) ? object : { ...object, metadata: { namespace: input.namespace, ...object.metadata } });
  }
  for (const step of input.steps ?? []) {
    stage.run(stage.start + (step.at + (step.argv[0] === 'kubectl' ? LATE + KUBECTL : 0)) * SECOND);
    play(stage, step, input.namespace);
  }
  stage.run(stage.start + input.seconds * SECOND);
  const own = (object: ApiObject): boolean => (object.kind === 'Namespace' ? (object.metadata.name ?? '').startsWith(`${input.namespace}--`) : object.kind === 'Node' || (object.metadata.namespace ?? '').startsWith(input.namespace));
  const tracks = tracksOf(stage, nodes, own, JSON.stringify(expected['pods'] ?? {}).includes(' resources '));
  const tried = callings(input).map((calling) => compare(stage, input, expected, tracks, calling));
  return tried.reduce((best, one) => (one.faults < best.faults ? one : best)).out;
}
