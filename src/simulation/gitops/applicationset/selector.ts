/** Selectors over parameters: like those over labels, with any text as a value (applicationset/utils/selector.go). */
import { requirementMatches } from '../../api/selectors';
import type { LabelSelectorRequirement } from '../../api/generated/types/meta.v1';
import { GoError } from '../../base/go/values';
import { quote } from '../../base/go/quote';
import { labelKeyErrors } from '../../api/names';
import type { LabelSelector } from './types';

const OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

function invalid(field: string, value: string, why: string): GoError {
  return new GoError(`${field}: Invalid value: ${value}: ${why}`);
}

function check({ key, operator, values = [] }: LabelSelectorRequirement): void {
  const errors = labelKeyErrors(key);
  if (errors.length > 0) throw invalid('key', quote(key), errors.join('; '));
  const list = `[${values.map(quote).join(',')}]`;
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) throw invalid('values', list, "for 'in', 'notin' operators, values set can't be empty");
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) throw invalid('values', list, 'values set must be empty for exists and does not exist');
}

/** LabelSelectorAsSelector; undefined selects everything. Throws what is wrong with the selector. */
export function paramsSelector(selector: LabelSelector | undefined): (params: Readonly<Record<string, string>>) => boolean {
  if (selector === undefined) return () => true;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  for (const { operator } of matchExpressions) if (!OPERATORS.has(operator)) throw new GoError(`${quote(operator)} is not a valid pod selector operator`);
  const requirements = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({ key, operator, values: [...values] })),
  ] as LabelSelectorRequirement[];
  requirements.forEach(check);
  return (params) => requirements.every((requirement) => requirementMatches(requirement, params));
}
