/** The `labelSelector` of a manifest (apimachinery pkg/apis/meta/v1). Its validation is in `validation/metadata`. */
import { quote } from '../../base/go/quote';
import type { LabelSelector, LabelSelectorRequirement } from '../types';
import { byKey, newRequirement, parsed, printRequirements, refused } from './requirement';
import type { Parsed, Requirement, SelectionOperator } from './requirement';

const OPERATORS = new Map<string, SelectionOperator>([['In', 'in'], ['NotIn', 'notin'], ['Exists', 'exists'], ['DoesNotExist', '!']]);

function ofExpression({ key, operator, values }: LabelSelectorRequirement): Parsed<Requirement> {
  const sign = OPERATORS.get(operator);
  return sign === undefined ? refused(`${quote(operator)} is not a valid label selector operator`) : newRequirement(key, sign, (values ?? []).length === 0 ? undefined : values);
}

/**
 * metav1.LabelSelectorAsSelector: the requirements sorted by key, or the first error. 'nothing' for an absent selector, which
 * matches no object; an empty one has no requirement and matches all.
 */
export function requirementsOf(selector: LabelSelector | null | undefined): Parsed<readonly Requirement[] | 'nothing'> {
  if (selector == null) return parsed('nothing');
  const requirements: Requirement[] = [];
  const all = [...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => () => newRequirement(key, '=', [value])), ...(selector.matchExpressions ?? []).map((one) => () => ofExpression(one))];
  for (const make of all) {
    const made = make();
    if (!made.ok) return made;
    requirements.push(made.value);
  }
  return parsed(byKey(requirements));
}

/** metav1.FormatLabelSelector: what `kubectl describe` shows. */
export function formatLabelSelector(selector: LabelSelector | null | undefined): string {
  const requirements = requirementsOf(selector);
  if (!requirements.ok) return '<error>';
  return (requirements.value === 'nothing' ? '' : printRequirements(requirements.value)) || '<none>';
}
