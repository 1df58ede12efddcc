import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../field-errors';
import type { HorizontalPodAutoscalerSpec } from '../generated/types/autoscaling.v2';
import { readManifests } from '../manifest/read-manifests';
import { createRegistry } from '../registry';
import { autoscalerKind, validateAutoscaler } from './autoscaling.HorizontalPodAutoscaler';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const messages = (spec: Partial<HorizontalPodAutoscalerSpec>, leastMin?: number) =>
  validateAutoscaler({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'default' }, spec: { scaleTargetRef: target, maxReplicas: 5, ...spec } }, leastMin).map(fieldErrorMessage);

describe('HorizontalPodAutoscaler', () => {
  it('needs bounds that fit, and an object or external metric for zero', () => {
    expect(messages({ minReplicas: 6 })).toEqual(['spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`']);
    expect(messages({ maxReplicas: 0 })).toEqual(['spec.maxReplicas: Required value: must be set and greater than 0']);
    expect(messages({ minReplicas: 0 })[0]).toContain('spec.minReplicas: Invalid value: 0: must be greater than or equal to 1');
    const external = { type: 'External', external: { metric: { name: 'lag' }, target: { type: 'AverageValue', averageValue: '10' } } };
    expect(messages({ minReplicas: 0, metrics: [external] }, 0)).toEqual([]);
  });

  it('holds behaviors to what the controller can remember', () => {
    const policies = [{ type: 'Pods', value: 1, periodSeconds: 1801 }];
    expect(messages({ behavior: { scaleUp: { policies }, scaleDown: { stabilizationWindowSeconds: 3601, policies: [] } } })).toEqual([
      'spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800',
      'spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600',
      'spec.behavior.scaleDown.policies: Required value: must specify at least one Policy',
    ]);
  });

  it('points at the line', () => {
    const text = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web\n  minReplicas: 3\n  maxReplicas: 2\n';
    expect(readManifests(text, createRegistry([autoscalerKind])).problems).toMatchObject([{ line: 11, code: 'fieldError' }]);
  });
});
