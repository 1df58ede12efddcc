import { describe, expect, it } from 'vitest';
import type { NodeSelectorTerm, PodSpec } from '../../api';
import { filterWith, makeNode, makePod, scoreWith } from '../fixtures';
import { newNodeAffinity } from './node-affinity';

const nodeAffinity = newNodeAffinity();

const ssd = makeNode('a', { labels: { disk: 'ssd', zone: 'x' } });
const hdd = makeNode('b', { labels: { disk: 'hdd', zone: 'x' } });
const required = (...nodeSelectorTerms: NodeSelectorTerm[]): Partial<PodSpec> => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const named = (...values: string[]): NodeSelectorTerm => ({ matchFields: values.map((v) => ({ key: 'metadata.name', operator: 'In', values: [v] })) });

describe('filter', () => {
  it('nodeSelector: says which label misses', () => {
    const pod = makePod('p', {}, { nodeSelector: { disk: 'ssd' } });
    expect(filterWith(nodeAffinity, pod, ssd)).toBeNull();
    expect(filterWith(nodeAffinity, pod, hdd)).toEqual({
      plugin: 'NodeAffinity',
      code: 'UnschedulableAndUnresolvable',
      reasons: ["node(s) didn't match Pod's node affinity/selector"],
      params: [{ kind: 'nodeSelector', key: 'disk', wanted: 'ssd', actual: 'hdd' }],
    });
  });
  it('both nodeSelector and affinity must match', () => {
    const term = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['x'] }] };
    expect(filterWith(nodeAffinity, makePod('p', {}, { nodeSelector: { disk: 'ssd' }, ...required(term) }), hdd)).not.toBeNull();
    expect(filterWith(nodeAffinity, makePod('p', {}, required(term)), hdd)).toBeNull();
  });
  it('terms that name different nodes at once conflict', () => {
    expect(filterWith(nodeAffinity, makePod('p', {}, required(named('a', 'b'))), ssd)).toMatchObject({ reasons: ['pod affinity terms conflict'] });
    expect(filterWith(nodeAffinity, makePod('p', {}, required(named('a'))), ssd)).toBeNull();
  });
});

describe('score', () => {
  const prefer = (...weighted: [number, string][]): Partial<PodSpec> => ({
    affinity: {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: weighted.map(([weight, value]) => ({
          weight,
          preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: [value] }] },
        })),
      },
    },
  });
  it('adds up weights, the best node gets 100', () => {
    expect(scoreWith(nodeAffinity, makePod('p', {}, prefer([80, 'ssd'], [20, 'hdd'])), [ssd, hdd, makeNode('c')])).toEqual({ raw: [80, 20, 0], normalized: [100, 25, 0] });
  });
  it('is skipped without preferences', () => expect(scoreWith(nodeAffinity, makePod('p'), [ssd, hdd])).toBeNull());
});
