/**
 * The Cluster Autoscaler's two decisions (kubernetes/autoscaler, cluster-autoscaler: core/scaleup, estimator, expander, core/scaledown, simulator/drainability; FAQ.md: "How does scale-up work?", "How does scale-down work?", "What types
 * of pods can prevent CA from removing a node?"), as a model of its own. It leaves out what the real one asks the scheduler: everything but CPU, memory and the
 * number of Pods (taints, affinity, volumes, topology); node groups of several zones, price and priority expanders, cloud quotas, the time that a machine takes.
 */
import type { PodSpec } from '../../api';

/** CPU in thousandths, memory in bytes, Pods. */
export interface Size {
  readonly cpu: number;
  readonly memory: number;
  readonly pods: number;
}

/** Machines that are all alike. */
export interface NodeGroup {
  readonly name: string;
  /** What one of its nodes has for Pods, DaemonSets taken off. */
  readonly free: Size;
  /** The whole machine, by which waste is measured; `free` where it is not given. */
  readonly capacity?: Size;
  readonly size: number;
  readonly min: number;
  readonly max: number;
}

export interface WaitingPod {
  readonly name: string;
  readonly spec: PodSpec;
}

export interface PlacedPod {
  readonly name: string;
  readonly namespace: string;
  readonly spec: PodSpec;
  /** Who made it: null for a Pod that nobody would make again. */
  readonly owner: 'DaemonSet' | 'Node' | 'Other' | null;
  readonly annotations?: Readonly<Record<string, string>>;
  /** How many more its budgets let go; absent without a budget. */
  readonly disruptionsAllowed?: number;
}

export interface AutoscaledNode {
  readonly name: string;
  readonly group: string;
  readonly allocatable: Size;
  readonly pods: readonly PlacedPod[];
  /** Seconds for which it has been unneeded. */
  readonly unneededFor: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface NodeAutoscalerSettings {
  /** --expander (config/flags/flags.go): `least-waste` has been the default since 2025 (kubernetes/autoscaler#7631), `random` before. */
  readonly expander: 'least-waste' | 'most-pods';
  /** --expendable-pods-priority-cutoff: Pods below it neither bring nodes nor keep them. */
  readonly priorityCutoff: number;
  /** --scale-down-utilization-threshold. */
  readonly utilizationThreshold: number;
  /** --scale-down-unneeded-time, seconds. */
  readonly unneededTime: number;
  /** --scale-down-delay-after-add, seconds. */
  readonly delayAfterAdd: number;
  /** --skip-nodes-with-system-pods, --skip-nodes-with-local-storage. */
  readonly skipSystemPods: boolean;
  readonly skipLocalStorage: boolean;
}

export const NODE_AUTOSCALER_DEFAULTS: NodeAutoscalerSettings = {
  expander: 'least-waste', priorityCutoff: -10, utilizationThreshold: 0.5, unneededTime: 600, delayAfterAdd: 600, skipSystemPods: true, skipLocalStorage: true,
};

/** --scan-interval, seconds. */
export const SCAN_INTERVAL_S = 10;
