import { ADMISSION_DEFAULTS } from '../defaulting/admissionregistration';
import { duplicate, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { admissionregistrationV1, admissionregistrationV1Resources } from '../generated/schema/admissionregistration.v1';
import type { ValidatingAdmissionPolicyBinding } from '../generated/types/admissionregistration.v1';
import { defineKind } from '../kind';
import { dns1123SubdomainErrors } from '../names';
import { counted } from '../strategy/simple';
import { validateParamRef } from '../validation/admission-params';
import { staticSuffixWarnings, validateMatchResources } from '../validation/admission-rules';
import { eachInvalid } from '../validation/common';
import { validateObjectMeta } from '../validation/metadata';

const ACTIONS = ['Audit', 'Deny', 'Warn'];

/** validateValidationActions. */
function validateActions(actions: readonly string[], path: string): FieldError[] {
  const errors = actions.flatMap((action, i) => [
    ...(ACTIONS.includes(action) ? [] : [notSupported(`${path}[${i}]`, action, ACTIONS)]),
    ...(actions.indexOf(action) < i ? [duplicate(`${path}[${i}]`, action)] : []),
  ]);
  if (actions.includes('Deny') && actions.includes('Warn')) {
    errors.push(invalid(path, actions, 'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)'));
  }
  return actions.length > 0 ? errors : [...errors, required(path, 'at least one validation action is required')];
}

/** ValidateValidatingAdmissionPolicyBinding (pkg/apis/admissionregistration/validation); an update is looked at as a new one. */
function validateBinding({ metadata, spec }: ValidatingAdmissionPolicyBinding): FieldError[] {
  const { policyName = '', paramRef, matchResources, validationActions = [] } = spec ?? {};
  return [
    ...validateObjectMeta(metadata, 'metadata', { namespaced: false }),
    ...(policyName === '' ? [required('spec.policyName')] : eachInvalid('spec.policyName', policyName, dns1123SubdomainErrors(policyName))),
    ...validateParamRef(paramRef, 'spec.paramRef'),
    ...validateMatchResources(matchResources, 'spec.matchResources'),
    ...validateActions(validationActions, 'spec.validationActions'),
  ];
}

export const validatingAdmissionPolicyBindingKind = defineKind<ValidatingAdmissionPolicyBinding>({
  group: admissionregistrationV1,
  resources: admissionregistrationV1Resources,
  kind: 'ValidatingAdmissionPolicyBinding',
  defaulters: ADMISSION_DEFAULTS,
  strategy: counted,
  validateCreate: validateBinding,
  validateUpdate: validateBinding,
  warnings: ({ metadata }) => staticSuffixWarnings(metadata.name),
});
