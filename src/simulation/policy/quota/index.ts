/** What Pods are charged to a ResourceQuota. Scopes and other kinds of objects are not in it. */
export { chargePod, usedByPods } from './charge';
export type { Charge, QuotaState } from './charge';
export { isCharged, matchingResources, missingStatement, podUsage } from './pod-usage';
export type { ChargedPod } from './pod-usage';
