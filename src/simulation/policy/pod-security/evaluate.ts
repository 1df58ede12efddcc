import { CHECKS } from './checks';
import { minorOf } from './level-version';
import type { LevelVersion } from './level-version';
import type { Check, CheckFailure, SecuredPod } from './types';

export interface FailedCheck extends CheckFailure {
  readonly id: string;
  readonly level: Check['level'];
}

export interface Evaluation {
  readonly allowed: boolean;
  /** The checks that fail, in the order in which they are printed. */
  readonly failed: readonly FailedCheck[];
}

/** The form of a check that holds in a minor version. */
const formAt = ({ versions }: Check, minor: number): Check['versions'][number] | undefined => versions.findLast(({ since }) => since <= minor);

/** The checks of a level in a version, those of baseline that a restricted one stands in for left out (policy/registry.go: populate). */
function checksOf({ level, version }: LevelVersion): { check: Check; form: Check['versions'][number] }[] {
  if (level === 'privileged') return [];
  const minor = minorOf(version);
  const active = CHECKS.flatMap((check) => {
    const form = level === 'baseline' && check.level === 'restricted' ? undefined : formAt(check, minor);
    return form === undefined ? [] : [{ check, form }];
  });
  const overridden = new Set(active.flatMap(({ form }) => form.overrides ?? []));
  return active.filter(({ check }) => !overridden.has(check.id));
}

/** Evaluator.EvaluatePod and AggregateCheckResults. A version newer than the newest check gives the newest checks. */
export function evaluatePod(policy: LevelVersion, pod: SecuredPod): Evaluation {
  const failed = checksOf(policy).flatMap(({ check: { id, level }, form }) => {
    const found = form.check(pod);
    return found === undefined ? [] : [{ id, level, ...found }];
  });
  return { allowed: failed.length === 0, failed };
}

/** AggregateCheckResult.ForbiddenReason: what the warning about the Pods of a namespace prints. */
export const forbiddenReason = ({ failed }: Evaluation): string => failed.map(({ reason }) => reason).join(', ');

/** AggregateCheckResult.ForbiddenDetail: what the refusal of a Pod prints. */
export const forbiddenDetail = ({ failed }: Evaluation): string => failed.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', ');
