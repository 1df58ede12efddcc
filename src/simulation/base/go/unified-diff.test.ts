import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff';

const lines = (count: number, change: (line: number) => string = String): string => Array.from({ length: count }, (_, i) => change(i + 1)).join('\n');

describe('unifiedDiff', () => {
  it('is empty for equal texts', () => {
    expect(unifiedDiff('a\nb', 'a\nb')).toBe('');
  });

  it('shows three lines around a change, and joins changes that are near', () => {
    expect(unifiedDiff(lines(9), lines(9, (n) => (n === 5 ? 'five' : String(n))))).toBe('@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n');
    expect(unifiedDiff(lines(9), lines(9, (n) => (n === 2 || n === 8 ? 'x' : String(n)))).match(/@@/g)).toHaveLength(2);
  });

  it('splits changes that are far apart, and counts as diff does', () => {
    const diff = unifiedDiff(lines(30), lines(30, (n) => (n === 2 || n === 28 ? 'x' : String(n))));
    expect(diff).toContain('@@ -1,5 +1,5 @@');
    expect(diff).toContain('@@ -25,6 +25,6 @@');
    expect(unifiedDiff('a', 'a\nb')).toBe('@@ -1 +1,2 @@\n a\n+b\n');
  });
});
