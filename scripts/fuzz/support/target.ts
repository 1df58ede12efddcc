import type { Random } from '../../../src/simulation/base/random';

/** Something that must hold for any input: a module in scripts/fuzz/ exports one as `target`; its file name is its name. */
export interface FuzzTarget<C> {
  /** What holds for every case, in one line. */
  readonly about: string;
  /** So many cases are a whole run. */
  readonly count: number;
  /** A case may take so many milliseconds (default: 2,000). */
  readonly limit?: number;
  /** A case, drawn from chance alone: the same draws give the same case. */
  make(random: Random): C;
  /** Plays a case and gives a word for what came of it, which is counted. Throws where what must hold does not. */
  play(one: C): string;
}

/** What must hold did not. */
export class Broken extends Error {}
