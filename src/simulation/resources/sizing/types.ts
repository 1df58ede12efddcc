/** What was measured of containers, as it was pasted, and what is wrong with it. */

export interface UsageSample {
  /** '' where the text does not say. */
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Seconds since 1970; null where the text has no time. */
  readonly at: number | null;
  /** Thousandths of a CPU; null where the line has none. */
  readonly cpu: number | null;
  /** Bytes of the working set. */
  readonly memory: number | null;
}

export type UsageProblemCode =
  | 'empty' | 'tooLong' | 'noHeader' | 'nodes' | 'wholePods' | 'columnCount' | 'quantity' | 'negative' | 'unavailable'
  | 'noContainer' | 'noValue' | 'whichMetric' | 'noSamples' | 'quote';

/** `line` from 1. An error line is left out; a view phrases code and params with the remedy. */
export interface UsageProblem {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly code: UsageProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ReadUsage {
  readonly format: 'top' | 'csv' | null;
  readonly samples: readonly UsageSample[];
  readonly problems: readonly UsageProblem[];
}

/** More text than this is not read: about 20,000 lines of kubectl top. */
export const MAX_USAGE_LENGTH = 2_000_000;
