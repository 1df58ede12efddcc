import { bootstrapPolicy } from '../../../policy/rbac/bootstrap';
import { indexRbac } from '../../../policy/rbac';
import type { Binding, ClusterRole, RbacIndex, Role } from '../../../policy/rbac';
import type { ApiObject } from '../../../api';
import { objectsIn, tableOf } from '../../store/store';
import type { Store, Tables } from '../../store/store';

const GROUP = 'rbac.authorization.k8s.io';
const RESOURCES = ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'] as const;

const nameOf = (resource: (typeof RESOURCES)[number]): string => `${resource}.${GROUP}`;

/** By the table of bindings: the roots of the other tables, and what was made of them. Requests ask much more often than roles change. */
const known = new WeakMap<object, { readonly roots: readonly unknown[]; readonly index: RbacIndex }>();

const NO_OBJECTS = {};

/** What the objects of the store say of who may do what. */
export function rbacIndexOf({ tables }: Pick<Store, 'tables'>): RbacIndex {
  const roots = RESOURCES.map((resource) => tableOf(tables, nameOf(resource)).objects);
  const anchor = roots[3] ?? roots[1] ?? NO_OBJECTS;
  const found = known.get(anchor);
  if (found !== undefined && found.roots.every((root, at) => root === roots[at])) return found.index;
  const of = <T>(resource: (typeof RESOURCES)[number]): readonly T[] => objectsIn(tables as Tables, nameOf(resource)) as readonly unknown[] as readonly T[];
  const index = indexRbac({ roles: of<Role>('roles'), clusterRoles: of<ClusterRole>('clusterroles'), roleBindings: of<Binding>('rolebindings'), clusterRoleBindings: of<Binding>('clusterrolebindings') });
  known.set(anchor, { roots, index });
  return index;
}

/** The roles and bindings that the API server makes for itself (poststarthook rbac/bootstrap-roles), as objects. */
export function bootstrapObjects(): readonly ApiObject[] {
  const { roles, clusterRoles, roleBindings, clusterRoleBindings } = bootstrapPolicy();
  const of = (kind: string, objects: readonly object[]): ApiObject[] => objects.map((one) => ({ apiVersion: `${GROUP}/v1`, kind, ...one }) as ApiObject);
  return [...of('ClusterRole', clusterRoles), ...of('ClusterRoleBinding', clusterRoleBindings), ...of('Role', roles), ...of('RoleBinding', roleBindings)];
}
