/** Whether a new Pod may be charged to one ResourceQuota, and what a quota's Pods come to. */
import { addQuantity, ZERO_QUANTITY } from '../../api/quantity';
import type { Requests } from '../../api/resource-list';
import type { ResourceList } from '../../api/types';
import { checkQuotas, textsOf, type QuotaState } from './check';
import { matchingResources, missingStatement, podUsage, type ChargedPod } from './pod-usage';
import { podInScope } from './scopes';

export type Charge = { readonly allowed: true; readonly used: ResourceList } | { readonly allowed: false; readonly message: string };

/** Charges the creation of a Pod. The message of a refusal is the API server's: `pods "web" is forbidden: exceeded quota: …`. */
export function chargePod(quota: QuotaState, pod: ChargedPod): Charge {
  const checked = checkQuotas([quota], { matching: matchingResources, inScope: podInScope, missing: missingStatement, usage: podUsage }, pod);
  if ('forbidden' in checked) return { allowed: false, message: `pods "${pod.metadata.name}" is forbidden: ${checked.forbidden}` };
  return { allowed: true, used: checked.quotas[0]?.used ?? quota.used };
}

/** `status.used` as the quota controller counts it anew over the Pods there are. */
export function usedByPods(hard: ResourceList, pods: readonly ChargedPod[]): ResourceList {
  const total: Requests = new Map(matchingResources(Object.keys(hard)).map((name) => [name, ZERO_QUANTITY]));
  for (const pod of pods) {
    for (const [name, amount] of podUsage(pod)) {
      const sum = total.get(name);
      if (sum !== undefined) total.set(name, addQuantity(sum, amount));
    }
  }
  return textsOf(total);
}
