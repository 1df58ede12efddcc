import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { keepLanguage } from './one-language';

const both = (code: string): [ko: string, en: string] => [keepLanguage(code, 'x.tsx', 'ko'), keepLanguage(code, 'x.tsx', 'en')];

describe('one language', () => {
  it('keeps a catalog’s own half, line by line', () => {
    const [ko, en] = both("export const m = defineMessages({\n  ko: { a: '하나', b: (n: string) => `${n}개, '}'` },\n  en: {\n    a: 'one', // ko\n    b: (n: string) => `${n} of {ko}`,\n  },\n});\nnext();");
    expect(ko).toContain('하나');
    expect(ko).not.toContain('one');
    expect(en).toContain("a: 'one'");
    expect(en).not.toMatch(/[가-힣]/);
    for (const text of [ko, en]) {
      expect(text.split('\n')[7]).toBe('next();');
      expect(ts.transpileModule(text, { reportDiagnostics: true }).diagnostics).toEqual([]);
    }
  });

  it('keeps one of two texts in data, however it is written, and inside of others', () => {
    expect(both("f({ ko: '가', en: 'a' }, { en: `b`, ko: 나 })")).toEqual(["f({ ko: '가' }, { ko: 나 })", "f({ en: 'a' }, { en: `b` })"]);
    expect(keepLanguage("({ ko: [{ ko: '가', en: 'a' }], en: [] })", 'x.ts', 'ko')).toBe("({ ko: [{ ko: '가' }] })");
  });

  it('leaves alone what is no pair, and what shows both', () => {
    for (const code of ["const a = { ko: 1 };", "const a = { ko: 1, en: 2, ja: 3 };", "type A = { ko: string; en: string };", "defineBothMessages({ ko: { a: '가' }, en: { a: 'a' } });", 'const { ko, en } = term;']) expect(both(code)).toEqual([code, code]);
  });
});
