import { parseLabelSelector, requirementsMatch } from '../../api/selector';
import { HelmError } from './machine';

/** Whether labels are asked for (apimachinery labels.Parse). */
export function matchesSelector(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const parsed = parseLabelSelector(selector);
  if (!parsed.ok) throw new HelmError(parsed.error);
  return requirementsMatch(parsed.value, labels);
}
