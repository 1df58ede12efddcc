import { looksLikeTop, readTop } from './read-top';
import { readUsageCsv } from './read-csv';
import { MAX_USAGE_LENGTH } from './types';
import type { ReadUsage, UsageProblem } from './types';

const refuse = (code: UsageProblem['code'], params: UsageProblem['params'] = {}): ReadUsage => ({ format: null, samples: [], problems: [{ line: 1, severity: 'error', code, params }] });

/** Reads what was pasted: the output of `kubectl top pods --containers`, or a CSV of a query. Never throws; lines that cannot be read are named and left out. */
export function readUsage(text: string): ReadUsage {
  if (text.length > MAX_USAGE_LENGTH) return refuse('tooLong', { limit: MAX_USAGE_LENGTH });
  if (text.trim() === '') return refuse('empty');
  const lines = text.split(/\r?\n/);
  const first = lines.find((line) => line.trim() !== '' && !/^\s*\S*[$#]\s/.test(line)) ?? '';
  const csv = /[,;\t]/.test(first) && !/CPU\(cores\)/.test(first);
  const read = csv ? readUsageCsv(text.slice(text.indexOf(first))) : looksLikeTop(first) || lines.some(looksLikeTop) ? readTop(text) : refuse('noHeader');
  const skipped = csv ? text.slice(0, text.indexOf(first)).split('\n').length - 1 : 0;
  const problems = skipped === 0 ? read.problems : read.problems.map((one) => ({ ...one, line: one.line + skipped }));
  if (read.samples.length > 0 || problems.some(({ severity }) => severity === 'error')) return { ...read, problems };
  return { ...read, problems: [...problems, { line: 1, severity: 'error', code: 'noSamples', params: {} }] };
}
