import { RBAC_DEFAULTS } from '../defaulting/rbac';
import type { FieldError } from '../field-errors';
import { rbacV1, rbacV1Resources } from '../generated/schema/rbac.v1';
import type { Role } from '../generated/types/rbac.v1';
import { defineKind } from '../kind';
import { validateKubeMetaUpdate } from '../validation/metadata';
import { validateRbacMeta, validateRule } from '../validation/rbac';

/** ValidateRole (pkg/apis/rbac/validation). */
const validateRole = ({ metadata, rules = [] }: Role): FieldError[] => [...validateRbacMeta(metadata, true), ...rules.flatMap((rule, i) => validateRule(rule, true, `rules[${i}]`))];

export const roleKind = defineKind<Role>({
  group: rbacV1,
  resources: rbacV1Resources,
  kind: 'Role',
  defaulters: RBAC_DEFAULTS,
  validateCreate: validateRole,
  validateUpdate: (role, old) => [...validateRole(role), ...validateKubeMetaUpdate(role.metadata, old.metadata)],
});
