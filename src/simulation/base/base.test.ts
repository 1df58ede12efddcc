import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fnv32a } from './hash';
import { createRandom, draw, drawUuid } from './random';
import { formatMicroTime, formatTime, parseTime } from './time';

describe('fnv32a', () => {
  it('is the FNV-1a of Go hash/fnv (test vectors of its golden32a)', () => {
    expect(fnv32a('')).toBe(0x811c9dc5);
    expect(fnv32a('a')).toBe(0xe40c292c);
    expect(fnv32a('ab')).toBe(0x4d2505ca);
    expect(fnv32a('abc')).toBe(0x1a47e90b);
    expect(fnv32a('파드')).toBe(fnv32a(new TextEncoder().encode('파드')));
  });
});

describe('random', () => {
  it('gives the same numbers for the same seed, as data and as a generator', () => {
    const random = createRandom(7);
    const state = { state: 7 };
    for (let i = 0; i < 100; i += 1) {
      const number = draw(state);
      expect(random.next()).toBe(number);
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
    }
  });
});

describe('drawUuid', () => {
  it('draws version 4, another each time', () => {
    const state = { state: 1 };
    const drawn = Array.from({ length: 50 }, () => drawUuid(state));
    for (const one of drawn) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(drawn).size).toBe(50);
  });
});

describe('time', () => {
  it('writes and reads what Date does', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1700, 0, 1), max: Date.UTC(2250, 0, 1) }), fc.nat(999), (ms, us) => {
        const iso = new Date(ms).toISOString();
        expect(formatTime(ms * 1000)).toBe(`${iso.slice(0, 19)}Z`);
        expect(formatMicroTime(ms * 1000 + us)).toBe(`${iso.slice(0, 23)}${String(us).padStart(3, '0')}Z`);
        expect(parseTime(formatMicroTime(ms * 1000 + us))).toBe(ms * 1000 + us);
      }),
    );
  });

  it('reads offsets and refuses what is no time', () => {
    expect(parseTime('2026-05-01T09:30:00+09:00')).toBe(parseTime('2026-05-01T00:30:00Z'));
    for (const bad of ['2026-02-29T00:00:00Z', '2026-05-01', '2026-05-01T24:00:00Z', '2026-13-01T00:00:00Z']) expect(parseTime(bad), bad).toBeUndefined();
  });
});
