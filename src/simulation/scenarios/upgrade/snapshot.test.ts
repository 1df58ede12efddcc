import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUMP, NAMES, playSnapshot, type SnapshotAction } from './snapshot';

const story = (bump: boolean): readonly SnapshotAction[] => [{ do: 'save' }, { do: 'delete', name: 'beta' }, { do: 'create' }, { do: 'restore', bump }];

describe('a snapshot restored under a client that watches', () => {
  it('is followed by the client until then', () => {
    const view = playSnapshot(story(false).slice(0, 3));
    expect(view).toMatchObject({ stored: ['alpha', 'delta', 'gamma'], cached: ['alpha', 'delta', 'gamma'], ghosts: [], unseen: [], watch: { kind: 'events' }, saved: { names: ['alpha', 'beta', 'gamma'] } });
    expect(view.seen).toBe(view.revision);
  });

  it('without a bump leaves the cache as it was: neither event nor error', () => {
    const view = playSnapshot(story(false));
    expect(view).toMatchObject({ stored: ['alpha', 'beta', 'gamma'], cached: ['alpha', 'delta', 'gamma'], ghosts: ['delta'], unseen: ['beta'], watch: { kind: 'silent' }, restored: { vanished: ['delta'], returned: ['beta'] } });
    expect(view.revision).toBe(view.saved!.revision);
    expect(view.refusal).toBe(`Timeout: Too large resource version: ${view.seen}, current: ${view.revision}`);
  });

  it('goes on unheard, and what was missed stays missed once the store has passed the client', () => {
    const behind = playSnapshot([...story(false), { do: 'create' }]);
    expect(behind).toMatchObject({ watch: { kind: 'silent' }, unseen: ['beta', 'epsilon'] });
    const past = playSnapshot([...story(false), { do: 'create' }, { do: 'wait' }, { do: 'create' }]);
    expect(past).toMatchObject({ watch: { kind: 'events' }, ghosts: ['delta'], unseen: ['beta', 'epsilon'] });
    expect(past.cached).toContain('zeta');
    expect(playSnapshot([...story(false), { do: 'create' }, { do: 'relist' }])).toMatchObject({ ghosts: [], unseen: [] });
  });

  it('with a bump answers 410, and the client lists anew', () => {
    const before = playSnapshot(story(true).slice(0, 3));
    const view = playSnapshot(story(true));
    expect(view).toMatchObject({ ghosts: [], unseen: [], cached: ['alpha', 'beta', 'gamma'] });
    expect(view.revision).toBe(view.saved!.revision + BUMP);
    expect(view.watch).toEqual({ kind: 'expired', status: 410, message: `too old resource version: ${before.seen} (${view.revision})` });
  });

  it('holds what the snapshot held, and a bump never leaves a stale cache', () => {
    const step: fc.Arbitrary<SnapshotAction> = fc.oneof(
      fc.record({ do: fc.constantFrom('save' as const, 'relist' as const, 'wait' as const, 'create' as const) }),
      fc.record({ do: fc.constant('delete' as const), name: fc.constantFrom(...NAMES) }),
      fc.record({ do: fc.constant('restore' as const), bump: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (before, bump) => {
        const view = playSnapshot([...before, { do: 'save' }, { do: 'create' }, { do: 'restore', bump }]);
        return view.stored.join() === view.saved!.names.join() && (!bump || view.ghosts.length + view.unseen.length === 0);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 10_000 },
    );
  });
});
