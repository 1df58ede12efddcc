import { RBAC_DEFAULTS } from '../defaulting/rbac';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { rbacV1, rbacV1Resources } from '../generated/schema/rbac.v1';
import type { ClusterRole } from '../generated/types/rbac.v1';
import { defineKind } from '../kind';
import { validateLabelSelector, validateKubeMetaUpdate } from '../validation/metadata';
import { validateRbacMeta, validateRule } from '../validation/rbac';

/** The selectors of the roles whose rules are gathered. One that does not parse is named once more as a whole. */
function validateAggregation({ aggregationRule }: ClusterRole): FieldError[] {
  const path = 'aggregationRule.clusterRoleSelectors';
  const selectors = aggregationRule?.clusterRoleSelectors ?? [];
  if (aggregationRule !== undefined && selectors.length === 0) return [required(path, 'at least one clusterRoleSelector required if aggregationRule is non-nil')];
  return selectors.flatMap((selector, i) => {
    const errors = validateLabelSelector(selector, `${path}[${i}]`);
    return errors.length === 0 ? errors : [...errors, invalid(`${path}[${i}]`, null, 'invalid label selector.')];
  });
}

/** ValidateClusterRole (pkg/apis/rbac/validation). */
const validateRole = (role: ClusterRole): FieldError[] => [
  ...validateRbacMeta(role.metadata, false),
  ...(role.rules ?? []).flatMap((rule, i) => validateRule(rule, false, `rules[${i}]`)),
  ...validateAggregation(role),
];

export const clusterRoleKind = defineKind<ClusterRole>({
  group: rbacV1,
  resources: rbacV1Resources,
  kind: 'ClusterRole',
  defaulters: RBAC_DEFAULTS,
  validateCreate: validateRole,
  validateUpdate: (role, old) => [...validateRole(role), ...validateKubeMetaUpdate(role.metadata, old.metadata)],
});
