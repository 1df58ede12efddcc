import type { ApiObject } from '@site/src/simulation/api/types';
import type { GoldenCase } from '../types';
import { play } from './effects';
import { eventFault, objectFault } from './match';
import { placeholders } from './names';
import { SECOND, Stage } from './stage';
import { rewriting } from './texts';
import { endpointTracks, eventKey, heardEvents, inPlace, PLURALS, rewritten, tracksOf } from './tracks';
import type { ExpectedEvent, ExpectedObject, State, TimelineIn, TimelineOut, Track } from './types';

/** The recording machine was busy: what a case does at a second it did a little later, and kubectl took a moment to start. */
const [LATE, KUBECTL] = [0.4, 0.15];
/** One manifest is created after the other. */
const BETWEEN = 0.02;

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

/** A case played to its end. */
export function played(input: TimelineIn, resources: boolean): { readonly stage: Stage; readonly tracks: readonly Track[] } {
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
  return { stage, tracks: tracksOf(stage, nodes, own, resources) };
}

export function replayTimeline({ in: given, out }: GoldenCase): unknown {
  const input = given as TimelineIn;
  const expected = out as TimelineOut;
  const { stage, tracks } = played(input, JSON.stringify(expected['pods'] ?? {}).includes(' resources '));
  const tried = callings(input).map((calling) => compare(stage, input, expected, tracks, calling));
  return tried.reduce((best, one) => (one.faults < best.faults ? one : best)).out;
}
