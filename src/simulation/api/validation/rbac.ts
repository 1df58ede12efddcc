import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { PolicyRule, RoleRef, Subject } from '../generated/types/rbac.v1';
import { structOf } from '../internal';
import type { ObjectMeta } from '../types';
import { eachInvalid } from './common';
import { pathSegmentName, subdomainName, validateKubeMeta } from './metadata';
import type { NameCheck } from './metadata';

/** Roles and bindings (pkg/apis/rbac/validation). */

const GROUP = 'rbac.authorization.k8s.io';
const SUBJECTS = ['ServiceAccount', 'User', 'Group'];
const roleRefForm = structOf('APIGroup=apiGroup Kind Name');

/** ValidateRBACName: whatever can stand in a URL, colons and capitals too. */
const rbacName: NameCheck = (name) => pathSegmentName(name, false);

export const validateRbacMeta = (metadata: ObjectMeta, namespaced: boolean): FieldError[] => validateKubeMeta(metadata, { namespaced, name: rbacName });

/** ValidatePolicyRule. */
export function validateRule({ verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs: urls = [] }: Partial<PolicyRule>, namespaced: boolean, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (verbs.length === 0) errors.push(required(`${path}.verbs`, 'verbs must contain at least one value'));
  if (urls.length > 0) {
    if (namespaced) errors.push(invalid(`${path}.nonResourceURLs`, urls, 'namespaced rules cannot apply to non-resource URLs'));
    const both = apiGroups.length + resources.length + resourceNames.length > 0;
    return both ? [...errors, invalid(`${path}.nonResourceURLs`, urls, 'rules cannot apply to both regular resources and non-resource URLs')] : errors;
  }
  if (apiGroups.length === 0) errors.push(required(`${path}.apiGroups`, 'resource rules must supply at least one api group'));
  if (resources.length === 0) errors.push(required(`${path}.resources`, 'resource rules must supply at least one resource'));
  return errors;
}

/** What a binding must refer to; `kinds`: the roles that it may give. */
function validateRoleRef({ apiGroup = '', kind = '', name = '' }: Partial<RoleRef>, kinds: readonly string[]): FieldError[] {
  return [
    ...(apiGroup === GROUP ? [] : [notSupported('roleRef.apiGroup', apiGroup, [GROUP])]),
    ...(kinds.includes(kind) ? [] : [notSupported('roleRef.kind', kind, kinds)]),
    ...(name === '' ? [required('roleRef.name')] : eachInvalid('roleRef.name', name, pathSegmentName(name, false))),
  ];
}

/** ValidateRoleBindingSubject. */
function validateSubject({ kind = '', name = '', apiGroup = '', namespace = '' }: Partial<Subject>, namespaced: boolean, path: string): FieldError[] {
  const errors = name === '' ? [required(`${path}.name`)] : [];
  if (!SUBJECTS.includes(kind)) return [...errors, notSupported(`${path}.kind`, kind, SUBJECTS)];
  if (kind !== 'ServiceAccount') return apiGroup === GROUP ? errors : [...errors, notSupported(`${path}.apiGroup`, apiGroup, [GROUP])];
  if (name !== '') errors.push(...eachInvalid(`${path}.name`, name, subdomainName(name, false)));
  if (apiGroup !== '') errors.push(notSupported(`${path}.apiGroup`, apiGroup, ['']));
  return namespaced || namespace !== '' ? errors : [...errors, required(`${path}.namespace`)];
}

interface Binding {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

/** What follows the metadata in ValidateRoleBinding and ValidateClusterRoleBinding. */
export const validateBinding = ({ roleRef, subjects = [] }: Binding, namespaced: boolean): FieldError[] => [
  ...validateRoleRef(roleRef ?? {}, namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']),
  ...subjects.flatMap((subject, i) => validateSubject(subject, namespaced, `subjects[${i}]`)),
];

/** A binding never gives another role than it was made for. */
export function validateSameRole(binding: Binding, old: Binding): FieldError[] {
  const same = (['apiGroup', 'kind', 'name'] as const).every((field) => (binding.roleRef[field] ?? '') === (old.roleRef[field] ?? ''));
  return same ? [] : [invalid('roleRef', roleRefForm(binding.roleRef), 'cannot change roleRef')];
}
