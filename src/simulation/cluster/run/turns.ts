/**
 * Who works next of those that could at one instant. Components run side by side, and a request takes each of them as long as any other: so the key goes first whose
 * worker could have begun first, counted in writes since all was quiet; and what a sync writes is heard of when so many writes have passed, although it is done as one step.
 */
import { byText, orderedBy } from '../../base/ordered-map';
import type { OrderedMap } from '../../base/ordered-map';
import { firstOf } from '../control/queue';
import type { WorkQueue } from '../control/queue';

/** A controller that has work: when it can begin, and its place in the configuration. */
export interface Turn {
  readonly start: number;
  readonly place: number;
}

/** From this revision on, what is written is there at that time. */
export interface Arrival {
  readonly revision: number;
  readonly at: number;
}

export interface Turns {
  readonly ready: OrderedMap<Turn, string>;
  /** By controller: the turn under which it stands in `ready`. */
  readonly standing: OrderedMap<string, Turn>;
  /** By controller and key: when its worker is free for the key again. */
  readonly free: OrderedMap<string, number>;
  readonly now: number;
  /** What is written and not there yet: both grow along the list. */
  readonly coming: readonly Arrival[];
}

export const NO_TURNS: Turns = { ready: null, standing: null, free: null, now: 0, coming: [] };

/** Nothing is written at the same time as something else: who is free hears of the first alone. In writes. */
const APART = 0.01;

const byTurn = orderedBy<Turn>((a, b) => a.start - b.start || a.place - b.place);

const keyOf = (name: string, key: string): string => `${name}\0${key}`;

/** The controller's queue has changed. `together`: it works on one key at a time. */
export function stand(turns: Turns, name: string, place: number, queue: WorkQueue | undefined, together: boolean): Turns {
  const before = byText.get(turns.standing, name);
  const ready = before === undefined ? turns.ready : byTurn.delete(turns.ready, before);
  const first = queue === undefined ? undefined : firstOf(queue);
  if (first === undefined) return before === undefined ? turns : { ...turns, ready, standing: byText.delete(turns.standing, name) };
  const own = keyOf(name, together ? '' : first);
  const start = Math.max(byText.get(turns.free, own) ?? 0, turns.now);
  const turn: Turn = { start, place };
  return { ...turns, ready: byTurn.set(ready, turn, name), standing: byText.set(turns.standing, name, turn), free: byText.set(turns.free, own, start) };
}

/** Whose turn it is; undefined when nobody has work. */
export const nextTurn = ({ ready }: Turns): { readonly name: string; readonly start: number } | undefined => {
  const next = byTurn.entries(ready).next().value;
  return next === undefined ? undefined : { name: next[1], start: next[0].start };
};

/** How a sync passed that began at `start`. */
export interface Passed {
  readonly start: number;
  /** How many writes it took, one after another; a part of one where it waits besides. */
  readonly took: number;
  /** The revision of each thing that it wrote, and how many writes had passed by then. */
  readonly wrote: readonly Arrival[];
}

/** Something is written and will be there. */
export function written(turns: Turns, start: number, wrote: readonly Arrival[]): Turns {
  if (wrote.length === 0) return turns;
  const coming = [...turns.coming];
  for (const { revision, at } of wrote) coming.push({ revision, at: Math.max(start + at, (coming.at(-1)?.at ?? turns.now) + APART) });
  return { ...turns, coming };
}

/** A worker is done with a key. */
export function worked(turns: Turns, name: string, key: string, { start, took, wrote }: Passed, together: boolean): Turns {
  const { now, coming } = written(turns, start, wrote);
  return { ...turns, now: Math.max(now, start), coming, free: byText.set(turns.free, keyOf(name, together ? '' : key), start + took) };
}

/** Lets the time come at which what is next is there: the revision up to which all is there then, undefined where that is everything. */
export function arrive(turns: Turns, heard: number): { readonly turns: Turns; readonly to: number | undefined } {
  const [first] = turns.coming;
  const now = first !== undefined && first.revision <= heard + 1 ? Math.max(turns.now, first.at) : turns.now;
  const coming = turns.coming.filter(({ at }) => at > now);
  return { turns: { ...turns, now, coming }, to: coming[0] === undefined ? undefined : coming[0].revision - 1 };
}

/** When the next thing after a revision is there. */
export const arrivesAt = ({ coming, now }: Turns, heard: number): number => (coming[0] !== undefined && coming[0].revision <= heard + 1 ? coming[0].at : now);
