import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldRequirement } from '.';
import { fieldsMatch, parseFieldSelector, parseLabelSelector, printFieldSelector, printRequirements, requirementsMatch, requirementsOf } from '.';
import { labelSelectorMatches } from '../selectors';

const key = fc.constantFrom('app', 'tier', 'kubernetes.io/name', 'in', 'notin');
const value = fc.constantFrom('', 'web', 'db', '1', 'in');
const labels = fc.dictionary(key, value);
const text = fc.array(
  fc.oneof(
    key, key.map((one) => `!${one}`),
    fc.tuple(key, fc.constantFrom('=', '==', '!='), value).map((parts) => parts.join(' ')),
    fc.tuple(key, fc.constantFrom('in', 'notin'), fc.array(value)).map(([one, operator, values]) => `${one} ${operator} (${values.join(', ')})`),
  ),
).map((terms) => terms.join(' , '));

describe('selectors as text', () => {
  it('what is printed says the same when it is read again', () => {
    fc.assert(fc.property(text, labels, (one, set) => {
      const first = parseLabelSelector(one);
      if (!first.ok) throw new Error(first.error);
      const again = parseLabelSelector(printRequirements(first.value));
      expect(again).toEqual(first);
      expect(again.ok && requirementsMatch(again.value, set)).toBe(requirementsMatch(first.value, set));
    }));
  });

  it('any text gets requirements or a message, never a throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('a', ' ', '=', '!', '(', ')', ',', '<', '>', 'in', 'notin', '\0', '\\')).map((parts) => parts.join(''))), (one) => {
      for (const parse of [parseLabelSelector, parseFieldSelector]) {
        const result = parse(one);
        if (!result.ok) expect(result.error).not.toBe('');
      }
    }));
  });

  it('a field selector that is printed is read as it was, whatever its values hold', () => {
    const requirement = fc.record({ field: fc.constantFrom('metadata.name', 'status.phase'), operator: fc.constantFrom('=' as const, '!=' as const), value: fc.string() });
    fc.assert(fc.property(fc.array(requirement), (requirements) => {
      const again = parseFieldSelector(printFieldSelector(requirements));
      if (!again.ok) throw new Error(again.error);
      const sorted = (list: readonly FieldRequirement[]) => list.map((one) => JSON.stringify(one)).sort();
      expect(sorted(again.value)).toEqual(sorted(requirements));
    }));
  });

  it('a field that is missing counts as empty', () => {
    const selector = parseFieldSelector('spec.nodeName=');
    expect(selector.ok && fieldsMatch(selector.value, {})).toBe(true);
  });

  it('a selector of a manifest matches as its requirements do', () => {
    const expression = fc.record({ key, operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.array(value, { maxLength: 2 }) });
    fc.assert(fc.property(fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) }), labels, (selector, set) => {
      const requirements = requirementsOf(selector);
      if (requirements.ok && requirements.value !== 'nothing') expect(requirementsMatch(requirements.value, set)).toBe(labelSelectorMatches(selector, set));
    }));
  });
});
