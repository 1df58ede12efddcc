import { isNil, listOf, objectOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import { fillMissing } from './fill';
import type { Defaulter, Defaulters } from './walk';

/** What the HPA aims at when nothing is said: 80% of the requested CPU. */
const UTILIZATION = 80;
const PERIOD = 15;

const CPU_METRIC = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: UTILIZATION } } };

const SCALE_UP = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: PERIOD },
    { type: 'Percent', value: 100, periodSeconds: PERIOD },
  ],
};
/** Without a window of its own: the controller's flag decides. */
const SCALE_DOWN = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: PERIOD }] };

/** SetDefaults_HorizontalPodAutoscaler of autoscaling/v2, with its behavior. */
const autoscalerV2: Defaulter = (object) => {
  const spec = fillMissing(objectOf(object.spec), { minReplicas: 1 });
  const measured: JsonObject = listOf(spec.metrics).length === 0 ? { ...spec, metrics: [CPU_METRIC] } : spec;
  if (isNil(spec.behavior)) return { ...object, spec: measured };
  const behavior = objectOf(spec.behavior);
  const filled = { ...behavior, scaleUp: fillMissing(objectOf(behavior.scaleUp), SCALE_UP), scaleDown: fillMissing(objectOf(behavior.scaleDown), SCALE_DOWN) };
  return { ...object, spec: { ...measured, behavior: filled } };
};

const METRICS_ANNOTATION = 'autoscaling.alpha.kubernetes.io/metrics';

/** SetDefaults_HorizontalPodAutoscaler of autoscaling/v1; that it aims at CPU when no metric is given its conversion says. */
const autoscalerV1: Defaulter = (object) => {
  const spec = fillMissing(objectOf(object.spec), { minReplicas: 1 });
  const other = objectOf(objectOf(object.metadata).annotations)[METRICS_ANNOTATION];
  return { ...object, spec: isNil(other) ? fillMissing(spec, { targetCPUUtilizationPercentage: UTILIZATION }) : spec };
};

/** pkg/apis/autoscaling/v1 and v2, defaults.go. */
export const AUTOSCALING_DEFAULTS: Defaulters = { 'autoscaling.v1.HorizontalPodAutoscaler': autoscalerV1, 'autoscaling.v2.HorizontalPodAutoscaler': autoscalerV2 };
