import { describe, expect, it } from 'vitest';
import { labelKeyErrors, labelValueErrors, portNameErrors } from './names';
import { labelSelectorMatches, nodeSelectorMatches, requirementMatches } from './selectors';

describe('label requirements (apimachinery pkg/labels Requirement.Matches)', () => {
  const labels = { disk: 'ssd', cores: '8' };
  it.each([
    ['disk', 'In', ['ssd', 'hdd'], true], ['disk', 'In', ['hdd'], false], ['gone', 'In', ['x'], false],
    ['disk', 'NotIn', ['hdd'], true], ['gone', 'NotIn', ['x'], true], ['disk', 'NotIn', ['ssd'], false],
    ['disk', 'Exists', [], true], ['gone', 'Exists', [], false], ['gone', 'DoesNotExist', [], true],
    ['cores', 'Gt', ['7'], true], ['cores', 'Gt', ['8'], false], ['cores', 'Lt', ['9'], true], ['disk', 'Gt', ['1'], false],
    ['cores', 'Gt', ['1', '2'], false], ['cores', 'Near', ['8'], false], ['toString', 'Exists', [], false],
  ])('%s %s %j is %s', (key, operator, values, expected) => {
    expect(requirementMatches({ key, operator, values }, labels)).toBe(expected);
  });

  it('an absent selector selects nothing, an empty one everything', () => {
    expect(labelSelectorMatches(undefined, labels)).toBe(false);
    expect(labelSelectorMatches({}, labels)).toBe(true);
  });

  it('terms are ORed, expressions in a term ANDed, an empty term matches no node', () => {
    const ssd = { key: 'disk', operator: 'In', values: ['ssd'] };
    const gpu = { key: 'gpu', operator: 'Exists' };
    expect(nodeSelectorMatches([{ matchExpressions: [ssd, gpu] }], labels, 'n')).toBe(false);
    expect(nodeSelectorMatches([{ matchExpressions: [gpu] }, { matchExpressions: [ssd] }], labels, 'n')).toBe(true);
    expect(nodeSelectorMatches([{}], labels, 'n')).toBe(false);
    expect(nodeSelectorMatches([{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }], labels, 'n')).toBe(true);
    expect(nodeSelectorMatches([{ matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['x'] }] }, {}], labels, 'n')).toBe(false);
  });
});

describe('names', () => {
  it.each(['a', 'app.kubernetes.io/name', 'A_b.c-9'])('%s may be a label key', (key) => expect(labelKeyErrors(key)).toEqual([]));
  it.each(['', '/x', 'a/b/c', '-a', 'a'.repeat(64), 'UPPER.example/x'])('%j may not', (key) => expect(labelKeyErrors(key)).not.toEqual([]));
  it('accepts an empty label value and refuses spaces', () => {
    expect(labelValueErrors('')).toEqual([]);
    expect(labelValueErrors('a b')).toHaveLength(1);
  });
  it('knows IANA service names', () => {
    expect(portNameErrors('http-2')).toEqual([]);
    expect(portNameErrors('-8080-')).toEqual(['must contain at least one letter (a-z)', 'must not begin or end with a hyphen']);
  });
});
