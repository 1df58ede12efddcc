import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completedLine, keysOf, newLine, press } from './line';
import type { Line } from './line';

const HISTORY = ['kubectl get pods', 'kubectl get nodes', 'ls'];
const type = (data: string, line: Line = newLine(HISTORY)): Line => keysOf(data).reduce((now, key) => press(now, key).line, line);
const shown = ({ text, cursor }: Line): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('a line that is edited', () => {
  it.each([
    ['hello', 'hello|'],
    ['hello\x01', '|hello'],
    ['hello\x1b[D\x1b[D\x7f', 'he|lo'],
    ['one two\x17', 'one |'],
    ['one two\x15', '|'],
    ['one two\x01\x0b\x19\x19', 'one twoone two|'],
    ['one two\x1bb', 'one |two'],
    ['one\x1b[3~\x01\x1b[3~', '|ne'],
    ['\x1b[A', 'ls|'],
    ['\x1b[A\x1b[A\x1b[B', 'ls|'],
    ['new\x1b[A\x1b[B', 'new|'],
    ['\x12pods', 'kubectl get |pods'],
    ['\x12get\x12', 'kubectl |get pods'],
    ['was\x12get\x07', 'was|'],
    ['한글\x7f', '한|'],
    ['😀\x7f', '|'],
    ['cat \x1b.', 'cat ls|'],
  ])('%j', (data, result) => {
    expect(shown(type(data))).toBe(result);
  });

  it('goes on with what all words begin with, and ends a single one', () => {
    const line = type('kubectl get po');
    expect(shown(completedLine(line, 12, ['pods', 'poddisruptionbudgets']).line)).toBe('kubectl get pod|');
    expect(shown(completedLine(line, 12, ['pods']).line)).toBe('kubectl get pods |');
    expect(completedLine(line, 12, []).does).toBe('nothing');
  });

  it('keeps its cursor within the text whatever is pressed', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D', '\x12', '\x17', '\x15', '\x0b', '\x19', '\x7f', '\x1bb', '\x1bf', '\x14', '\t', '\r', '\x07'))), (pieces) => {
      const { text, cursor } = type(pieces.join(''));
      expect(cursor).toBeGreaterThanOrEqual(0);
      expect(cursor).toBeLessThanOrEqual(text.length);
    }));
  });
});
