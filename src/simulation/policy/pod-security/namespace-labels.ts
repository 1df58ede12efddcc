import type { Labels } from '../../api/types';
import { quote } from '../../base/go/quote';
import { evaluatePod, forbiddenReason } from './evaluate';
import { compareLevels, equivalent, fullyPrivileged, LABEL_PREFIX, policyOfLabels, printLevelVersion, sameLevelVersion } from './level-version';
import type { LevelVersion, Policy } from './level-version';
import type { SecuredPod } from './types';

/** exemptNamespaceWarning: labels that will be ignored; undefined when they ask for nothing. */
function exemptWarning(name: string, policy: Policy, labels: Labels, defaults: Policy): string | undefined {
  if (fullyPrivileged(policy) || equivalent(policy, defaults)) return undefined;
  const modes = (['enforce', 'audit', 'warn'] as const).filter((mode) =>
    policy[mode].level !== 'privileged' && (labels[`${LABEL_PREFIX}${mode}`] !== undefined || labels[`${LABEL_PREFIX}${mode}-version`] !== undefined));
  return `namespace ${quote(name)} is exempt from Pod Security, and the policy (${modes.map((mode) => `${mode}=${printLevelVersion(policy[mode])}`).join(', ')}) will be ignored`;
}

/** EvaluatePodsInNamespace, without its limits of 3000 Pods and one second: Pods that fail alike share a line, under the first name. */
export function warningsAboutPods(namespace: string, enforce: LevelVersion, pods: readonly SecuredPod[]): string[] {
  const alike = new Map<string, string[]>();
  for (const pod of pods) {
    const evaluation = evaluatePod(enforce, pod);
    if (!evaluation.allowed) alike.set(forbiddenReason(evaluation), [...(alike.get(forbiddenReason(evaluation)) ?? []), pod.metadata?.name ?? '']);
  }
  if (alike.size === 0) return [];
  const others = (count: number): string => (count === 0 ? '' : count === 1 ? ' (and 1 other pod)' : ` (and ${count} other pods)`);
  const lines = [...alike].map(([reason, names]) => `${names.sort()[0]}${others(names.length - 1)}: ${reason}`).sort();
  return [`existing pods in namespace ${quote(namespace)} violate the new PodSecurity enforce level ${quote(printLevelVersion(enforce))}`, ...lines];
}

export interface NamespaceChange {
  readonly name: string;
  readonly labels: Labels;
  /** undefined: the namespace is created. */
  readonly oldLabels: Labels | undefined;
  readonly defaults: Policy;
  readonly exempt: boolean;
  readonly pods: readonly SecuredPod[];
}

/** The errors that refuse a change of a namespace's labels, and the warnings that come with it (Admission.ValidateNamespace). */
export function admitNamespaceLabels(change: NamespaceChange): { readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  const { name, labels, oldLabels, defaults } = change;
  const { policy, errors } = policyOfLabels(labels, defaults);
  const none = { errors: [], warnings: [] };
  const aboutExemption = (): { errors: string[]; warnings: string[] } => {
    const warning = exemptWarning(name, policy, labels, defaults);
    return { errors: [], warnings: warning === undefined ? [] : [warning] };
  };
  if (oldLabels === undefined) {
    if (errors.length > 0) return { errors, warnings: [] };
    return change.exempt ? aboutExemption() : none;
  }
  const before = policyOfLabels(oldLabels, defaults);
  // A label that was bad already may stay as it is.
  if (errors.length > 0 && errors.join('\n') !== before.errors.join('\n')) return { errors, warnings: [] };
  const [next, last] = [policy.enforce, before.policy.enforce];
  if (sameLevelVersion(next, last) || next.level === 'privileged') return none;
  if (next.version === last.version && compareLevels(next.level, last.level) <= 0) return none;
  return change.exempt ? aboutExemption() : { errors: [], warnings: warningsAboutPods(name, next, change.pods) };
}
