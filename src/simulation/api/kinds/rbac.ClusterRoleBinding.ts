import { RBAC_DEFAULTS } from '../defaulting/rbac';
import type { FieldError } from '../field-errors';
import { rbacV1, rbacV1Resources } from '../generated/schema/rbac.v1';
import type { ClusterRoleBinding } from '../generated/types/rbac.v1';
import { defineKind } from '../kind';
import { validateKubeMetaUpdate } from '../validation/metadata';
import { validateBinding, validateRbacMeta, validateSameRole } from '../validation/rbac';

/** ValidateClusterRoleBinding (pkg/apis/rbac/validation). */
const validateClusterRoleBinding = (binding: ClusterRoleBinding): FieldError[] => [...validateRbacMeta(binding.metadata, false), ...validateBinding(binding, false)];

export const clusterRoleBindingKind = defineKind<ClusterRoleBinding>({
  group: rbacV1,
  resources: rbacV1Resources,
  kind: 'ClusterRoleBinding',
  defaulters: RBAC_DEFAULTS,
  validateCreate: validateClusterRoleBinding,
  validateUpdate: (binding, old) => [...validateClusterRoleBinding(binding), ...validateKubeMetaUpdate(binding.metadata, old.metadata), ...validateSameRole(binding, old)],
});
