import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTar, readTar } from './tar';

const name = fc.array(fc.stringMatching(/^[a-z가-힣]{1,12}$/), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));

describe('an archive', () => {
  it('gives back what went in', () => {
    fc.assert(fc.property(fc.array(fc.record({ name, text: fc.string({ unit: 'grapheme', maxLength: 1500 }).map((text) => text.replaceAll('\0', '')), at: fc.integer({ min: 0, max: 2_000_000_000 }).map((s) => s * 1_000_000) }), { maxLength: 5 }), (entries) => {
      expect(readTar(packTar(entries))).toEqual(entries);
    }));
  });

  it('is told from other texts', () => {
    expect(readTar('hello\n'.repeat(200))).toBeUndefined();
    expect(readTar('')).toEqual([]);
    expect(packTar([{ name: 'a/', text: '', at: 0 }])).toHaveLength(1536);
  });
});
