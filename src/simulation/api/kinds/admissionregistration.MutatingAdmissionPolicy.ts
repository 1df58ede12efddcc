import { mutationExpressions } from '../cel/policy/check-mutation';
import { policyExpressions } from '../cel/policy/check';
import { ADMISSION_DEFAULTS } from '../defaulting/admissionregistration';
import { semanticEqual } from '../equal';
import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { admissionregistrationV1, admissionregistrationV1Resources } from '../generated/schema/admissionregistration.v1';
import type { MutatingAdmissionPolicy, MutatingAdmissionPolicySpec, Mutation } from '../generated/types/admissionregistration.v1';
import { defineKind } from '../kind';
import { counted } from '../strategy/simple';
import { isBlank, validateConditions, validateVariable } from '../validation/admission-expressions';
import { validateParamKind } from '../validation/admission-params';
import { FAILURE_POLICIES, REINVOCATION_POLICIES, staticSuffixWarnings, validateMatchResources, validateMutatingOperations } from '../validation/admission-rules';
import { validateObjectMeta } from '../validation/metadata';

const PATCH_TYPES = ['ApplyConfiguration', 'JSONPatch'];

type CheckMutation = (kind: 'ApplyConfiguration' | 'JSONPatch', expression: string, path: string) => readonly FieldError[];

/** validateMutation. */
function validateMutation({ patchType = '', jsonPatch, applyConfiguration }: Partial<Mutation>, path: string, check: CheckMutation): readonly FieldError[] {
  if (patchType === '') return [required(`${path}.patchType`)];
  if (patchType !== 'JSONPatch' && patchType !== 'ApplyConfiguration') return [notSupported(`${path}.patchType`, patchType, PATCH_TYPES)];
  const [own, other] = patchType === 'JSONPatch' ? (['jsonPatch', 'applyConfiguration'] as const) : (['applyConfiguration', 'jsonPatch'] as const);
  const given = { jsonPatch, applyConfiguration };
  const at = `${path}.${own}.expression`;
  const mine = given[own];
  const errors: FieldError[] = [];
  if (mine === undefined) errors.push(required(`${path}.${own}`, `must be specified when patchType is ${patchType}`));
  else if (isBlank(mine.expression)) errors.push(required(at));
  else errors.push(...check(patchType, (mine.expression ?? '').trim(), at));
  if (given[other] !== undefined) errors.push(invalid(`${path}.${other}`, `{${other}}`, `must not be specified when patchType is ${patchType}`));
  return errors;
}

/** validateMutatingAdmissionPolicySpec. */
function validateSpec(spec: MutatingAdmissionPolicySpec, keepsConditions: boolean): FieldError[] {
  const { failurePolicy, paramKind, matchConstraints, matchConditions = [], variables = [], mutations = [], reinvocationPolicy = '' } = spec;
  const expressions = policyExpressions(spec);
  const errors: FieldError[] = [];
  if (failurePolicy === undefined) errors.push(required('spec.failurePolicy'));
  else if (!FAILURE_POLICIES.includes(failurePolicy)) errors.push(notSupported('spec.failurePolicy', failurePolicy, FAILURE_POLICIES));
  if (paramKind !== undefined) errors.push(...validateParamKind(paramKind, 'spec.paramKind'));
  if (matchConstraints === undefined) errors.push(required('spec.matchConstraints'));
  else {
    errors.push(...validateMatchResources(matchConstraints, 'spec.matchConstraints'));
    if ((matchConstraints.resourceRules ?? []).length === 0) errors.push(required('spec.matchConstraints.resourceRules'));
    errors.push(...validateMutatingOperations(matchConstraints, 'spec.matchConstraints'));
  }
  if (!keepsConditions) errors.push(...validateConditions(matchConditions, 'spec.matchConditions', expressions.matchCondition));
  errors.push(...variables.flatMap((variable, i) => validateVariable(variable, `spec.variables[${i}]`, (expression, path) => expressions.variable(i, expression, path))));
  const check = mutationExpressions(spec);
  if (mutations.length === 0) errors.push(required('spec.mutations', 'mutations must contain at least one item'));
  else errors.push(...mutations.flatMap((mutation, i) => validateMutation(mutation, `spec.mutations[${i}]`, check)));
  if (reinvocationPolicy === '') errors.push(required('spec.reinvocationPolicy'));
  else if (!REINVOCATION_POLICIES.includes(reinvocationPolicy)) errors.push(notSupported('spec.reinvocationPolicy', reinvocationPolicy, REINVOCATION_POLICIES));
  return errors;
}

/** ValidateMutatingAdmissionPolicy, ValidateMutatingAdmissionPolicyUpdate (pkg/apis/admissionregistration/validation): conditions that an update leaves are not looked at again. */
function validatePolicy({ metadata, spec }: MutatingAdmissionPolicy, old?: MutatingAdmissionPolicy): FieldError[] {
  const keeps = old !== undefined && semanticEqual(spec?.paramKind, old.spec?.paramKind) && semanticEqual(spec?.matchConditions, old.spec?.matchConditions);
  return [...validateObjectMeta(metadata, 'metadata', { namespaced: false }), ...validateSpec(spec ?? {}, keeps)];
}

export const mutatingAdmissionPolicyKind = defineKind<MutatingAdmissionPolicy>({
  group: admissionregistrationV1,
  resources: admissionregistrationV1Resources,
  kind: 'MutatingAdmissionPolicy',
  defaulters: ADMISSION_DEFAULTS,
  strategy: counted,
  validateCreate: (policy) => validatePolicy(policy),
  validateUpdate: validatePolicy,
  warnings: ({ metadata }) => staticSuffixWarnings(metadata.name),
});
