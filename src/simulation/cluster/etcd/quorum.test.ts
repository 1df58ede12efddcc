import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quorumOf, toleratedFailures, voteAcross } from './quorum';

describe('quorum', () => {
  it('is the table of the etcd FAQ', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [quorumOf(n), toleratedFailures(n)])).toEqual([[1, 0], [2, 0], [2, 1], [3, 1], [3, 2], [4, 2], [4, 3], [5, 3], [5, 4]]);
  });

  it('never lets two sides of a cut network both go on, and an even split leaves none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }), (members) => {
        const sides = members.map((count, index) => ({ id: String(index), members: count }));
        const { quorum, majority } = voteAcross(sides);
        expect(sides.filter((side) => side.members >= quorum).map(({ id }) => id)).toEqual(majority === null ? [] : [majority]);
      }),
    );
    expect(voteAcross([{ id: 'a', members: 2 }, { id: 'b', members: 2 }]).majority).toBeNull();
  });
});
