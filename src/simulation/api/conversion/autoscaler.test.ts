import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler as V1 } from '../generated/types/autoscaling.v1';
import type { HorizontalPodAutoscaler as V2, MetricSpec } from '../generated/types/autoscaling.v2';
import { autoscalerIn, autoscalerToV1, autoscalerToV2 } from './autoscaler';

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const old = (more: Partial<V1['spec']> = {}, annotations?: Record<string, string>): V1 => ({ apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', ...(annotations === undefined ? {} : { annotations }) }, spec: { scaleTargetRef, maxReplicas: 3, ...more } });
const cpu = (averageUtilization: number): MetricSpec => ({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } });

const NEW: V2 = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', annotations: { team: 'a' } },
  spec: {
    scaleTargetRef,
    minReplicas: 2,
    maxReplicas: 5,
    metrics: [
      { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '10' } } },
      { type: 'Object', object: { describedObject: scaleTargetRef, metric: { name: 'hits' }, target: { type: 'Value', value: '100' } } },
      { type: 'External', external: { metric: { name: 'lag', selector: { matchLabels: { q: 'a' } } }, target: { type: 'AverageValue', averageValue: '5' } } },
      { type: 'ContainerResource', containerResource: { name: 'memory', container: 'app', target: { type: 'AverageValue', averageValue: '1Gi' } } },
      cpu(60),
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: 60, selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] } },
  },
  status: {
    currentReplicas: 2,
    desiredReplicas: 2,
    currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 41, averageValue: '82m' } } }],
    conditions: [{ type: 'AbleToScale', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z', reason: 'ReadyForNewScale', message: 'recommended size matches current size' }],
  },
};

describe('autoscalers of autoscaling/v1', () => {
  it('aim at the CPU that they name, at 80 % where they name none', () => {
    expect(autoscalerToV2(old({ targetCPUUtilizationPercentage: 50 })).spec.metrics).toEqual([cpu(50)]);
    expect(autoscalerToV2(old()).spec.metrics).toEqual([cpu(80)]);
  });

  it('keep in annotations what they have no field for', () => {
    const { metadata, spec, status } = autoscalerToV1(NEW);
    expect(spec).toEqual({ scaleTargetRef, minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 60 });
    expect(status).toEqual({ currentReplicas: 2, desiredReplicas: 2, currentCPUUtilizationPercentage: 41 });
    expect(metadata.annotations).toEqual({
      team: 'a',
      'autoscaling.alpha.kubernetes.io/metrics':
        '[{"type":"Pods","pods":{"metricName":"rps","targetAverageValue":"10"}},{"type":"Object","object":{"target":{"kind":"Deployment","name":"web","apiVersion":"apps/v1"},"metricName":"hits","targetValue":"100"}},{"type":"External","external":{"metricName":"lag","metricSelector":{"matchLabels":{"q":"a"}},"targetAverageValue":"5"}},{"type":"ContainerResource","containerResource":{"name":"memory","targetAverageValue":"1Gi","container":"app"}}]',
      'autoscaling.alpha.kubernetes.io/current-metrics': '[{"type":"Resource","resource":{"name":"cpu","currentAverageUtilization":41,"currentAverageValue":"82m"}}]',
      'autoscaling.alpha.kubernetes.io/behavior': '{"ScaleUp":null,"ScaleDown":{"StabilizationWindowSeconds":60,"SelectPolicy":"Max","Policies":[{"Type":"Percent","Value":100,"PeriodSeconds":15}],"Tolerance":null}}',
      'autoscaling.alpha.kubernetes.io/conditions': '[{"type":"AbleToScale","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z","reason":"ReadyForNewScale","message":"recommended size matches current size"}]',
    });
  });

  it('come back as they were', () => {
    expect(autoscalerToV2(autoscalerToV1(NEW))).toEqual(NEW);
    expect(autoscalerIn(NEW, 'autoscaling/v2')).toBe(NEW);
  });

  it('pass over an annotation that cannot be read', () => {
    const read = autoscalerToV2(old({ targetCPUUtilizationPercentage: 50 }, { 'autoscaling.alpha.kubernetes.io/metrics': '{', 'autoscaling.alpha.kubernetes.io/behavior': '[]' }));
    expect(read.spec).toEqual({ scaleTargetRef, maxReplicas: 3, metrics: [cpu(50)] });
    expect(read.metadata).toEqual({ name: 'web' });
  });
});
