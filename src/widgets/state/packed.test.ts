import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpack, pack } from './packed';

describe('shared state', () => {
  it('comes back from a URL-safe text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const text = await pack(value);
        expect(text).toMatch(/^[\w-]*$/);
        expect(await unpack(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });

  it('never throws, and answers undefined to what is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        // A random text may be a valid one by luck, so only the promise counts: a rejection fails the property.
        await unpack(text);
      }),
      { numRuns: 200 },
    );
    for (const text of ['', '%%%', 'AAAA', '한글']) expect(await unpack(text)).toBeUndefined();
  });

  it('refuses a text that unfolds to far more than any widget holds', async () => {
    const bomb = await pack('x'.repeat(20_000_000));
    expect(bomb.length).toBeLessThan(30_000);
    expect(await unpack(bomb)).toBeUndefined();
  });
});
