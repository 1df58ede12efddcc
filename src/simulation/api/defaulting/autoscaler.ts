import type { HorizontalPodAutoscalerSpec, HPAScalingRules, MetricSpec } from '../generated/types/autoscaling.v2';

const CPU_80: MetricSpec = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };

/** Every 15 s by four Pods or the double, whichever is more; no waiting. */
const SCALE_UP: HPAScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }],
};
/** Down to nothing at once, but only after the controller's own window. */
const SCALE_DOWN: HPAScalingRules = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] };

/**
 * pkg/apis/autoscaling/v2: SetDefaults_HorizontalPodAutoscaler. One replica at least, 80 % of the CPU requested; rules are filled in where
 * `behavior` is given at all.
 */
export function defaultAutoscalerSpec(spec: HorizontalPodAutoscalerSpec): HorizontalPodAutoscalerSpec {
  const { behavior } = spec;
  return {
    ...spec,
    minReplicas: spec.minReplicas ?? 1,
    metrics: spec.metrics === undefined || spec.metrics.length === 0 ? [CPU_80] : spec.metrics,
    ...(behavior === undefined ? {} : { behavior: { scaleUp: { ...SCALE_UP, ...behavior.scaleUp }, scaleDown: { ...SCALE_DOWN, ...behavior.scaleDown } } }),
  };
}
