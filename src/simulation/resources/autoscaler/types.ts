/** autoscaling/v2 HorizontalPodAutoscaler as far as the controller reads and writes it, and what the metrics APIs tell it. */
import type { LabelSelector, PodSpec } from '../../api';

export interface CrossVersionObjectReference {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

export interface MetricIdentifier {
  readonly name: string;
  readonly selector?: LabelSelector;
}

export interface MetricTarget {
  readonly type: string;
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}

export interface MetricSpec {
  readonly type: string;
  readonly resource?: { readonly name: string; readonly target: MetricTarget };
  readonly containerResource?: { readonly name: string; readonly container: string; readonly target: MetricTarget };
  readonly pods?: { readonly metric: MetricIdentifier; readonly target: MetricTarget };
  readonly object?: { readonly describedObject: CrossVersionObjectReference; readonly metric: MetricIdentifier; readonly target: MetricTarget };
  readonly external?: { readonly metric: MetricIdentifier; readonly target: MetricTarget };
}

export interface ScalingPolicy {
  readonly type: string;
  readonly value: number;
  readonly periodSeconds: number;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: string;
  readonly policies?: readonly ScalingPolicy[];
  /** A quantity: `"0.1"` is a tenth. */
  readonly tolerance?: string;
}

export interface AutoscalerSpec {
  readonly scaleTargetRef: CrossVersionObjectReference;
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly MetricSpec[];
  readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules };
}

export interface Autoscaler {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: AutoscalerSpec;
}

export interface MetricValueStatus {
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}

/** A metric that failed leaves an empty type, as upstream writes it. */
export interface MetricStatus {
  readonly type: string;
  readonly resource?: { readonly name: string; readonly current: MetricValueStatus };
  readonly containerResource?: { readonly name: string; readonly container: string; readonly current: MetricValueStatus };
  readonly pods?: { readonly metric: MetricIdentifier; readonly current: MetricValueStatus };
  readonly object?: { readonly describedObject: CrossVersionObjectReference; readonly metric: MetricIdentifier; readonly current: MetricValueStatus };
  readonly external?: { readonly metric: MetricIdentifier; readonly current: MetricValueStatus };
}

export type ConditionType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited' | 'ScaledToZero';

export interface AutoscalerCondition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface AutoscalerStatus {
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly currentMetrics?: readonly MetricStatus[];
  readonly conditions: readonly AutoscalerCondition[];
  /** Seconds, on the clock of the caller. */
  readonly lastScaleTime?: number;
}

export interface AutoscalerEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** A Pod of the target's selector. Times in seconds, on the caller's clock. */
export interface ScaledPod {
  readonly name: string;
  readonly spec: PodSpec;
  readonly phase: string;
  readonly startTime?: number;
  readonly terminating?: boolean;
  readonly ready?: { readonly status: boolean; readonly since: number };
}

/** One measurement in thousandths of the unit, taken over `window` seconds that end at `at`. */
export interface Sample {
  readonly value: number;
  readonly at: number;
  readonly window: number;
}

/** metrics.k8s.io for one Pod: thousandths by container and resource. */
export interface PodMetrics {
  readonly pod: string;
  readonly at: number;
  readonly window: number;
  readonly containers: readonly { readonly name: string; readonly usage: Readonly<Record<string, number>> }[];
}

/** What the three metrics APIs answer. A metric without an entry does not exist there. */
export interface MetricsSnapshot {
  readonly resource: readonly PodMetrics[];
  /** Why metrics.k8s.io does not answer. */
  readonly resourceError?: string;
  /** Nobody serves custom.metrics.k8s.io and external.metrics.k8s.io. */
  readonly noAdapter?: true;
  /** custom.metrics.k8s.io for Pods: by metric, then by Pod. */
  readonly pods?: Readonly<Record<string, Readonly<Record<string, Sample>>>>;
  /** custom.metrics.k8s.io for other objects, by metric, in thousandths. */
  readonly object?: Readonly<Record<string, number>>;
  /** external.metrics.k8s.io, by metric: several series add up. */
  readonly external?: Readonly<Record<string, readonly number[]>>;
}

/** kube-controller-manager's flags. */
export interface AutoscalerSettings {
  /** --horizontal-pod-autoscaler-tolerance. */
  readonly tolerance: number;
  /** --horizontal-pod-autoscaler-downscale-stabilization, seconds. */
  readonly downscaleStabilization: number;
  /** --horizontal-pod-autoscaler-cpu-initialization-period, seconds. */
  readonly cpuInitialization: number;
  /** --horizontal-pod-autoscaler-initial-readiness-delay, seconds. */
  readonly initialReadinessDelay: number;
  /** The feature gate HPAScaleToZero (alpha). */
  readonly scaleToZero: boolean;
}

export const DEFAULT_SETTINGS: AutoscalerSettings = { tolerance: 0.1, downscaleStabilization: 300, cpuInitialization: 300, initialReadinessDelay: 30, scaleToZero: false };

/** --horizontal-pod-autoscaler-sync-period, seconds. */
export const SYNC_PERIOD_S = 15;
