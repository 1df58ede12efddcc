import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkload, DEFAULT_SETTINGS, INITIAL_AUTOSCALER_STATE, reconcileAutoscaler, runWorkload } from '../index';
import type { Autoscaler, AutoscalerSpec } from '../index';
import { selectorText } from './selector-text';

function hpa(spec: Partial<AutoscalerSpec> = {}): Autoscaler {
  return { metadata: { name: 'web' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 20, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }], ...spec } };
}

const podSpec = { containers: [{ name: 'app', resources: { requests: { cpu: '500m' } } }] };

describe('over time', () => {
  it('settles where the load is, and stays within its bounds on the way', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), (cpu, replicas, min) => {
      const step = runWorkload(createWorkload(hpa({ minReplicas: min }), podSpec, replicas), { total: { cpu } }, 1200);
      for (const { to } of step.scales) {
        expect(to).toBeGreaterThanOrEqual(min);
        expect(to).toBeLessThanOrEqual(20);
      }
      const count = step.workload.pods.length;
      if (count > min && count < 20) {
        // Within the tolerance of a tenth, and one whole percent.
        expect(cpu / count / 500).toBeLessThanOrEqual(0.56);
        // Fewer would not do: one Pod less is too few by the ceiling, or the ratio is within the tolerance.
        expect(cpu / 250).toBeGreaterThanOrEqual(0.95 * Math.min(count - 1, 0.9 * count));
      }
      expect(step.workload.autoscaler.status.conditions.map(({ type }) => type)).toContain('AbleToScale');
    }), { numRuns: 60 });
  });

  it('gives the same history in one piece and in many', () => {
    const start = createWorkload(hpa(), podSpec, 3);
    let pieces = start;
    for (let at = 0; at < 600; at += 40) pieces = runWorkload(pieces, { total: { cpu: 2000 } }, 40).workload;
    expect(pieces).toEqual(runWorkload(start, { total: { cpu: 2000 } }, 600).workload);
  });
});

describe('scale to zero (HPAScaleToZero)', () => {
  const queue = hpa({ minReplicas: 0, metrics: [{ type: 'External', external: { metric: { name: 'lag' }, target: { type: 'AverageValue', averageValue: '10' } } }] });
  const look = (state: typeof INITIAL_AUTOSCALER_STATE, replicas: number, lag: number, now: number) => reconcileAutoscaler(state, {
    hpa: queue, replicas: { spec: replicas, status: replicas }, pods: [], metrics: { resource: [], external: { lag: [lag] } }, now,
    settings: { ...DEFAULT_SETTINGS, downscaleStabilization: 0, scaleToZero: true },
  });

  it('goes to zero on an external metric and comes back', () => {
    const down = look(look(INITIAL_AUTOSCALER_STATE, 2, 20_000, 15).state, 2, 0, 30);
    expect(down.scaleTo).toBe(0);
    expect(down.state.status.conditions.at(-1)).toMatchObject({ type: 'ScaledToZero', status: 'True' });
    const up = look(down.state, 0, 35_000, 45);
    expect(up.scaleTo).toBe(4);
    expect(up.state.status.conditions.at(-1)).toMatchObject({ type: 'ScaledToZero', status: 'False' });
  });

  it('leaves alone what a person has scaled to zero', () => {
    const idle = look(INITIAL_AUTOSCALER_STATE, 0, 50_000, 15);
    expect(idle.scaleTo).toBeNull();
    expect(idle.state.status.conditions.at(-1)).toMatchObject({ reason: 'ScalingDisabled' });
  });
});

it('prints selectors as Go does', () => {
  expect(selectorText({ matchLabels: { b: '2', a: '1' } })).toBe('&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,},MatchExpressions:[]LabelSelectorRequirement{},}');
});
