/** What the pod failure policy and the success policy of a Job say (pkg/controller/job pod_failure_policy.go, success_policy.go). */
import type { Pod } from '../../../api';
import type { Job, PodFailurePolicyRule, SuccessPolicy } from '../../../api/generated/types/batch.v1';
import { countIndexes, parseIndexes, sharedIndexes } from './indexes';
import type { Intervals } from './indexes';

export interface PolicyMatch {
  /** Why the whole Job fails, where it does. */
  readonly message?: string;
  /** Whether the failure counts. */
  readonly counts: boolean;
  readonly action?: string;
}

const COUNTS: PolicyMatch = { counts: true };

type Status = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

/** matchOnExitCodes: the first container that ended with such a code. */
function exited({ status }: Pod, { containerName, operator, values = [] }: NonNullable<PodFailurePolicyRule['onExitCodes']>): Status | undefined {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(({ name, state }) => {
    const code = state?.terminated?.exitCode;
    if (code === undefined || code === 0 || (containerName !== undefined && containerName !== name)) return false;
    return operator === 'In' ? values.includes(code) : operator === 'NotIn' && !values.includes(code);
  });
}

function messageFor(rule: PodFailurePolicyRule, index: number, pod: Pod): string | undefined {
  const name = `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}`;
  if (rule.onExitCodes !== undefined) {
    const container = exited(pod, rule.onExitCodes);
    return container === undefined ? undefined : `Container ${container.name} for pod ${name} failed with exit code ${container.state?.terminated?.exitCode ?? 0} matching ${rule.action} rule at index ${index}`;
  }
  const condition = (pod.status?.conditions ?? []).find((one) => (rule.onPodConditions ?? []).some((pattern) => pattern.type === one.type && (pattern.status ?? 'True') === one.status));
  return condition === undefined ? undefined : `Pod ${name} has condition ${condition.type} matching ${rule.action} rule at index ${index}`;
}

/** matchPodFailurePolicy: the first rule that fits decides. */
export function matchFailurePolicy(job: Job, pod: Pod): PolicyMatch {
  for (const [index, rule] of (job.spec?.podFailurePolicy?.rules ?? []).entries()) {
    const message = messageFor(rule, index, pod);
    if (message === undefined) continue;
    if (rule.action === 'Ignore') return { counts: false, action: rule.action };
    if (rule.action === 'FailJob') return { message, counts: true, action: rule.action };
    if (rule.action === 'Count' || rule.action === 'FailIndex') return { counts: true, action: rule.action };
  }
  return COUNTS;
}

/** matchSuccessPolicy: the message of the first rule that is met. */
export function metSuccessRule(policy: SuccessPolicy | undefined, completions: number, succeeded: Intervals): string | undefined {
  if (policy === undefined || succeeded.length === 0) return undefined;
  const index = policy.rules.findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && countIndexes(succeeded) >= succeededCount;
    const required = parseIndexes(succeededIndexes, completions);
    const shared = sharedIndexes(required, succeeded);
    return required.length > 0 && (shared === countIndexes(required) || (succeededCount !== undefined && shared >= succeededCount));
  });
  return index < 0 ? undefined : `Matched rules at index ${index}`;
}
