/**
 * The only source of chance in the core (mulberry32, integer operations only): the same seed gives the same numbers on every
 * machine and in every browser.
 */

/** The generator as plain data, so that it can stand in a state that is copied, stored and resumed. */
export interface RandomState {
  /** 32 bits; any number will do as a seed. */
  state: number;
}

/** Draws a number in [0, 1) and moves `random` on. */
export function draw(random: RandomState): number {
  random.state = (random.state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(random.state ^ (random.state >>> 15), 1 | random.state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** Draws an integer in [0, bound) and moves `random` on. */
export const drawBelow = (random: RandomState, bound: number): number => Math.floor(draw(random) * bound);

const DIGITS = '0123456789abcdef';

/** Draws a random UUID (RFC 9562, version 4), as the API server gives one to each object, and moves `random` on. */
export function drawUuid(random: RandomState): string {
  const hex = (digits: number): string => {
    let text = '';
    for (let drawn = 0; drawn < digits; drawn += 1) text += DIGITS[drawBelow(random, 16)]!;
    return text;
  };
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + drawBelow(random, 4)).toString(16)}${hex(3)}-${hex(12)}`;
}

/** A generator that keeps its state to itself, for work that starts and ends in one call. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, bound). */
  below(bound: number): number;
}

export function createRandom(seed: number): Random {
  const random: RandomState = { state: seed | 0 };
  return { next: () => draw(random), below: (bound) => drawBelow(random, bound) };
}
