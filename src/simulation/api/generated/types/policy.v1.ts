// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3): policy/v1. Do not edit.
import type { IntOrString, Time } from '../../scalars';
import type * as meta from './meta.v1';

export interface Eviction {
  readonly apiVersion: 'policy/v1';
  readonly deleteOptions?: meta.DeleteOptions;
  readonly kind: 'Eviction';
  readonly metadata: meta.ObjectMeta;
}

export interface PodDisruptionBudget {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: meta.ObjectMeta;
  readonly spec: PodDisruptionBudgetSpec;
  readonly status?: PodDisruptionBudgetStatus;
}

export interface PodDisruptionBudgetSpec {
  readonly maxUnavailable?: IntOrString;
  readonly minAvailable?: IntOrString;
  readonly selector?: meta.LabelSelector;
  readonly unhealthyPodEvictionPolicy?: string;
}

export interface PodDisruptionBudgetStatus {
  readonly conditions?: readonly meta.Condition[];
  readonly currentHealthy?: number;
  readonly desiredHealthy?: number;
  readonly disruptedPods?: Readonly<Record<string, Time>>;
  readonly disruptionsAllowed?: number;
  readonly expectedPods?: number;
  readonly observedGeneration?: number;
}
