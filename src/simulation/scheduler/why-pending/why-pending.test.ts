import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api';
import { makeNode, makePod } from '../fixtures';
import { DumpError, readDump, whyPending } from '.';

const list = (...items: unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });
const remediesFor = (pod: Pod, ...items: unknown[]) => whyPending(readDump(list(...items, pod)))[0]?.remedies ?? [];

describe('readDump', () => {
  it('sorts what kubectl printed: placed, pending, over', () => {
    const over = { ...makePod('over'), status: { phase: 'Succeeded' } };
    const dump = readDump(list(makeNode('a'), makePod('placed', {}, { nodeName: 'a' }), makePod('waits'), over, { kind: 'ConfigMap', metadata: {} }));
    expect([dump.cluster.nodes.length, dump.cluster.pods?.length, dump.pending.map((pod) => pod.metadata.name)]).toEqual([1, 1, ['waits']]);
    expect(dump.absent).toContain('PodDisruptionBudget');
  });
  it('says what is wrong with anything else', () => {
    expect(() => readDump({})).toThrow(DumpError);
    expect(() => readDump(list('NAME READY'))).toThrow('items[0]: has no kind or no metadata');
  });
});

describe('why a Pod waits', () => {
  it('sums up by reason', () => {
    const [why] = whyPending(readDump(list(makeNode('a'), makeNode('b'), makeNode('c', { unschedulable: true }), makePod('big', { cpu: '9' }))));
    expect(why?.reasons.map(({ plugin, nodes }) => [plugin, nodes])).toEqual([['NodeResourcesFit', ['a', 'b']], ['NodeUnschedulable', ['c']]]);
  });
  it.each([
    ['a toleration', makePod('p'), [makeNode('a', { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] })], { kind: 'toleration', node: 'a' }],
    ['uncordon', makePod('p'), [makeNode('a', { unschedulable: true })], { kind: 'uncordon', node: 'a' }],
    ['a label', makePod('p', {}, { nodeSelector: { disk: 'ssd' } }), [makeNode('a')], { kind: 'nodeLabel', label: 'disk', value: 'ssd', node: 'a' }],
    ['a smaller request', makePod('p', { cpu: '3' }), [makeNode('a'), makeNode('b'), makePod('x', { cpu: '2500m' }, { nodeName: 'a' }), makePod('y', { cpu: '1500m' }, { nodeName: 'b' })], { kind: 'smallerRequest', node: 'b', resources: [{ resource: 'cpu', from: 3000, to: 2500 }] }],
    ['another node', makePod('p', {}, { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: {} }] } } }), [makeNode('a'), makePod('x', {}, { nodeName: 'a' })], { kind: 'dropAffinity', rule: 'antiAffinity', node: 'a' }],
  ])('finds the smallest change: %s', (_name, pod, items, remedy) => expect(remediesFor(pod, ...items)[0]).toMatchObject(remedy));
  it('knows who would have to go, and that one more node helps', () => {
    const remedies = remediesFor(makePod('p', { cpu: '4' }), makeNode('a'), makePod('x', { cpu: '4' }, { nodeName: 'a', priority: 7 }));
    expect(remedies).toEqual([
      { kind: 'higherPriority', priority: 8, victims: ['default/x'], node: 'a', effort: 6 },
      { kind: 'anotherNode', like: 'a', node: 'one-more-node', effort: 8 },
    ]);
  });
});
