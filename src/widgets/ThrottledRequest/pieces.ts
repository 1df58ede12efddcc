import type { Stretch, TracedRequest } from '@site/src/simulation/resources/request-run';

/** One stretch of a request, ms: on a CPU, standing still for want of quota, or waiting for a CPU. */
export interface Piece {
  readonly kind: 'ran' | 'throttled' | 'waited';
  readonly from: number;
  readonly to: number;
}

/** Pauses shorter than this are the scheduler's own business and not drawn, µs. */
const LEAST_US = 1500;

const overlap = (stretches: readonly Stretch[], from: number, to: number): number => stretches.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** The whole of a request in order, without gaps. */
export function piecesOf({ latency, ran, throttled }: TracedRequest): readonly Piece[] {
  const runs: [number, number][] = [];
  for (const [from, to] of ran) {
    const last = runs.at(-1);
    if (last !== undefined && from - last[1] < LEAST_US) last[1] = to;
    else runs.push([from, to]);
  }
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of [...runs, [latency, latency] as [number, number]]) {
    if (from - at > 1) pieces.push({ kind: overlap(throttled, at, from) > (from - at) / 2 ? 'throttled' : 'waited', from: at / 1000, to: from / 1000 });
    if (to > from) pieces.push({ kind: 'ran', from: from / 1000, to: to / 1000 });
    at = to;
  }
  return pieces;
}

/** ms of a piece in tenths, such that all of them add up to the whole request. */
export const lengthOf = ({ from, to }: Piece): number => (Math.round(to * 10) - Math.round(from * 10)) / 10;

export const timeIn = (pieces: readonly Piece[], kind: Piece['kind']): number => pieces.reduce((sum, piece) => (piece.kind === kind ? sum + lengthOf(piece) : sum), 0);
