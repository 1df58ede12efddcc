import type { ApiObject } from '@site/src/simulation/api/types';
import type { GoldenCase } from '../types';
import { USUAL } from './circumstances';
import type { Circumstances } from './circumstances';
import { Home } from './kubectl';
import type { Ran } from './kubectl';
import { eventFault, objectFault } from './match';
import { placeholders } from './names';
import { stepFault } from './printed';
import { SECOND, Stage } from './stage';
import { play } from './steps';
import { rewriting } from './texts';
import { endpointTracks, eventKey, heardEvents, inPlace, PLURALS, rewritten, tracksOf } from './tracks';
import type { ExpectedEvent, ExpectedObject, ExpectedStep, State, TimelineIn, TimelineOut, Track } from './types';

/** One manifest is created after the other. */
const BETWEEN = 0.02;

const PERMUTATIONS = (list: readonly string[]): string[][] => (list.length <= 1 ? [[...list]] : list.flatMap((one, index) => PERMUTATIONS([...list.slice(0, index), ...list.slice(index + 1)]).map((rest) => [one, ...rest])));

/** How the simulation's nodes may be called: those that the case does not name are like one another. */
function callings(input: TimelineIn): Map<string, string>[] {
  const told = JSON.stringify([input.manifests, input.steps ?? []]);
  const free = input.nodes.filter((node) => !told.includes(node));
  return PERMUTATIONS(free).map((order) => new Map(input.nodes.map((node) => [node, free.includes(node) ? order[free.indexOf(node)]! : node])));
}

interface Played {
  readonly stage: Stage;
  readonly tracks: readonly Track[];
  /** What each step printed; null of those that are no command of kubectl. */
  readonly ran: readonly (Ran | null)[];
}

export interface Compared {
  readonly out: Record<string, unknown>;
  readonly faults: number;
}

/** The recording's own words where the simulation showed the same, and what is wrong where it did not. */
function compare({ stage, ran, tracks }: Played, input: TimelineIn, expected: TimelineOut, nodeNames: ReadonlyMap<string, string>, learned: boolean): Compared {
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
    if (kind === 'notAll') out[kind] = wanted;
    else if (kind === 'steps') out[kind] = (wanted as (ExpectedStep | null)[]).map((step, index) => (step === null ? null : judge(stepFault(step, ran[index]!, input.steps![index]!.argv, rewrite, learned), step)));
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
export function played(input: TimelineIn, resources: boolean, circumstances: Circumstances): Played {
  const { late } = circumstances;
  const stage = new Stage(input.nodes, input.images, input.startsAtSecond ?? 0, input.namespace, circumstances);
  const nodes = stage.view.list('nodes');
  for (const [index, object] of input.manifests.entries()) {
    stage.run(index === 0 ? stage.start + Math.round(late.manifests * SECOND) : stage.now + BETWEEN * SECOND);
    stage.create(['Namespace', 'Node', 'PriorityClass', 'StorageClass', 'PersistentVolume'].includes(object.kind) ? object : { ...object, metadata: { namespace: input.namespace, ...object.metadata } });
  }
  const home = new Home(input.namespace);
  const ran = (input.steps ?? []).map((step) => {
    stage.run(stage.start + Math.round((step.at + (step.argv[0] === 'kubectl' ? late.steps : 0)) * SECOND));
    return play(stage, home, step, late.kubectl);
  });
  stage.run(stage.start + input.seconds * SECOND);
  const own = (object: ApiObject): boolean => (object.kind === 'Namespace' ? (object.metadata.name ?? '').startsWith(`${input.namespace}--`) : object.kind === 'Node' || (object.metadata.namespace ?? '').startsWith(input.namespace));
  return { stage, ran, tracks: tracksOf(stage, nodes, own, resources) };
}

/** A case under given circumstances, with the names of nodes and the discovery cache of kubectl, which it does not tell, as they fit it best. */
export function replayUnder({ in: given, out }: GoldenCase, circumstances: Circumstances): Compared {
  const input = given as TimelineIn;
  const expected = out as TimelineOut;
  const done = played(input, JSON.stringify(expected['pods'] ?? {}).includes(' resources '), circumstances);
  const tried = callings(input).flatMap((calling) => [false, true].map((learned) => compare(done, input, expected, calling, learned)));
  return tried.reduce((best, one) => (one.faults < best.faults ? one : best));
}

export const replayTimeline = (one: GoldenCase): Compared => replayUnder(one, USUAL);
