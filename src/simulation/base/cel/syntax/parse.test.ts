import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printIssues } from '../source';
import { parse } from './parse';

const wordsOf = (text: string): string[] => {
  const { source, issues } = parse(text);
  return printIssues(source, issues).split('\n').filter((line) => line.startsWith('ERROR'));
};

describe('syntax errors in the words of the real parser', () => {
  it.each([
    ['(1 + 2', "ERROR: <input>:1:7: Syntax error: missing ')' at '<EOF>'"],
    ['a b', "ERROR: <input>:1:3: Syntax error: extraneous input 'b' expecting <EOF>"],
    ['a.', "ERROR: <input>:1:3: Syntax error: no viable alternative at input '.'"],
    ['a ! b', "ERROR: <input>:1:3: Syntax error: mismatched input '!' expecting <EOF>"],
    ['has(a)', 'ERROR: <input>:1:5: invalid argument to has() macro'],
    ['for', 'ERROR: <input>:1:1: reserved identifier: for'],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual([words]);
  });

  it('marks the place below the line, wide characters with wide marks', () => {
    const { source, issues } = parse("'한' +");
    expect(printIssues(source, issues).split('\n').at(-1)).toBe(' | .．...^');
  });
});

describe('any text', () => {
  const piece = fc.constantFrom('a', 'b.c', '.', '?', '(', ')', '[', ']', '{', '}', ',', ':', '"x"', "'", '1', '1.5', '-', '!', '&&', '||', '==', '<', 'in', 'has(a.b)', '.all(x, x)', '+', '%', ' ', '\n', 'true', 'null', '=', '#', '`');
  it('is an expression or gets an issue, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(piece, { maxLength: 25 }).map((parts) => parts.join('')), fc.string({ maxLength: 40 })), (text) => {
        const { expr, issues } = parse(text);
        expect(expr === undefined).toBe(issues.length > 0);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 4000 },
    );
  });

  it('stops at a depth instead of running out of stack', () => {
    expect(wordsOf('('.repeat(300) + '1' + ')'.repeat(300))).toEqual(['ERROR: <input>:-1:0: expression recursion limit exceeded: 250']);
  });
});
