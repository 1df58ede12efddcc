/** One requirement of a label selector, checked, matched and printed (apimachinery pkg/labels: Requirement). */
import { fieldErrorMessage, invalid } from '../field-errors';
import { labelKeyErrors, labelValueErrors } from '../names';
import { parseInt64, requirementMatches } from '../selectors';
import { aggregateErrors } from '../status';
import type { Labels } from '../types';

/** selection.Operator. */
export type SelectionOperator = 'in' | 'notin' | '=' | '==' | '!=' | 'exists' | '!' | 'gt' | 'lt';

export interface Requirement {
  readonly key: string;
  readonly operator: SelectionOperator;
  readonly values: readonly string[];
}

/** A result, or the error in upstream's words. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const refused = (error: string): { readonly ok: false; readonly error: string } => ({ ok: false, error });

function countErrors(operator: SelectionOperator, values: readonly string[] | undefined): string[] {
  const count = values?.length ?? 0;
  const wrong = (detail: string): string[] => [fieldErrorMessage(invalid('values', values ?? null, detail))];
  switch (operator) {
    case 'in':
    case 'notin':
      return count === 0 ? wrong("for 'in', 'notin' operators, values set can't be empty") : [];
    case '=':
    case '==':
    case '!=':
      return count === 1 ? [] : wrong('exact-match compatibility requires one single value');
    case 'exists':
    case '!':
      return count === 0 ? [] : wrong('values set must be empty for exists and does not exist');
    case 'gt':
    case 'lt':
      return [
        ...(count === 1 ? [] : wrong("for 'Gt', 'Lt' operators, exactly one value is required")),
        ...(values ?? []).flatMap((value, index) =>
          (parseInt64(value) === undefined ? [fieldErrorMessage(invalid(`values[${index}]`, value, "for 'Gt', 'Lt' operators, the value must be an integer"))] : [])),
      ];
  }
}

/** The message of validateLabelKey at a path, or none. */
export function keyErrors(key: string, path: string): string[] {
  const errors = labelKeyErrors(key);
  return errors.length === 0 ? [] : [fieldErrorMessage(invalid(path, key, errors.join('; ')))];
}

/** labels.NewRequirement. */
export function newRequirement(key: string, operator: SelectionOperator, values: readonly string[] | undefined): Parsed<Requirement> {
  const errors = [
    ...keyErrors(key, 'key'),
    ...countErrors(operator, values),
    ...(values ?? []).flatMap((value, index) => {
      const wrong = labelValueErrors(value);
      return wrong.length === 0 ? [] : [fieldErrorMessage(invalid(`values[${index}][${key}]`, value, wrong.join('; ')))];
    }),
  ];
  return errors.length === 0 ? parsed({ key, operator, values: values ?? [] }) : refused(aggregateErrors(errors));
}

const AS_API: Readonly<Record<SelectionOperator, string>> = {
  in: 'In', '=': 'In', '==': 'In', notin: 'NotIn', '!=': 'NotIn', exists: 'Exists', '!': 'DoesNotExist', gt: 'Gt', lt: 'Lt',
};

/** internalSelector.Matches: all requirements hold; none hold always. */
export const requirementsMatch = (requirements: readonly Requirement[], labels: Labels): boolean =>
  requirements.every(({ key, operator, values }) => requirementMatches({ key, operator: AS_API[operator], values }, labels));

/** sort.Sort(ByKey). */
export const byKey = (requirements: readonly Requirement[]): Requirement[] => [...requirements].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

const SIGNS: Readonly<Partial<Record<SelectionOperator, string>>> = { gt: '>', lt: '<', in: ' in ', notin: ' notin ' };

function printRequirement({ key, operator, values }: Requirement): string {
  if (operator === 'exists') return key;
  if (operator === '!') return `!${key}`;
  const list = [...values].sort().join(',');
  return `${key}${SIGNS[operator] ?? operator}${operator === 'in' || operator === 'notin' ? `(${list})` : list}`;
}

/** internalSelector.String. */
export const printRequirements = (requirements: readonly Requirement[]): string => requirements.map(printRequirement).join(',');
