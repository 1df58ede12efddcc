import { describe, expect, it } from 'vitest';
import { compileGlob } from './glob';

const matches = (pattern: string, text: string, separators = ''): boolean => {
  const glob = compileGlob(pattern, separators);
  return glob.ok && glob.matches(text);
};

describe('compileGlob, as gobwas/glob', () => {
  it('lets one star stop at a separator and two pass it', () => {
    expect(matches('a/*', 'a/b/c', '/')).toBe(false);
    expect(matches('a/**', 'a/b/c', '/')).toBe(true);
    expect(matches('a/*', 'a/b/c')).toBe(true);
  });

  it('knows ranges, lists, their negation and alternatives', () => {
    expect(matches('{shop,pay}-[a-c]', 'pay-b')).toBe(true);
    expect(matches('{shop,pay}-[!a-c]', 'pay-b')).toBe(false);
    expect(matches('x[-.]y', 'x-y')).toBe(true);
    expect(matches('\\*', '*')).toBe(true);
    expect(matches('{a,b', 'b')).toBe(true);
  });

  it('refuses what cannot be read, in its words', () => {
    expect(compileGlob('[c-a]')).toEqual({ ok: false, error: "hi character 'a' should be greater than lo 'c'" });
    expect(compileGlob('[abc')).toEqual({ ok: false, error: 'unexpected end of input' });
  });
});
