/** Whether a new Pod may be charged to a ResourceQuota (k8s.io/apiserver pkg/admission/plugin/resourcequota: CheckRequest). */
import { addQuantity, compareQuantity, formatQuantity, ZERO_QUANTITY } from '../../api/quantity';
import { parseResourceList, type Requests } from '../../api/resource-list';
import type { ResourceList } from '../../api/types';
import { matchingResources, missingStatement, podUsage, type ChargedPod } from './pod-usage';

/** A quota without scopes: its name, `status.hard` and `status.used`. */
export interface QuotaState {
  readonly name: string;
  readonly hard: ResourceList;
  readonly used: ResourceList;
}

export type Charge = { readonly allowed: true; readonly used: ResourceList } | { readonly allowed: false; readonly message: string };

/** prettyPrint of the amounts of some resources. */
const print = (amounts: ReadonlyMap<string, Parameters<typeof formatQuantity>[0]>, names: readonly string[]): string =>
  [...names].sort().map((name) => `${name}=${formatQuantity(amounts.get(name) ?? ZERO_QUANTITY)}`).join(',');

const textOf = (amounts: Requests): ResourceList => Object.fromEntries([...amounts].map(([name, amount]) => [name, formatQuantity(amount)]));

/**
 * Charges the creation of a Pod. The message of a refusal is the API server's: `pods "web" is forbidden: exceeded quota: …`. Every resource
 * that would go over its limit is named; a resource that the Pod does not need may already be over it.
 */
export function chargePod(quota: QuotaState, pod: ChargedPod): Charge {
  const forbidden = (why: string): Charge => ({ allowed: false, message: `pods "${pod.metadata.name}" is forbidden: ${why}` });
  const names = matchingResources(Object.keys(quota.hard));
  if (names.length === 0) return { allowed: true, used: quota.used };
  const missing = missingStatement(pod, names);
  if (missing !== undefined) return forbidden(`failed quota: ${quota.name}: ${missing}`);
  const [hard, used] = [parseResourceList(quota.hard), parseResourceList(quota.used)];
  const requested = new Map([...podUsage(pod)].filter(([name, { nano }]) => hard.has(name) && nano !== 0n));
  const next: Requests = new Map(used);
  for (const [name, amount] of requested) next.set(name, addQuantity(used.get(name) ?? ZERO_QUANTITY, amount));
  const exceeded = [...requested.keys()].filter((name) => compareQuantity(next.get(name)!, hard.get(name)!) > 0);
  if (exceeded.length > 0) return forbidden(`exceeded quota: ${quota.name}, requested: ${print(requested, exceeded)}, used: ${print(used, exceeded)}, limited: ${print(hard, exceeded)}`);
  return { allowed: true, used: textOf(next) };
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
  return textOf(total);
}
