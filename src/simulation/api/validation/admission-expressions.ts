import { duplicate, invalid, required, tooMany } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { MatchCondition, Variable } from '../generated/types/admissionregistration.v1';
import { qualifiedName } from './common';

/** Match conditions and variables of policies and webhooks (pkg/apis/admissionregistration/validation); to compile an expression is left to who has CEL. */

const MAX_CONDITIONS = 64;
const RESERVED = new Set('true false null in as break const continue else for function if import let loop package namespace return var void while'.split(' '));

/** What is wrong with an expression at a path; a page without CEL finds nothing. */
export type CompileCondition = (expression: string, path: string) => readonly FieldError[];

export const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** validateVariable. */
export function validateVariable({ name = '', expression }: Partial<Variable>, path: string, compile: CompileCondition): FieldError[] {
  const errors: FieldError[] = [];
  if (isBlank(name)) errors.push(required(`${path}.name`, 'name is not specified'));
  else if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) || RESERVED.has(name)) errors.push(invalid(`${path}.name`, name, 'must be a valid CEL identifier'));
  return isBlank(expression) ? [...errors, required(`${path}.expression`, 'expression is not specified')] : [...errors, ...compile(expression!, `${path}.expression`)];
}

/** validateMatchConditions. */
export function validateConditions(conditions: readonly MatchCondition[], path: string, compile: CompileCondition): FieldError[] {
  const errors = conditions.length > MAX_CONDITIONS ? [tooMany(path, conditions.length, MAX_CONDITIONS)] : [];
  const names = conditions.map(({ name = '' }) => name);
  conditions.forEach(({ name = '', expression }, i) => {
    const at = `${path}[${i}]`;
    errors.push(...(isBlank(expression) ? [required(`${at}.expression`)] : compile(expression, `${at}.expression`)));
    errors.push(...(name === '' ? [required(`${at}.name`)] : qualifiedName(name, `${at}.name`)));
    if (name !== '' && names.indexOf(name) < i) errors.push(duplicate(`${at}.name`, name));
  });
  return errors;
}
