/** How long requests take in one Pod: as in an M/M/1 queue, whose sojourn times are spread exponentially. All that a Pod does for a request is CPU. */

/** Longer than this counts as slow, seconds. */
export const SLOW_S = 0.5;

/** A Pod and what it is sent. */
export interface Served {
  /** Requests a second. */
  readonly offered: number;
  /** CPU of one request, ms. */
  readonly requestMs: number;
  /** CPU that the Pod can use, thousandths. */
  readonly capacity: number;
}

/** How many more requests a second it could serve. */
const spare = ({ offered, requestMs, capacity }: Served): number => capacity / requestMs - offered;

/** The time within which 99 of 100 are answered, seconds; Infinity where it cannot keep up. */
export function p99({ offered, requestMs, capacity }: Served): number {
  const room = spare({ offered, requestMs, capacity });
  return room <= 0 ? Number.POSITIVE_INFINITY : Math.log(100) / room;
}

/** Requests of a second that take longer than {@link SLOW_S} or are never answered. */
export function slowOf(served: Served): number {
  const room = spare(served);
  return room <= 0 ? served.offered : served.offered * Math.exp(-SLOW_S * room);
}
