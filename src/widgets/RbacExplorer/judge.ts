import { alreadyExistsStatus } from '@site/src/simulation/api/status';
import { authorize, checkEscalation, compactRules, compactString, forbiddenMessage, rulesFor, uncoveredRules, type PolicyRule, type RbacWrite, type User } from '@site/src/simulation/policy/rbac';
import type { Cluster } from './cluster';

const GROUP = 'rbac.authorization.k8s.io';
const PLURALS = { Role: 'roles', ClusterRole: 'clusterroles', RoleBinding: 'rolebindings', ClusterRoleBinding: 'clusterrolebindings' } as const;

const sameObject = (write: RbacWrite) => (one: RbacWrite): boolean =>
  one.kind === write.kind && one.object.metadata.name === write.object.metadata.name && (one.object.metadata.namespace ?? '') === (write.object.metadata.namespace ?? '');

/**
 * What the API server says when the user creates the object: may they create such objects, do they grant more than they hold, is the name
 * free. `null`: it is created.
 */
export function createAs(cluster: Cluster, user: User, write: RbacWrite, stored: readonly RbacWrite[]): string | null {
  const resource = PLURALS[write.kind];
  const { name, namespace } = write.object.metadata;
  const request = { verb: 'create', apiGroup: GROUP, resource, ...(namespace !== undefined && { namespace }) };
  const { allowed, reason } = authorize(cluster.index, user, request);
  if (!allowed) return forbiddenMessage(user, request, reason);
  const escalation = checkEscalation(cluster.index, user, write);
  if (!escalation.allowed) return escalation.error ?? '';
  return stored.some(sameObject(write)) ? alreadyExistsStatus(GROUP, resource, name) : null;
}

export interface Measured {
  /** Single rights that the task takes and the subject lacks. */
  readonly missing: readonly string[];
  /** What the subject has beyond the task, in `app` or elsewhere. */
  readonly excess: readonly string[];
}

const printed = (rules: readonly PolicyRule[]): string[] => [...new Set(compactRules(rules).map(compactString))];

/** Holds what a subject's bindings give against what a task takes. Rights that everybody has are left out. */
export function measure(cluster: Cluster, user: User, needs: readonly PolicyRule[]): Measured {
  const here = rulesFor(cluster.own, user, 'app').rules;
  const elsewhere = ['', ...cluster.own.byNamespace.keys()].filter((namespace) => namespace !== 'app').flatMap((namespace) => rulesFor(cluster.own, user, namespace).rules);
  return { missing: printed(uncoveredRules(here, needs)), excess: printed([...uncoveredRules(needs, here), ...uncoveredRules([], elsewhere)]) };
}
