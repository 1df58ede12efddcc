import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextUpgradeStep } from './next';
import { playUpgrade, reached, type UpgradeAction } from './upgrade';
import { budgetOf, FROM, NODES, nodeOf, REPLICAS, START, TARGET, WORKERS, type NodeName } from './world';

const drain = (node: NodeName, options: { force?: boolean; disableEviction?: boolean } = {}): UpgradeAction => ({ do: 'drain', node, force: options.force ?? false, disableEviction: options.disableEviction ?? false });
const last = (...actions: readonly UpgradeAction[]) => playUpgrade(actions).log.at(-1)!;
const forgotten: readonly UpgradeAction[] = [drain('node-c'), { do: 'kubelet', node: 'node-c', to: FROM }, { do: 'uncordon', node: 'node-c' }];

describe('an upgrade step by step', () => {
  it('is refused by kubeadm in its own words: an old kubeadm, a kubelet too old', () => {
    expect(last({ do: 'apply', node: 'cp-1' }).lines.join('\n')).toContain('Specified version to upgrade to "v1.37.0" is at least one minor release higher than the kubeadm minor release (37 > 36). Such an upgrade is not supported');
    expect(last({ do: 'kubeadm', node: 'cp-1' }, { do: 'apply', node: 'cp-1' }).lines.join('\n')).toContain('There are kubelets in this cluster that are too old that have these versions [v1.33.7]');
    expect(last(...forgotten, { do: 'kubeadm', node: 'cp-1' }, { do: 'apply', node: 'cp-1' })).toMatchObject({ outcome: 'done', why: 'applied' });
  });

  it('leaves a control plane as it is that goes by `node` before any `apply`', () => {
    const { world, log } = playUpgrade([{ do: 'kubeadm', node: 'cp-2' }, { do: 'node', node: 'cp-2' }]);
    expect(log.at(-1)?.why).toBe('same');
    expect(nodeOf(world, 'cp-2').controlPlane).toBe(FROM);
  });

  it('judges kubelets: newer than the oldest API server, or not drained', () => {
    expect(last(drain('node-a'), { do: 'kubelet', node: 'node-a', to: TARGET })).toMatchObject({ outcome: 'broke', why: 'too-new' });
    expect(last({ do: 'kubelet', node: 'node-c', to: FROM })).toMatchObject({ outcome: 'broke', why: 'not-drained' });
    expect(last(...forgotten.slice(0, 2))).toMatchObject({ outcome: 'done', why: 'kubelet' });
  });

  it('drains one after the other, with the refusals in between', () => {
    const { log, world } = playUpgrade([drain('node-a'), drain('node-c')]);
    expect(log.map(({ why }) => why)).toEqual(['drained', 'drained']);
    expect(log[1]!.lines.filter((line) => line.includes('will retry after 5s')).length).toBeGreaterThan(0);
    expect(world.pods.filter(({ spec }) => spec.nodeName === 'node-b').length).toBe(4);
  });

  it('is stuck for ever with a budget of all, and says why; only --disable-eviction goes on, and breaks it', () => {
    const all: UpgradeAction = { do: 'budget', minAvailable: 3 };
    const stuck = last(all, drain('node-a', { force: true }));
    expect(stuck).toMatchObject({ outcome: 'refused', why: 'stuck', cause: 'The disruption budget web needs 3 healthy pods and has 3 currently' });
    expect(stuck.lines.at(-1)).toBe('error: unable to drain node "node-a" due to error: error when evicting pods/"web-1" -n "default": global timeout reached: 1m0s, continuing command...');
    expect(last(all, drain('node-a', { disableEviction: true }))).toMatchObject({ outcome: 'broke', why: 'budget-broken' });
  });

  it('is stuck when no node is left for the Pods', () => {
    expect(last(drain('node-a'), drain('node-c'), drain('node-b', { force: true }))).toMatchObject({ why: 'stuck', cause: 'The disruption budget web needs 2 healthy pods and has 2 currently' });
  });

  it('keeps a bare Pod until --force gives it up', () => {
    expect(last(drain('node-b')).lines.at(-1)).toBe('error: unable to drain node "node-b" due to error: cannot delete Pods that declare no controller (use --force to override): default/debug, continuing command...');
    const { world, log } = playUpgrade([drain('node-b', { force: true })]);
    expect(log[0]!.why).toBe('lost');
    expect(world.pods.map(({ metadata }) => metadata.name)).toEqual(['web-1', 'web-3', 'web-4']);
  });

  it('writes nothing without a quorum, and upgrades no member while another is off', () => {
    const off = (node: NodeName): UpgradeAction => ({ do: 'power', node, on: false });
    expect(last(off('cp-2'), { do: 'kubeadm', node: 'cp-1' }, { do: 'apply', node: 'cp-1' }).lines).toContain('\t[ERROR ControlPlaneNodesReady]: there are NotReady control-planes in the cluster: [cp-2]');
    expect(last(off('cp-2'), off('cp-3'))).toMatchObject({ outcome: 'broke', why: 'quorum-lost' });
    expect(last(off('cp-2'), off('cp-3'), drain('node-a'))).toMatchObject({ outcome: 'refused', lines: ['Error from server: etcdserver: request timed out'] });
    expect(last(...forgotten, { do: 'kubeadm', node: 'cp-1' }, { do: 'apply', node: 'cp-1' }, { do: 'kubeadm', node: 'cp-2' }, off('cp-3'), { do: 'node', node: 'cp-2' })).toMatchObject({ outcome: 'broke', why: 'restart' });
  });
});

