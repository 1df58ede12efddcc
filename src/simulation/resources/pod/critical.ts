/** Which Pods the kubelet treats as critical (pkg/kubelet/types: IsCriticalPod, IsNodeCriticalPod). Static and mirror Pods, critical too, are not modelled. */
import type { PodSpec } from '../../api';

/** scheduling.SystemCriticalPriority. */
const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;

export const isCritical = (spec: PodSpec): boolean => (spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY;

export const isNodeCritical = (spec: PodSpec): boolean => isCritical(spec) && spec.priorityClassName === 'system-node-critical';
