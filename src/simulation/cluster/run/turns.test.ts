import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, EMPTY_QUEUE } from '../control/queue';
import { arrivals } from './arrivals';
import { arrive, arrivesAt, NO_TURNS, nextTurn, stand, worked, written } from './turns';

const REQUEST = { group: '', resource: 'pods', user: { username: 'somebody' } } as const;

describe('what is written within an instant', () => {
  it('is there one thing after another, in the order of the revisions, whoever wrote it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 12 }), (syncs) => {
        let [turns, revision] = [NO_TURNS, 0];
        for (const [start, count] of syncs) {
          turns = written(turns, start, Array.from({ length: count }, (_, index) => ({ revision: revision + 1 + index, at: index + 1 })));
          revision += count;
        }
        let [heard, before] = [0, -1];
        while (heard < revision) {
          const at = arrivesAt(turns, heard);
          expect(at).toBeGreaterThan(before);
          const next = arrive(turns, heard);
          expect(next.turns.now).toBe(at);
          expect(next.to ?? revision).toBe(heard + 1);
          [turns, heard, before] = [next.turns, next.to ?? revision, at];
        }
        expect(turns.coming).toEqual([]);
      }),
    );
  });

  it('lets whoever is woken by the first of two writes begin before the second is there', () => {
    const wrote = written(NO_TURNS, 0, [{ revision: 1, at: 1 }, { revision: 2, at: 2 }]);
    const heard = arrive(wrote, 0);
    const woken = stand(heard.turns, 'replicaset-controller', 0, add(EMPTY_QUEUE, 'default/web'), false);
    expect(nextTurn(woken)).toEqual({ name: 'replicaset-controller', start: 1 });
    expect(arrivesAt(woken, 1)).toBe(2);
  });

  it('keeps a key to its worker until the sync before it is over', () => {
    const after = worked(NO_TURNS, 'deployment-controller', 'default/web', { start: 0, took: 2.5, wrote: [] }, false);
    expect(nextTurn(stand(after, 'deployment-controller', 0, add(EMPTY_QUEUE, 'default/web'), false))?.start).toBe(2.5);
  });

  it('comes apart where one request writes several objects', () => {
    expect(arrivals({ ...REQUEST, verb: 'deletecollection' }, 10, 13).map(({ at }) => at)).toEqual([1, 2, 3]);
    expect(arrivals({ ...REQUEST, verb: 'delete' }, 10, 12)).toEqual([{ revision: 11, at: 1 }]);
    expect(arrivals({ ...REQUEST, verb: 'update' }, 10, 10)).toEqual([]);
  });
});
