import { aggregateAll } from '../aggregate';
import type { RbacObjects } from '../types';
import { decodeBinding, decodeRole } from './decode';
import { CLUSTER_ROLE_BINDINGS, CLUSTER_ROLES, ROLE_BINDINGS, ROLES } from './generated';

/**
 * The roles and bindings of a new cluster with default feature gates (plugin/pkg/auth/authorizer/rbac/bootstrappolicy);
 * admin, edit and view hold what the aggregation controller gives them.
 */
export function bootstrapPolicy(): Required<RbacObjects> {
  return {
    clusterRoles: aggregateAll(CLUSTER_ROLES.map(decodeRole)),
    roles: ROLES.map(decodeRole),
    clusterRoleBindings: CLUSTER_ROLE_BINDINGS.map(decodeBinding),
    roleBindings: ROLE_BINDINGS.map(decodeBinding),
  };
}
