import { invalid, type FieldError } from '../../field-errors';
import type { ValidatingAdmissionPolicySpec } from '../../generated/types/admissionregistration.v1';
import { compileExpression, compileVariables, RETURNS_BOOL, RETURNS_TEXT, RETURNS_TEXT_OR_NULL, type CompiledVariables, type Returns } from './compile';
import type { PolicyScope } from './declarations';

/** What is wrong with the expressions of a policy, each by itself (pkg/apis/admissionregistration/validation: validateCELCondition). */

export interface PolicyExpressions {
  readonly matchCondition: (expression: string, path: string) => readonly FieldError[];
  /** The variable at a place in the policy's list. */
  readonly variable: (index: number, expression: string, path: string) => readonly FieldError[];
  readonly validation: (expression: string, path: string) => readonly FieldError[];
  readonly message: (expression: string, path: string) => readonly FieldError[];
  readonly annotation: (expression: string, path: string) => readonly FieldError[];
}

/** The checks for the expressions of one policy. */
export function policyExpressions({ paramKind, variables = [] }: Pick<ValidatingAdmissionPolicySpec, 'paramKind' | 'variables'>): PolicyExpressions {
  const params = paramKind !== undefined;
  let composed: CompiledVariables | undefined;
  const compiledVariables = (): CompiledVariables => (composed ??= compileVariables(variables, params));
  const check = (expression: string, returns: Returns, scope: PolicyScope, path: string, shown = expression): readonly FieldError[] => {
    const compiled = compileExpression(expression, returns, scope);
    return compiled.ok ? [] : [invalid(path, shown, compiled.error)];
  };
  // A policy without variables has no `variables` to speak of.
  const scope = (authorizer: boolean): PolicyScope => ({ params, authorizer, variables: variables.length > 0 ? compiledVariables().types : undefined });
  return {
    matchCondition: (expression, path) => check(expression.trim(), RETURNS_BOOL, { params, authorizer: true, variables: undefined }, path),
    variable: (index, expression, path) => {
      const compiled = compiledVariables().list[index];
      return compiled === undefined || compiled.ok ? [] : [invalid(path, expression, compiled.error)];
    },
    validation: (expression, path) => check(expression, RETURNS_BOOL, scope(true), path),
    message: (expression, path) => check(expression, RETURNS_TEXT, scope(false), path),
    annotation: (expression, path) => check(expression.trim(), RETURNS_TEXT_OR_NULL, scope(true), path, expression),
  };
}
