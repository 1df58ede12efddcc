import type { DiffLine } from '@site/src/simulation/base/line-diff';

export { diffLines, type DiffLine } from '@site/src/simulation/base/line-diff';

/** Only what changes, each with the line before it, so that a reader sees where; null stands for what is left out. */
export function changedLines(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const shown = lines.map(({ sign }, i) => sign !== ' ' || (lines[i + 1] !== undefined && lines[i + 1]!.sign !== ' '));
  return lines.flatMap((line, i) => (shown[i] ? [line] : shown[i - 1] ? [null] : []));
}
