/** Who wants to read a Secret: what each may do in the namespace, and nothing else. */
import type { ApiObject } from '../../../api';
import type { Request, User } from '../../../cluster/apiserver/types';
import { createRequest } from '../config/manifest';
import { RELOADER } from '../config/reloader';

export const PEOPLE = ['view', 'edit', 'getOne', 'list', 'createPods', 'exec', 'reloader', 'nodeWith', 'nodeWithout', 'etcdPlain', 'etcdLate', 'etcdEncrypted'] as const;
export type Person = (typeof PEOPLE)[number];

const RBAC = 'rbac.authorization.k8s.io';
const human = (username: string): User => ({ username, groups: ['system:authenticated'] });
const node = (name: string): User => ({ username: `system:node:${name}`, groups: ['system:nodes', 'system:authenticated'] });

/** As whom they ask the API server; those who have a disk ask nobody. */
export const USERS: Readonly<Record<Person, User | null>> = {
  view: human('vera'), edit: human('ed'), getOne: human('gwen'), list: human('liam'), createPods: human('pat'), exec: human('xena'), reloader: RELOADER,
  nodeWith: node('node-1'), nodeWithout: node('node-2'), etcdPlain: null, etcdLate: null, etcdEncrypted: null,
};

interface Grant {
  readonly clusterRole?: string;
  readonly rules?: readonly object[];
}

/** What stands in the cluster for each: a built-in role, or rules of their own. */
export const GRANTS: Readonly<Partial<Record<Person, Grant>>> = {
  view: { clusterRole: 'view' },
  edit: { clusterRole: 'edit' },
  getOne: { rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['db'], verbs: ['get'] }] },
  list: { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }] },
  createPods: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }] },
  exec: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }, { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }] },
};

/** The roles and bindings, written by an administrator. */
export const grantRequests = (): readonly Request[] =>
  PEOPLE.flatMap((person) => {
    const [grant, user] = [GRANTS[person], USERS[person]];
    if (grant === undefined || user === null) return [];
    const metadata = { name: user.username, namespace: 'default' };
    const role = { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: grant.rules ?? [] } as unknown as ApiObject;
    const roleRef = { apiGroup: RBAC, kind: grant.clusterRole === undefined ? 'Role' : 'ClusterRole', name: grant.clusterRole ?? user.username };
    const binding = { apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects: [{ apiGroup: RBAC, kind: 'User', name: user.username }] } as unknown as ApiObject;
    return [...(grant.rules === undefined ? [] : [createRequest('roles', role, RBAC)]), createRequest('rolebindings', binding, RBAC)];
  });
