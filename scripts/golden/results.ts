/** What a run of the recordings found, suite by suite: src/recordings/results.json, which the page on fidelity shows. Nobody writes it by hand. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const RESULTS = join(resolve(__dirname, '..', '..'), 'src', 'recordings', 'results.json');

export interface SuiteResult {
  /** Recordings that were replayed, and how many of them the core equals. */
  readonly cases: number;
  readonly equal: number;
  /** Versions of Kubernetes that were recorded; empty where none is said, as of the kernel. */
  readonly kubernetes: readonly string[];
  /** What was recorded, in the words of the files. */
  readonly sources: readonly string[];
}

export type Results = Readonly<Record<string, SuiteResult>>;

/** What the files of a suite say of themselves. */
export function headersOf(files: readonly string[]): Pick<SuiteResult, 'kubernetes' | 'sources'> {
  const headers = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as { readonly kubernetes?: string; readonly source?: string });
  const said = (values: readonly (string | undefined)[]): readonly string[] => [...new Set(values.filter((one) => one !== undefined))].sort();
  return { kubernetes: said(headers.map(({ kubernetes }) => kubernetes)), sources: said(headers.map(({ source }) => source)) };
}

export const readResults = (): Results => JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;

const textOf = (results: Results): string => `${JSON.stringify(Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

/** Puts what was found in its place; suites that did not run stay as they are. Says whether something changed. */
export function writeResults(found: Results): boolean {
  const before = readResults();
  const text = textOf({ ...before, ...found });
  if (text === textOf(before)) return false;
  writeFileSync(RESULTS, text);
  return true;
}

/** The suites of which the page says something else than was found. */
export function outdated(found: Results): readonly string[] {
  const known = readResults();
  return Object.keys(found).filter((name) => JSON.stringify(known[name]) !== JSON.stringify(found[name]));
}
