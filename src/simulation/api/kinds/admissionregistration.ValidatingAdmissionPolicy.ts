import { policyExpressions } from '../cel/policy/check';
import type { PolicyExpressions } from '../cel/policy/check';
import { ADMISSION_DEFAULTS } from '../defaulting/admissionregistration';
import { duplicate, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { admissionregistrationV1, admissionregistrationV1Resources } from '../generated/schema/admissionregistration.v1';
import type { AuditAnnotation, ValidatingAdmissionPolicy, ValidatingAdmissionPolicySpec, Validation } from '../generated/types/admissionregistration.v1';
import { listOf, structOf } from '../internal';
import { defineKind } from '../kind';
import { byteLength } from '../names';
import { countedWithOwnStatus } from '../strategy/simple';
import { validateParamKind } from '../validation/admission-params';
import { isBlank, validateConditions, validateVariable } from '../validation/admission-expressions';
import { FAILURE_POLICIES, staticSuffixWarnings, validateMatchResources } from '../validation/admission-rules';
import { qualifiedName } from '../validation/common';
import { validateObjectMeta } from '../validation/metadata';

const REASONS = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const MAX_ANNOTATIONS = 20;
const MAX_VALUE_EXPRESSION = 5 * 1024;
const annotationsForm = listOf(structOf('Key ValueExpression'));

/** validateValidation. */
function validateValidation({ expression, message = '', messageExpression = '', reason }: Partial<Validation>, path: string, expressions: PolicyExpressions): FieldError[] {
  const errors: FieldError[] = [];
  errors.push(...(isBlank(expression) ? [required(`${path}.expression`, 'expression is not specified')] : expressions.validation(expression!, `${path}.expression`)));
  if (!isBlank(messageExpression)) errors.push(...expressions.message(messageExpression, `${path}.messageExpression`));
  else if (messageExpression !== '') errors.push(invalid(`${path}.messageExpression`, messageExpression, 'must be non-empty if specified'));
  if (message !== '' && isBlank(message)) errors.push(invalid(`${path}.message`, message, 'must be non-empty if specified'));
  else if (/[\n\r]/.test(message.trim())) errors.push(invalid(`${path}.message`, message, 'must not contain line breaks'));
  return reason === undefined || REASONS.includes(reason) ? errors : [...errors, notSupported(`${path}.reason`, reason, REASONS)];
}

/** validateAuditAnnotation: its key stands behind the policy's name. */
function validateAnnotation({ key = '', valueExpression = '' }: Partial<AuditAnnotation>, policyName: string, path: string, expressions: PolicyExpressions): FieldError[] {
  const errors = policyName === '' ? [invalid(`${path}.key`, key, 'requires metadata.name be non-empty')] : qualifiedName(`${policyName}/${key}`, `${path}.key`);
  if (isBlank(valueExpression)) return [...errors, required(`${path}.valueExpression`, 'valueExpression is not specified')];
  const tooLong = byteLength(valueExpression.trim()) > MAX_VALUE_EXPRESSION;
  if (tooLong) return [...errors, required(`${path}.valueExpression`, `must not exceed ${MAX_VALUE_EXPRESSION} bytes in length`)];
  return [...errors, ...expressions.annotation(valueExpression, `${path}.valueExpression`)];
}

function validateOutcomes({ validations = [], auditAnnotations = [] }: ValidatingAdmissionPolicySpec, policyName: string, expressions: PolicyExpressions): FieldError[] {
  if (validations.length === 0 && auditAnnotations.length === 0) {
    const detail = 'validations or auditAnnotations must contain at least one item';
    return [required('spec.validations', detail), required('spec.auditAnnotations', detail)];
  }
  const path = 'spec.auditAnnotations';
  const errors = validations.flatMap((validation, i) => validateValidation(validation, `spec.validations[${i}]`, expressions));
  if (auditAnnotations.length > MAX_ANNOTATIONS) errors.push(invalid(path, annotationsForm(auditAnnotations), `must not have more than ${MAX_ANNOTATIONS} auditAnnotations`));
  const keys = auditAnnotations.map(({ key }) => key);
  auditAnnotations.forEach((annotation, i) => {
    errors.push(...validateAnnotation(annotation, policyName, `${path}[${i}]`, expressions));
    if (keys.indexOf(annotation.key) < i) errors.push(duplicate(`${path}[${i}].key`, annotation.key));
  });
  return errors;
}

/** validateValidatingAdmissionPolicySpec. */
function validateSpec(spec: ValidatingAdmissionPolicySpec, policyName: string): FieldError[] {
  const { failurePolicy, paramKind, matchConstraints, matchConditions = [], variables = [] } = spec;
  const expressions = policyExpressions(spec);
  const errors: FieldError[] = [];
  if (failurePolicy === undefined) errors.push(required('spec.failurePolicy'));
  else if (!FAILURE_POLICIES.includes(failurePolicy)) errors.push(notSupported('spec.failurePolicy', failurePolicy, FAILURE_POLICIES));
  if (paramKind !== undefined) errors.push(...validateParamKind(paramKind, 'spec.paramKind'));
  if (matchConstraints === undefined) errors.push(required('spec.matchConstraints'));
  else errors.push(...validateMatchResources(matchConstraints, 'spec.matchConstraints'));
  if (matchConstraints !== undefined && (matchConstraints.resourceRules ?? []).length === 0) errors.push(required('spec.matchConstraints.resourceRules'));
  errors.push(...validateConditions(matchConditions, 'spec.matchConditions', expressions.matchCondition));
  errors.push(...variables.flatMap((variable, i) => validateVariable(variable, `spec.variables[${i}]`, (expression, path) => expressions.variable(i, expression, path))));
  return [...errors, ...validateOutcomes(spec, policyName, expressions)];
}

/** ValidateValidatingAdmissionPolicy (pkg/apis/admissionregistration/validation). */
const validatePolicy = ({ metadata, spec }: ValidatingAdmissionPolicy): FieldError[] => [
  ...validateObjectMeta(metadata, 'metadata', { namespaced: false }),
  ...validateSpec(spec ?? {}, metadata.name ?? ''),
];

export const validatingAdmissionPolicyKind = defineKind<ValidatingAdmissionPolicy>({
  group: admissionregistrationV1,
  resources: admissionregistrationV1Resources,
  kind: 'ValidatingAdmissionPolicy',
  defaulters: ADMISSION_DEFAULTS,
  strategy: countedWithOwnStatus,
  validateCreate: validatePolicy,
  validateUpdate: validatePolicy,
  warnings: ({ metadata }) => staticSuffixWarnings(metadata.name),
});
