/**
 * Who works next of those that could at one instant. Components run side by side, and a request takes each of them as long as any other: so the key goes first whose
 * worker could have begun first, counted in writes since all was quiet.
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

export interface Turns {
  readonly ready: OrderedMap<Turn, string>;
  /** By controller: the turn under which it stands in `ready`. */
  readonly standing: OrderedMap<string, Turn>;
  /** By controller and key: when its worker is free for the key again. */
  readonly free: OrderedMap<string, number>;
  /** When what is new now has come to be. */
  readonly now: number;
}

/** No request has written more than one thing. */
export const NOT_APART = { to: 0, turn: 0 } as const;

export const NO_TURNS: Turns = { ready: null, standing: null, free: null, now: 0 };

const byTurn = orderedBy<Turn>((a, b) => a.start - b.start || a.place - b.place);

const keyOf = (name: string, key: string): string => `${name}\0${key}`;

/** The controller's queue has changed. `together`: it works on one key at a time. */
export function stand(turns: Turns, name: string, place: number, queue: WorkQueue | undefined, together: boolean): Turns {
  const before = byText.get(turns.standing, name);
  const ready = before === undefined ? turns.ready : byTurn.delete(turns.ready, before);
  const first = queue === undefined ? undefined : firstOf(queue);
  if (first === undefined) return before === undefined ? turns : { ...turns, ready, standing: byText.delete(turns.standing, name) };
  const own = keyOf(name, together ? '' : first);
  const start = byText.get(turns.free, own) ?? turns.now;
  const turn: Turn = { start, place };
  return { ...turns, ready: byTurn.set(ready, turn, name), standing: byText.set(turns.standing, name, turn), free: byText.set(turns.free, own, start) };
}

/** Whose turn it is; undefined when nobody has work. */
export const nextTurn = ({ ready }: Turns): { readonly name: string; readonly start: number } | undefined => {
  const next = byTurn.entries(ready).next().value;
  return next === undefined ? undefined : { name: next[1], start: next[0].start };
};

/** A worker is done with a key that took so many writes. */
export function worked(turns: Turns, name: string, key: string, start: number, writes: number, together: boolean): Turns {
  const now = start + (writes > 0 ? 1 : 0);
  return { ...turns, now: Math.max(turns.now, now), free: byText.set(turns.free, keyOf(name, together ? '' : key), start + Math.max(1, writes)) };
}
