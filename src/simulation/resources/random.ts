/**
 * The only source of chance in this room: a 32-bit state carried inside the simulated host, so that one seed gives one
 * history in every browser. (mulberry32, integer operations only.)
 */
export interface RandomState {
  state: number;
}

/** Draws a number in [0, 1) and moves `random` on. */
export function draw(random: RandomState): number {
  random.state = (random.state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(random.state ^ (random.state >>> 15), 1 | random.state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
