import { labelSelectorMatches } from '../../api';
import type { Pod } from '../../api';
import { scaledValue } from '../../api/int-or-percent';
import type { PodDisruptionBudget } from '../../api/generated/types/policy.v1';

/** pkg/controller/disruption: the budget with its `disruptionsAllowed` for these Pods. A Pod with a node counts as healthy, and the matching Pods as the expected ones. */
export function withAllowance(budget: PodDisruptionBudget, pods: readonly Pod[]): PodDisruptionBudget {
  const { selector, minAvailable, maxUnavailable } = budget.spec ?? {};
  const namespace = budget.metadata.namespace || 'default';
  const covered = pods.filter((pod) => (pod.metadata.namespace ?? 'default') === namespace && selector !== undefined && labelSelectorMatches(selector, pod.metadata.labels ?? {}));
  const expectedPods = covered.length;
  const currentHealthy = covered.filter((pod) => pod.spec.nodeName && pod.metadata.deletionTimestamp === undefined).length;
  const desiredHealthy = maxUnavailable === undefined ? scaledValue(minAvailable ?? 0, expectedPods, 'up') : Math.max(0, expectedPods - scaledValue(maxUnavailable, expectedPods, 'up'));
  return { ...budget, metadata: { ...budget.metadata, namespace }, status: { ...budget.status, currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed: Math.max(0, currentHealthy - desiredHealthy) } };
}
