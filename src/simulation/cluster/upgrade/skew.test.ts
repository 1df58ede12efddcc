import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedRange, isSupported, nextStep, raise, verdictOf, type Minors } from './skew';

const cluster = (apiServers: number[], rest: Partial<Minors> = {}): Minors => ({ apiServers, controllers: apiServers[0]!, kubelet: apiServers[0]!, kubectl: apiServers[0]!, ...rest });

describe('version skew', () => {
  // The examples of kubernetes.io/releases/version-skew-policy.
  it('narrows with two versions of the API server', () => {
    const mixed = cluster([35, 34]);
    expect(allowedRange(mixed, 'kubelet')).toEqual({ from: 32, to: 34 });
    expect(allowedRange(mixed, 'controllers')).toEqual({ from: 34, to: 34 });
    expect(allowedRange(mixed, 'kubectl')).toEqual({ from: 34, to: 35 });
    expect(allowedRange(cluster([35]), 'kubelet')).toEqual({ from: 32, to: 35 });
    expect(allowedRange(cluster([35]), 'kubectl')).toEqual({ from: 34, to: 36 });
  });

  it.each([
    [cluster([37], { kubelet: 34 }), 'kubelet', 'supported'],
    [cluster([37], { kubelet: 33 }), 'kubelet', 'too-old'],
    [cluster([36], { kubelet: 37 }), 'kubelet', 'too-new'],
    [cluster([36], { controllers: 34 }), 'controllers', 'too-old'],
    [cluster([37, 35]), 'apiServers', 'too-old'],
    [cluster([36], { kubectl: 38 }), 'kubectl', 'too-new'],
  ] as const)('judges %j: %s is %s', (minors, component, verdict) => expect(verdictOf(minors, component)).toBe(verdict));

  it('sends the old kubelet up before the control plane', () => {
    expect(nextStep(cluster([36, 36], { kubelet: 33 }), 37)).toEqual({ component: 'kubelet', to: 36, because: 'held-back' });
    expect(nextStep(cluster([36, 36], { kubelet: 34 }), 37)).toEqual({ component: 'apiServers', to: 37, because: 'order' });
    expect(nextStep(cluster([37, 37]), 37)).toBeUndefined();
  });

  it('reaches the target from every supported cluster, supported at each step', () => {
    const supported = fc
      .record({ apiServers: fc.array(fc.integer({ min: 33, max: 34 }), { minLength: 1, maxLength: 3 }), controllers: fc.integer({ min: 32, max: 34 }), kubelet: fc.integer({ min: 30, max: 34 }), kubectl: fc.integer({ min: 32, max: 35 }) })
      .filter(isSupported);
    fc.assert(
      fc.property(supported, fc.integer({ min: 34, max: 37 }), (start, target) => {
        let now: Minors = start;
        for (let steps = 0; steps < 40; steps += 1) {
          const step = nextStep(now, target);
          if (step === undefined) return now.apiServers.every((minor) => minor === target) && now.kubelet === target;
          now = raise(now, step.component, step.to);
          if (!isSupported(now)) return false;
        }
        return false;
      }),
    );
  });
});
