import { objectOf, textOf } from '../schema/values';
import { fillEmpty } from './fill';
import type { Defaulter, Defaulters } from './walk';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const binding: Defaulter = (object) => ({ ...object, roleRef: fillEmpty(objectOf(object.roleRef), { apiGroup: RBAC_GROUP }) });

/** SetDefaults_Subject: users and groups are RBAC's own, service accounts are of the core group. */
const subject: Defaulter = (one) => (textOf(one.kind) === 'User' || textOf(one.kind) === 'Group' ? fillEmpty(one, { apiGroup: RBAC_GROUP }) : one);

/** pkg/apis/rbac/v1/defaults.go. */
export const RBAC_DEFAULTS: Defaulters = { 'rbac.v1.RoleBinding': binding, 'rbac.v1.ClusterRoleBinding': binding, 'rbac.v1.Subject': subject };
