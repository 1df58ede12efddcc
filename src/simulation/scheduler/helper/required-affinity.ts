import { matchesLabels, nodeSelectorMatches } from '../../api';
import type { Labels, Pod } from '../../api';

/** Whether the Pod limits itself to certain nodes at all. */
export function hasRequiredAffinity(pod: Pod): boolean {
  return pod.spec.nodeSelector !== undefined || pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined;
}

/** component-helpers nodeaffinity GetRequiredNodeAffinity(pod).Match: nodeSelector and required terms together. */
export function requiredAffinityMatches(pod: Pod, labels: Labels, nodeName: string): boolean {
  const { nodeSelector, affinity } = pod.spec;
  if (nodeSelector !== undefined && !matchesLabels(nodeSelector, labels)) return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || nodeSelectorMatches(required.nodeSelectorTerms ?? [], labels, nodeName);
}
