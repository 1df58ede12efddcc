import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeState, encodeState } from './shareState';

describe('shared state', () => {
  it('comes back from a URL-safe text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const text = await encodeState(value);
        expect(text).toMatch(/^[\w-]*$/);
        expect(await decodeState(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });

  it('never throws, and answers undefined to what is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        // A random text may be a valid one by luck, so only the promise counts: a rejection fails the property.
        await decodeState(text);
      }),
      { numRuns: 200 },
    );
    for (const text of ['', '%%%', 'AAAA', '한글']) expect(await decodeState(text)).toBeUndefined();
  });

  it('refuses a text that unfolds to more than a megabyte', async () => {
    const bomb = await encodeState('x'.repeat(2_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    expect(await decodeState(bomb)).toBeUndefined();
  });
});
