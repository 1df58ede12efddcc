/** Sets of completion indexes as a Job's status writes them: `0-2,5` (pkg/controller/job orderedIntervals). */

export type Intervals = readonly (readonly [first: number, last: number])[];

/** parseIndexesFromString: what is beyond the completions is left out. */
export function parseIndexes(text: string, completions: number): Intervals {
  const result: [number, number][] = [];
  for (const part of text === '' ? [] : text.split(',')) {
    const [from = '', to = from] = part.split('-');
    if (!/^\d+$/.test(from) || !/^\d+$/.test(to)) continue;
    const first = Number(from);
    if (first >= completions) break;
    const last = Math.min(Number(to), completions - 1);
    const before = result.at(-1);
    if (before !== undefined && before[1] === first - 1) before[1] = last;
    else result.push([first, last]);
  }
  return result;
}

/** merge: both sets together. */
export function joinIndexes(a: Intervals, b: Intervals): Intervals {
  const result: [number, number][] = [];
  for (const [first, last] of [...a, ...b].sort((one, other) => one[0] - other[0])) {
    const before = result.at(-1);
    if (before === undefined || first > before[1] + 1) result.push([first, last]);
    else before[1] = Math.max(before[1], last);
  }
  return result;
}

export const withIndexes = (set: Intervals, indexes: Iterable<number>): Intervals => joinIndexes(set, [...indexes].map((index) => [index, index] as const));

export const countIndexes = (set: Intervals): number => set.reduce((sum, [first, last]) => sum + last - first + 1, 0);

export const hasIndex = (set: Intervals, index: number): boolean => set.some(([first, last]) => first <= index && index <= last);

/** String: two indexes side by side are written apart. */
export const printIndexes = (set: Intervals): string => set.map(([first, last]) => (last === first ? String(first) : `${first}${last === first + 1 ? ',' : '-'}${last}`)).join(',');

/** firstPendingIndexes, given those that need no Pod. */
export function firstMissing(set: Intervals, count: number, completions: number): number[] {
  const result: number[] = [];
  for (let index = 0; index < completions && result.length < count; index += 1) if (!hasIndex(set, index)) result.push(index);
  return result;
}

/** How many indexes two sets share. */
export const sharedIndexes = (a: Intervals, b: Intervals): number =>
  a.reduce((sum, [first, last]) => sum + b.reduce((inner, [from, to]) => inner + Math.max(0, Math.min(last, to) - Math.max(first, from) + 1), 0), 0);
