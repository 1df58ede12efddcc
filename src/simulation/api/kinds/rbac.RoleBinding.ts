import { RBAC_DEFAULTS } from '../defaulting/rbac';
import type { FieldError } from '../field-errors';
import { rbacV1, rbacV1Resources } from '../generated/schema/rbac.v1';
import type { RoleBinding } from '../generated/types/rbac.v1';
import { defineKind } from '../kind';
import { validateKubeMetaUpdate } from '../validation/metadata';
import { validateBinding, validateRbacMeta, validateSameRole } from '../validation/rbac';

/** ValidateRoleBinding (pkg/apis/rbac/validation). */
const validateRoleBinding = (binding: RoleBinding): FieldError[] => [...validateRbacMeta(binding.metadata, true), ...validateBinding(binding, true)];

export const roleBindingKind = defineKind<RoleBinding>({
  group: rbacV1,
  resources: rbacV1Resources,
  kind: 'RoleBinding',
  defaulters: RBAC_DEFAULTS,
  validateCreate: validateRoleBinding,
  validateUpdate: (binding, old) => [...validateRoleBinding(binding), ...validateKubeMetaUpdate(binding.metadata, old.metadata), ...validateSameRole(binding, old)],
});
