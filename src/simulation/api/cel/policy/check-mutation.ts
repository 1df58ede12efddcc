import { invalid, type FieldError } from '../../field-errors';
import type { MutatingAdmissionPolicySpec } from '../../generated/types/admissionregistration.v1';
import { compileVariables, type CompiledVariables } from './compile';
import { compileMutation } from './mutate';

/** What is wrong with the mutations of a policy (pkg/apis/admissionregistration/validation: validateApplyConfiguration, validateJSONPatch). */
export function mutationExpressions({ paramKind, variables = [] }: Pick<MutatingAdmissionPolicySpec, 'paramKind' | 'variables'>) {
  const params = paramKind !== undefined;
  let composed: CompiledVariables | undefined;
  return (patchType: 'ApplyConfiguration' | 'JSONPatch', expression: string, path: string): readonly FieldError[] => {
    composed ??= compileVariables(variables, params);
    const compiled = compileMutation(expression, patchType === 'JSONPatch', { params, authorizer: true, variables: composed.types });
    return compiled.ok ? [] : [invalid(path, expression, compiled.error)];
  };
}