const node = fc.constantFrom(...NODES);
const control = fc.constantFrom('cp-1', 'cp-2', 'cp-3') as fc.Arbitrary<NodeName>;
const anyAction: fc.Arbitrary<UpgradeAction> = fc.oneof(
  fc.record({ do: fc.constantFrom('kubeadm' as const, 'apply' as const, 'node' as const), node: control }),
  fc.record({ do: fc.constant('uncordon' as const), node }),
  fc.record({ do: fc.constant('drain' as const), node, force: fc.boolean(), disableEviction: fc.boolean() }),
  fc.record({ do: fc.constant('kubelet' as const), node, to: fc.constantFrom(FROM, TARGET) }),
  fc.record({ do: fc.constant('power' as const), node: control, on: fc.boolean() }),
  fc.record({ do: fc.constant('budget' as const), minAvailable: fc.constantFrom(2 as const, 3 as const) }),
);

describe('the right steps', () => {
  const finish = (begun: readonly UpgradeAction[]) => {
    const actions = [...begun];
    for (let steps = 0; steps < 60; steps += 1) {
      const step = nextUpgradeStep(playUpgrade(actions).world);
      if (step === undefined) return { actions, played: playUpgrade(actions) };
      actions.push(step);
    }
    throw new Error('the right steps do not end');
  };

  it('reach the goal from the beginning, with nothing refused and nothing broken', () => {
    const { played } = finish([]);
    expect(reached(played)).toEqual({ versions: true, unbroken: true, schedulable: true });
    expect(played.log.every(({ outcome }) => outcome === 'done')).toBe(true);
  });

  it('reach it from whatever was done before, and break nothing themselves', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 12 }), (begun) => {
        const { played } = finish(begun);
        const { versions, schedulable } = reached(played);
        return versions && schedulable && played.log.slice(begun.length).every(({ outcome }) => outcome !== 'broke');
      }),
      { numRuns: 150, interruptAfterTimeLimit: 10_000 },
    );
  });

  it('keep the budget whatever is done without --disable-eviction, and all Pods of the Deployment', () => {
    const evicting = anyAction.filter((action) => action.do !== 'budget' && !(action.do === 'drain' && action.disableEviction));
    fc.assert(
      fc.property(fc.array(evicting, { maxLength: 15 }), (actions) => {
        const { world } = playUpgrade(actions);
        const { currentHealthy = 0, desiredHealthy = 0 } = budgetOf(world).status ?? {};
        return currentHealthy >= desiredHealthy && world.pods.filter(({ metadata }) => metadata.labels?.app === 'web').length === REPLICAS;
      }),
      { numRuns: 150, interruptAfterTimeLimit: 10_000 },
    );
  });

  it('begin with a Pod on each worker', () => expect(WORKERS.map((name) => START.pods.filter(({ spec }) => spec.nodeName === name).length)).toEqual([1, 2, 1]));
});
