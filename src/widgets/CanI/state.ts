import { indexRbac, type AccessRequest, type RbacObjects, type User } from '@site/src/simulation/policy/rbac';

const API_GROUP = 'rbac.authorization.k8s.io';

/** Who may ask: a person, a Pod's account, and a person who has rights by a group only. */
export const WHO = {
  jane: { name: 'jane', groups: ['dev', 'system:authenticated'] },
  ci: { name: 'system:serviceaccount:app:ci', groups: ['system:serviceaccounts', 'system:serviceaccounts:app', 'system:authenticated'] },
  min: { name: 'min', groups: ['ops', 'system:authenticated'] },
} as const satisfies Record<string, User>;

/** Questions whose answers differ between the three, in the words of kubectl. */
export const ASKS = {
  'list nodes': { verb: 'list', apiGroup: '', resource: 'nodes' },
  'list pods -n app': { verb: 'list', apiGroup: '', resource: 'pods', namespace: 'app' },
  'list pods -A': { verb: 'list', apiGroup: '', resource: 'pods' },
  'create pods/exec -n app': { verb: 'create', apiGroup: '', resource: 'pods', subresource: 'exec', name: 'web', namespace: 'app' },
  'get configmaps/web -n app': { verb: 'get', apiGroup: '', resource: 'configmaps', name: 'web', namespace: 'app' },
  'list configmaps -n app': { verb: 'list', apiGroup: '', resource: 'configmaps', namespace: 'app' },
  'list deployments.apps -n app': { verb: 'list', apiGroup: 'apps', resource: 'deployments', namespace: 'app' },
} as const satisfies Record<string, AccessRequest>;

export type Who = keyof typeof WHO;
export type Ask = keyof typeof ASKS;

/** Two Roles, one ClusterRole, bound in three ways; `deployer` names the wrong API group on purpose. */
export const OBJECTS = {
  roles: [
    { metadata: { name: 'pod-reader', namespace: 'app' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }, { apiGroups: [''], resources: ['configmaps'], resourceNames: ['web'], verbs: ['get', 'list'] }] },
    { metadata: { name: 'deployer', namespace: 'app' }, rules: [{ apiGroups: [''], resources: ['deployments'], verbs: ['get', 'list', 'watch'] }] },
  ],
  clusterRoles: [{ metadata: { name: 'viewer' }, rules: [{ apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list'] }] }],
  roleBindings: [
    { metadata: { name: 'jane-views', namespace: 'app' }, roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: 'viewer' }, subjects: [{ apiGroup: API_GROUP, kind: 'User', name: 'jane' }] },
    { metadata: { name: 'ci-reads', namespace: 'app' }, roleRef: { apiGroup: API_GROUP, kind: 'Role', name: 'pod-reader' }, subjects: [{ kind: 'ServiceAccount', name: 'ci', namespace: 'app' }] },
    { metadata: { name: 'ci-deploys', namespace: 'app' }, roleRef: { apiGroup: API_GROUP, kind: 'Role', name: 'deployer' }, subjects: [{ kind: 'ServiceAccount', name: 'ci', namespace: 'app' }] },
  ],
  clusterRoleBindings: [
    { metadata: { name: 'ops-view' }, roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: 'viewer' }, subjects: [{ apiGroup: API_GROUP, kind: 'Group', name: 'ops' }] },
  ],
} as const satisfies RbacObjects;

export const INDEX = indexRbac(OBJECTS);

export interface CanIState {
  who: Who;
  ask: Ask;
}

export const initialState: CanIState = { who: 'jane', ask: 'list nodes' };

const oneOf = <K extends string>(table: Readonly<Record<K, unknown>>, value: unknown): value is K => typeof value === 'string' && Object.hasOwn(table, value);

export function parseState(raw: unknown): CanIState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { who, ask } = raw as Record<string, unknown>;
  return oneOf(WHO, who) && oneOf(ASKS, ask) ? { who, ask } : undefined;
}
