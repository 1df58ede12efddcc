/** Numbers and percentages in update strategies (pkg/apis/apps/validation). */
import { invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { percentErrors } from '../../names';
import type { IntOrString } from '../../types';
import { eachInvalid, nonNegative } from '../common';

/** ValidatePositiveIntOrPercent. */
export const validateIntOrPercent = (value: IntOrString, path: string): FieldError[] => (typeof value === 'string' ? eachInvalid(path, value, percentErrors(value)) : nonNegative(value, path));

/** getIntOrPercentValue: the number, or that of the percentage; a text that is neither counts as Go's Atoi of it. */
export function amountOf(value: IntOrString): number {
  if (typeof value === 'number') return value;
  return /^([+-]?\d+|\d+%)$/.test(value) ? Number.parseInt(value, 10) : 0;
}

/** IsNotMoreThan100Percent. */
export const validateAtMostAll = (value: IntOrString, path: string): FieldError[] =>
  typeof value === 'string' && percentErrors(value).length === 0 && amountOf(value) > 100 ? [invalid(path, value, 'must not be greater than 100%')] : [];
