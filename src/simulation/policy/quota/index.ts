/** What objects are charged to a ResourceQuota. */
export { chargePod, usedByPods } from './charge';
export type { Charge } from './charge';
export { checkQuotas } from './check';
export type { QuotaCheck, QuotaState } from './check';
export { readRefusal } from './refusal';
export type { QuotaRefusal } from './refusal';
export { evaluatorOf, measureOf } from './evaluators';
export { isCharged, matchingResources, missingStatement, podUsage } from './pod-usage';
export type { ChargedPod } from './pod-usage';
export { scopesOf } from './scopes';
