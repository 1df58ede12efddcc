import { ADMISSION_DEFAULTS } from '../defaulting/admissionregistration';
import { required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { admissionregistrationV1, admissionregistrationV1Resources } from '../generated/schema/admissionregistration.v1';
import type { MutatingAdmissionPolicyBinding } from '../generated/types/admissionregistration.v1';
import { defineKind } from '../kind';
import { dns1123SubdomainErrors } from '../names';
import { counted } from '../strategy/simple';
import { validateParamRef } from '../validation/admission-params';
import { staticSuffixWarnings, validateMatchResources, validateMutatingOperations } from '../validation/admission-rules';
import { eachInvalid } from '../validation/common';
import { validateObjectMeta } from '../validation/metadata';

/** ValidateMutatingAdmissionPolicyBinding (pkg/apis/admissionregistration/validation); an update is looked at as a new one. */
function validateBinding({ metadata, spec }: MutatingAdmissionPolicyBinding): FieldError[] {
  const { policyName = '', paramRef, matchResources } = spec ?? {};
  return [
    ...validateObjectMeta(metadata, 'metadata', { namespaced: false }),
    ...(policyName === '' ? [required('spec.policyName')] : eachInvalid('spec.policyName', policyName, dns1123SubdomainErrors(policyName))),
    ...validateParamRef(paramRef, 'spec.paramRef'),
    ...validateMatchResources(matchResources, 'spec.matchResources'),
    ...(matchResources === undefined ? [] : validateMutatingOperations(matchResources, 'spec.matchResources')),
  ];
}

export const mutatingAdmissionPolicyBindingKind = defineKind<MutatingAdmissionPolicyBinding>({
  group: admissionregistrationV1,
  resources: admissionregistrationV1Resources,
  kind: 'MutatingAdmissionPolicyBinding',
  defaulters: ADMISSION_DEFAULTS,
  strategy: counted,
  validateCreate: validateBinding,
  validateUpdate: validateBinding,
  warnings: ({ metadata }) => staticSuffixWarnings(metadata.name),
});
