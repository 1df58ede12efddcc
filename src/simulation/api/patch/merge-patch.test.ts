import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMergePatch, threeWayMergePatch, withDefaults, type JsonObject } from './merge-patch';

const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'), fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }));
const keys = fc.constantFrom('x', 'y', 'z');
const object = fc.dictionary(keys, fc.oneof(leaf, fc.dictionary(keys, leaf, { minKeys: 1 }))) as fc.Arbitrary<JsonObject>;

describe('three-way merge (jsonmergepatch.CreateThreeWayJSONMergePatch)', () => {
  // Recordings of the suite apply, file three-way, without the last-applied annotation.
  it('threeWay-custom-list-replaced: a list is replaced as a whole', () => {
    const live = { spec: { keep: 7, schedule: '0 3 * * *', tags: ['aa', 'bb'], targets: [{ name: 'a' }, { name: 'b' }, { name: 'z' }] } };
    const last = { spec: { schedule: '0 3 * * *', tags: ['aa', 'bb'], targets: [{ name: 'a' }, { name: 'b' }] } };
    const file = { spec: { schedule: '0 3 * * *', targets: [{ name: 'b' }], tags: ['aa', 'bb'] } };
    expect(threeWayMergePatch(last, file, live)).toEqual({ spec: { targets: [{ name: 'b' }] } });
  });

  // Recording kubectl change-apply apply-removes-fields: size is gone from the file, extra was patched in.
  it('removes what the last file had, keeps what others wrote', () => {
    const live = { data: { color: 'blue', size: '10', extra: 'kept' } };
    const patch = threeWayMergePatch({ data: { color: 'blue', size: '10' } }, { data: { color: 'green', shape: 'round' } }, live);
    expect(patch).toEqual({ data: { color: 'green', shape: 'round', size: null } });
    expect(applyMergePatch(live, patch)).toEqual({ data: { color: 'green', shape: 'round', extra: 'kept' } });
  });

  // Recording apply-keeps-scale: without replicas after it had been applied, the default 1 comes in.
  it('a field that left the file falls back to its default', () => {
    const patch = threeWayMergePatch({ spec: { replicas: 2 } }, { spec: {} }, { spec: { replicas: 2 } });
    expect(withDefaults(applyMergePatch({ spec: { replicas: 2 } }, patch), { spec: { replicas: 1 } })).toEqual({ spec: { replicas: 1 } });
  });

  it('what the file says is so afterwards, and applying again changes nothing', () => {
    fc.assert(
      fc.property(object, object, object, (last, file, live) => {
        const after = applyMergePatch(live, threeWayMergePatch(last, file, live));
        expect(applyMergePatch(after, file)).toEqual(after);
        expect(threeWayMergePatch(file, file, after)).toEqual({});
      }),
    );
  });
});
