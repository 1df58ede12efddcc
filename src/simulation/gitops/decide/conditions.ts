import type { ApplicationCondition } from './application';

const key = ({ type, message }: ApplicationCondition): string => `${type}/${message}`;

/** ApplicationStatus.SetConditions: those of the types that were looked at are replaced; sorted. */
export function withConditions(before: readonly ApplicationCondition[], found: readonly ApplicationCondition[], evaluated: readonly string[]): ApplicationCondition[] {
  return [...before.filter(({ type }) => !evaluated.includes(type)), ...found].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** argo.FormatAppConditions. */
export const printConditions = (conditions: readonly ApplicationCondition[]): string => conditions.map(({ type, message }) => `${type}: ${message}`).join(';');

/** What a comparison looks at. */
export const COMPARISON_CONDITIONS = ['ComparisonError', 'SharedResourceWarning', 'RepeatedResourceWarning', 'ExcludedResourceWarning'] as const;
