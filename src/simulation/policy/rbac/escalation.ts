/**
 * Nobody grants what they do not hold, unless they may `escalate` the role or `bind` it
 * (pkg/registry/rbac: escalation_check.go and the policybased storage of the four kinds).
 */
import { aggregateErrors, forbiddenStatus } from '../../api/status';
import { quote, quoteList } from '../../base/go/quote';
import { authorize, rulesFor } from './authorize';
import { compactRules, compactString } from './compact';
import { uncoveredRules } from './covers';
import { rulesOfRole } from './index-objects';
import type { RbacIndex } from './index-objects';
import type { Binding, ClusterRole, PolicyRule, Role, User } from './types';

const GROUP = 'rbac.authorization.k8s.io';
const RESOURCES = { Role: 'roles', ClusterRole: 'clusterroles', RoleBinding: 'rolebindings', ClusterRoleBinding: 'clusterrolebindings' } as const;
const FULL_AUTHORITY: readonly PolicyRule[] = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { verbs: ['*'], nonResourceURLs: ['*'] }];

/** An object of RBAC that a user creates (no `old`) or updates. */
export type RbacWrite = RoleWrite | BindingWrite;

interface RoleWrite {
  readonly kind: 'Role' | 'ClusterRole';
  readonly object: ClusterRole;
  readonly old?: ClusterRole;
}

interface BindingWrite {
  readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
  readonly object: Binding;
  readonly old?: Binding;
}

export interface EscalationDecision {
  readonly allowed: boolean;
  /** The whole error of the API server. */
  readonly error?: string;
  /** The single rules that the user lacks. */
  readonly missing?: readonly PolicyRule[];
}

const ALLOWED: EscalationDecision = { allowed: true };

/** ConfirmNoEscalation: the error, or undefined when the user holds every rule in that namespace. */
function missingRights(index: RbacIndex, user: User, namespace: string, rules: readonly PolicyRule[]): { text: string; missing: PolicyRule[] } | undefined {
  const owned = rulesFor(index, user, namespace);
  const missing = uncoveredRules(owned.rules, rules);
  if (missing.length === 0) return undefined;
  const lines = [...new Set(compactRules(missing).map(compactString))].sort();
  const errors = owned.errors.length === 0 ? '' : `; resolution errors: [${aggregateErrors(owned.errors)}]`;
  const who = `user ${quote(user.name)} (groups=${quoteList(user.groups)})`;
  return { text: `${who} is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}${errors}`, missing };
}

/** IsOnlyMutatingGCFields: garbage collection may take owners and finalizers away whatever the role holds. */
function onlyGarbageCollected(object: Role | Binding, old: Role | Binding | undefined): boolean {
  if (old === undefined) return false;
  const rest = (one: Role | Binding): string => {
    const metadata: Record<string, unknown> = { ...one.metadata };
    for (const field of ['ownerReferences', 'finalizers', 'selfLink', 'managedFields']) delete metadata[field];
    return canonical({ ...one, metadata });
  };
  return rest(object) === rest(old);
}

/** JSON with sorted keys, in which an absent and an empty list are the same, as in equality.Semantic. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const empty = (one: unknown): boolean => one === undefined || one === null || (typeof one === 'object' && Object.keys(one).length === 0);
  const entries = Object.entries(value).filter(([, one]) => !empty(one)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join()}}`;
}

const aggregates = (role: ClusterRole | undefined): boolean => (role?.aggregationRule?.clusterRoleSelectors ?? []).length > 0;

const may = (index: RbacIndex, user: User, request: Parameters<typeof authorize>[2]): boolean => authorize(index, user, request).allowed;

function checkRole(index: RbacIndex, user: User, { kind, object, old }: RoleWrite): EscalationDecision {
  const resource = RESOURCES[kind];
  const namespace = kind === 'Role' ? (object.metadata.namespace ?? '') : '';
  // The URL of a creation names no object, so a rule with resourceNames cannot allow it.
  const name = old === undefined ? '' : object.metadata.name;
  if (may(index, user, { verb: 'escalate', apiGroup: GROUP, resource, namespace, name })) return ALLOWED;
  if (onlyGarbageCollected(object, old)) return ALLOWED;
  const refused = (cause: string, missing: readonly PolicyRule[]): EscalationDecision => ({
    allowed: false, error: forbiddenStatus(GROUP, resource, object.metadata.name, cause), missing,
  });
  const lacking = missingRights(index, user, namespace, object.rules ?? []);
  if (lacking !== undefined) return refused(lacking.text, lacking.missing);
  if (kind === 'ClusterRole' && (aggregates(object) || aggregates(old))) {
    const all = missingRights(index, user, namespace, FULL_AUTHORITY);
    if (all !== undefined) return refused('must have cluster-admin privileges to use the aggregationRule', all.missing);
  }
  return ALLOWED;
}

function checkBinding(index: RbacIndex, user: User, { kind, object, old }: BindingWrite): EscalationDecision {
  const namespace = kind === 'RoleBinding' ? (object.metadata.namespace ?? '') : '';
  const { roleRef } = object;
  if (onlyGarbageCollected(object, old)) return ALLOWED;
  const roles = roleRef.kind === 'ClusterRole' || roleRef.kind === 'Role' ? RESOURCES[roleRef.kind] : undefined;
  if (roles !== undefined && may(index, user, { verb: 'bind', apiGroup: roleRef.apiGroup ?? '', resource: roles, name: roleRef.name, namespace })) return ALLOWED;
  const found = rulesOfRole(index, roleRef, namespace);
  if ('error' in found) return { allowed: false, error: found.error };
  const lacking = missingRights(index, user, namespace, found.rules);
  if (lacking === undefined) return ALLOWED;
  return { allowed: false, error: forbiddenStatus(GROUP, RESOURCES[kind], object.metadata.name, lacking.text), missing: lacking.missing };
}

const ofRole = (write: RbacWrite): write is RoleWrite => write.kind === 'Role' || write.kind === 'ClusterRole';

/** What the storage of roles and bindings says to a user who may create or update them as such. */
export function checkEscalation(index: RbacIndex, user: User, write: RbacWrite): EscalationDecision {
  // EscalationAllowed: system:masters may do anything.
  if (user.groups.includes('system:masters')) return ALLOWED;
  return ofRole(write) ? checkRole(index, user, write) : checkBinding(index, user, write);
}
