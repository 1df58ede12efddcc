/** What Argo CD knows of one object after comparing Git with the cluster. */
export interface ComparedObject {
  synced: boolean;
  /** In the cluster and tracked by the application, but no longer in Git. */
  requiresPruning?: boolean;
}

export interface AutomatedPolicy {
  /** `spec.syncPolicy.automated` is there and not switched off by `enabled: false`. */
  automated: boolean;
  prune?: boolean;
  selfHeal?: boolean;
  allowEmpty?: boolean;
}

/** The last operation, if it was for this very commit and the same source. */
export interface LastAttempt {
  succeeded: boolean;
  /** `autoHealAttemptsCount` of that operation. */
  selfHealAttempts: number;
  secondsSinceItEnded: number;
}

/** Seconds; the defaults of argocd-application-controller. */
export const SELF_HEAL_BACKOFF = { first: 2, factor: 3, cap: 300 } as const;

/**
 * - `sync`: an operation is started now, with `selfHealAttempts` to remember; `onlyDifferent`: for the objects that differ, not for all
 * - `wait`: looks again after `seconds`
 * - `never`: not for this commit in this state; `reason` says why
 */
export type AutoSyncDecision =
  | { action: 'sync'; prune: boolean; onlyDifferent: boolean; selfHealAttempts: number }
  | { action: 'wait'; seconds: number }
  | { action: 'never'; reason: 'notAutomated' | 'inSync' | 'onlyLeftovers' | 'failedBefore' | 'noSelfHeal' | 'wouldWipeOut' };

/** Seconds after the end of a self-heal before the next one: none for the first, then 2, 6, 18, … up to the cap. */
export function selfHealDelay(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(SELF_HEAL_BACKOFF.first * SELF_HEAL_BACKOFF.factor ** (attempts - 1), SELF_HEAL_BACKOFF.cap);
}

/**
 * Whether a refresh starts a sync, after `autoSync`, `alreadyAttemptedSync` and `selfHealRemainingBackoff` of
 * argo-cd controller.ApplicationController. Operations under way, deletion and sync windows are decided before this.
 */
export function decideAutoSync(policy: AutomatedPolicy, objects: readonly ComparedObject[], lastAttempt?: LastAttempt): AutoSyncDecision {
  if (!policy.automated) return { action: 'never', reason: 'notAutomated' };
  const different = objects.filter(({ synced }) => !synced);
  if (different.length === 0) return { action: 'never', reason: 'inSync' };
  if (!policy.prune && different.every(({ requiresPruning }) => requiresPruning)) return { action: 'never', reason: 'onlyLeftovers' };
  if (lastAttempt) {
    if (!lastAttempt.succeeded) return { action: 'never', reason: 'failedBefore' };
    if (!policy.selfHeal) return { action: 'never', reason: 'noSelfHeal' };
    const seconds = selfHealDelay(lastAttempt.selfHealAttempts) - lastAttempt.secondsSinceItEnded;
    if (seconds > 0) return { action: 'wait', seconds };
  }
  if (policy.prune && !policy.allowEmpty && objects.every(({ requiresPruning }) => requiresPruning)) return { action: 'never', reason: 'wouldWipeOut' };
  const onlyDifferent = lastAttempt !== undefined;
  return { action: 'sync', prune: policy.prune ?? false, onlyDifferent, selfHealAttempts: onlyDifferent ? lastAttempt.selfHealAttempts + 1 : 0 };
}
