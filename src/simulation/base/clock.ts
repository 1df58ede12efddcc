import { orderedBy, takeFirst } from './ordered-map';
import type { OrderedMap } from './ordered-map';

/**
 * The clock of a simulation and what is due on it. Time is in whole microseconds since the clock's start and moves only by
 * {@link nextEvent} and {@link moveTo}. Persistent: an operation gives a new clock and leaves its argument as it was.
 */
export interface Clock<E> {
  /** µs since the start. */
  readonly now: number;
  /** Due events by time, then by the order in which they were put there. */
  readonly due: OrderedMap<Ticket, E>;
  /** How many events have been put there so far. */
  readonly count: number;
}

/** Where an event stands in the queue; whoever keeps it can take the event back. */
export interface Ticket {
  /** µs since the clock's start. */
  readonly at: number;
  readonly order: number;
}

const queue = orderedBy<Ticket>((a, b) => a.at - b.at || a.order - b.order);

export const newClock = <E>(now = 0): Clock<E> => ({ now, due: null, count: 0 });

/** Puts an event at a time; of several at one time the first put comes first. What is due before now is due now. */
export function schedule<E>(clock: Clock<E>, at: number, event: E): { clock: Clock<E>; ticket: Ticket } {
  const ticket: Ticket = { at: Math.max(clock.now, at), order: clock.count };
  return { clock: { ...clock, due: queue.set(clock.due, ticket, event), count: clock.count + 1 }, ticket };
}

/** Takes an event back; the same clock when it has happened already. */
export function cancel<E>(clock: Clock<E>, ticket: Ticket): Clock<E> {
  const due = queue.delete(clock.due, ticket);
  return due === clock.due ? clock : { ...clock, due };
}

/** When the next event is due; undefined when none is. */
export function nextAt(clock: Clock<unknown>): number | undefined {
  let at = clock.due;
  while (at?.left) at = at.left;
  return at?.key.at;
}

/** Takes the next event and moves the clock to it; undefined when none is due by `until`. */
export function nextEvent<E>(clock: Clock<E>, until = Number.POSITIVE_INFINITY): { clock: Clock<E>; event: E } | undefined {
  if (clock.due === null) return undefined;
  const { first, rest } = takeFirst(clock.due);
  return first.key.at > until ? undefined : { clock: { ...clock, now: first.key.at, due: rest }, event: first.value };
}

/** Lets time pass. Throws a RangeError when time would run backwards or past an event that has not been taken. */
export function moveTo<E>(clock: Clock<E>, at: number): Clock<E> {
  const next = nextAt(clock);
  if (at < clock.now) throw new RangeError(`the clock stands at ${clock.now} µs and does not go back to ${at} µs`);
  if (next !== undefined && next < at) throw new RangeError(`an event is due at ${next} µs: take it before the clock moves to ${at} µs`);
  return { ...clock, now: at };
}
