import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asObject, createDecoded } from '../request/create';
import { updateObject } from '../request/update';
import { arbitraryStruct } from '../testing/arbitrary-struct';
import { ALL_KINDS } from './all';

const SYSTEM = { uid: 'u', now: '2026-01-01T00:00:00Z', suffix: 'x7k2p' };
const METADATA = { name: 'web', resourceVersion: '1' };
const RUNS = 60;

describe('every kind', () => {
  it.each(ALL_KINDS.filter(({ custom, resource }) => !custom && resource !== undefined).map((kind) => [kind.type, kind] as const))('%s: whatever decodes is stored or refused in words, and what is stored may stay as it is', (_, kind) => {
    fc.assert(
      fc.property(arbitraryStruct(kind.schema, kind.type, 6), arbitraryStruct(kind.schema, kind.type, 6), (one, other) => {
        const made = [one, other].map((value) => createDecoded(asObject(kind, { ...value, metadata: METADATA }), kind, { system: SYSTEM }));
        const stored = made.flatMap((answer) => ('object' in answer ? [answer.object] : []));
        for (const answer of made) if ('status' in answer) expect(answer.status.message).not.toContain('undefined');
        for (const object of stored) expect(updateObject(object, object, kind)).toHaveProperty('object');
        // A change never throws either, whatever it says.
        const [first, second] = stored;
        if (first !== undefined && second !== undefined) expect(updateObject(second, first, kind)).toBeDefined();
      }),
      { numRuns: RUNS, seed: 20260401 },
    );
  });
});
