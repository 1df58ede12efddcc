/** One recorded case: what was set up, what the real thing did, and how much a number may differ. */
export interface GoldenCase {
  id: string;
  kind: string;
  in: unknown;
  out: unknown;
  tolerance?: Record<string, number>;
}

export interface GoldenFile {
  suite: string;
  cases: GoldenCase[];
}

/** Plays a case on the simulation core and returns what to compare with `out`; undefined for a kind it does not know. */
export type Replay = (one: GoldenCase) => unknown;

export interface Suite {
  replay: Replay;
}
