import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleMatches, winningRule, type PathRule } from './ingress-path';

const prefix = (path: string): PathRule => ({ path, pathType: 'Prefix' });
const exact = (path: string): PathRule => ({ path, pathType: 'Exact' });

describe('paths of an Ingress', () => {
  // The table of the Ingress page of the Kubernetes documentation.
  it.each([
    [prefix('/'), '/anything', true], [exact('/foo'), '/foo', true], [exact('/foo'), '/bar', false], [exact('/foo'), '/foo/', false], [exact('/foo/'), '/foo', false],
    [prefix('/foo'), '/foo', true], [prefix('/foo'), '/foo/', true], [prefix('/foo/'), '/foo', true], [prefix('/foo/'), '/foo/', true],
    [prefix('/aaa/bb'), '/aaa/bbb', false], [prefix('/aaa/bbb'), '/aaa/bbb', true], [prefix('/aaa/bbb/'), '/aaa/bbb', true], [prefix('/aaa/bbb'), '/aaa/bbb/', true],
    [prefix('/aaa/bbb'), '/aaa/bbb/ccc', true], [prefix('/aaa/bbb'), '/aaa/bbbxyz', false], [prefix('/foo'), '/foo?x=/bar', true],
  ])('%j and %s', (rule, target, matches) => {
    expect(ruleMatches(rule, target)).toBe(matches);
  });

  it('lets the longest path win, and of equal lengths Exact', () => {
    const rules = [prefix('/'), prefix('/api'), exact('/api'), prefix('/api/v1')];
    expect([winningRule(rules, '/api'), winningRule(rules, '/api/x'), winningRule(rules, '/api/v1/pods'), winningRule(rules, '/apix'), winningRule([prefix('/a')], '/b')]).toEqual([2, 1, 3, 0, undefined]);
  });

  it('never chooses a rule that does not match, nor passes over a longer one that does', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    const rule = fc.record({ path, pathType: fc.constantFrom('Exact' as const, 'Prefix' as const) });
    fc.assert(fc.property(fc.array(rule, { maxLength: 6 }), path, (rules, target) => {
      const won = winningRule(rules, target);
      return won === undefined ? !rules.some((one) => ruleMatches(one, target)) : ruleMatches(rules[won]!, target) && rules.every((one) => !ruleMatches(one, target) || one.path.length <= rules[won]!.path.length);
    }));
  });
});
