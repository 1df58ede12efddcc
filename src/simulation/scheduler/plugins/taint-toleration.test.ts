import { describe, expect, it } from 'vitest';
import type { Toleration } from '../../api';
import { filterWith, makeNode, makePod, scoreWith } from '../fixtures';
import { taintToleration } from './taint-toleration';

const tainted = makeNode('n', { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] });
const fits = (...tolerations: Toleration[]): boolean => filterWith(taintToleration, makePod('p', {}, { tolerations }), tainted) === null;

describe('filter', () => {
  it('rejects an untolerated taint in 1.36’s words', () => {
    expect(filterWith(taintToleration, makePod('p'), tainted)).toEqual({
      plugin: 'TaintToleration',
      code: 'UnschedulableAndUnresolvable',
      reasons: ['node(s) had untolerated taint(s)'],
      params: [{ kind: 'taint', taint: { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' } }],
    });
  });

  it.each<[Toleration, boolean]>([
    [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }, true],
    [{ key: 'dedicated', value: 'gpu' }, true],
    [{ key: 'dedicated', operator: 'Exists' }, true],
    [{ operator: 'Exists' }, true],
    [{ key: 'dedicated', value: 'cpu' }, false],
    [{ key: 'dedicated', value: 'gpu', effect: 'NoExecute' }, false],
    [{ key: 'other', operator: 'Exists' }, false],
    [{ key: 'dedicated', operator: 'Gt', value: '1' }, false],
  ])('%j tolerates: %s', (toleration, expected) => expect(fits(toleration)).toBe(expected));

  it('lets PreferNoSchedule pass', () => {
    expect(filterWith(taintToleration, makePod('p'), makeNode('n', { taints: [{ key: 'a', effect: 'PreferNoSchedule' }] }))).toBeNull();
  });
});

/** As taint_toleration_test.go TestTaintTolerationScore has it. */
describe('score', () => {
  const soft = (key: string) => ({ key, value: 'v', effect: 'PreferNoSchedule' });
  const nodes = [makeNode('none'), makeNode('one', { taints: [soft('a')] }), makeNode('two', { taints: [soft('a'), soft('b')] })];
  it('counts soft taints that are not tolerated; none is best', () => {
    expect(scoreWith(taintToleration, makePod('p'), nodes)).toEqual({ raw: [0, 1, 2], normalized: [100, 50, 0] });
  });
  it('gives all nodes 100 when there is nothing to tell them apart', () => {
    expect(scoreWith(taintToleration, makePod('p'), [nodes[0]!, makeNode('x')])?.normalized).toEqual([100, 100]);
  });
  it('a toleration for another effect does not help', () => {
    const hard = makePod('p', {}, { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }] });
    const any = makePod('p', {}, { tolerations: [{ key: 'a', operator: 'Exists' }] });
    expect(scoreWith(taintToleration, hard, nodes)?.raw).toEqual([0, 1, 2]);
    expect(scoreWith(taintToleration, any, nodes)?.raw).toEqual([0, 0, 1]);
  });
});
