import { describe, expect, it } from 'vitest';
import type { Pod } from '../../api';
import { makeNode, makePod } from '../fixtures';
import { DumpError, groupAlike, readDump, whatIf, whyPending } from '.';
import type { Change } from '.';

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

describe('what if', () => {
  const nodes = [makeNode('a'), makeNode('b', { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] })];
  const dump = readDump(list(...nodes, makePod('x', { cpu: '3' }, { nodeName: 'a' }), makePod('p', { cpu: '2' }), makePod('q', { cpu: '2' })));
  const placed = (...changes: Change[]) => whatIf(dump, changes).placed;
  it('nothing changes, nobody is placed, and each hears its message', () => {
    const { placed: now, waiting } = whatIf(dump, []);
    expect([now, waiting.map(({ pod }) => pod)]).toEqual([[], ['default/p', 'default/q']]);
    expect(waiting[0]?.message).toContain('0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.');
  });
  it.each<[string, Change, number]>([
    ['one more node', { kind: 'moreNodes', like: 'a', count: 1 }, 2],
    ['a node back', { kind: 'uncordon', node: 'b' }, 2],
    ['half the request', { kind: 'request', resource: 'cpu', amount: '1' }, 1],
    ['a label that nobody asks for', { kind: 'nodeLabel', node: 'a', label: 'x', value: 'y' }, 0],
  ])('%s', (_what, change, count) => expect(placed(change)).toHaveLength(count));
  it('a node that goes sends its Pods to look for another, and a new one can be cordoned no more', () => {
    expect(placed({ kind: 'withoutNode', node: 'a' }, { kind: 'moreNodes', like: 'b', count: 1 })).toEqual([{ pod: 'default/p', node: 'new-node-1' }, { pod: 'default/q', node: 'new-node-1' }]);
    expect(whatIf(dump, [{ kind: 'withoutNode', node: 'a' }]).waiting.map(({ pod }) => pod)).toContain('default/x');
  });
  it('a priority names who would have to go, and evicts nobody', () => {
    const { placed: now, waiting } = whatIf(dump, [{ kind: 'priority', priority: 10 }], (pod) => pod.metadata.name === 'p');
    expect(now).toEqual([]);
    expect(waiting.find(({ pod }) => pod === 'default/p')?.victims).toEqual(['default/x']);
  });
  it('says which node it does not have', () => expect(() => placed({ kind: 'uncordon', node: 'nowhere' })).toThrow('the dump has no node "nowhere"; it has a, b'));
});

describe('replicas', () => {
  it('get one answer, each under its own name', () => {
    const pods = Array.from({ length: 3 }, (_, i) => makePod(`web-${i}`, { cpu: '9' }));
    const results = whyPending(readDump(list(makeNode('a'), ...pods)));
    expect(results.map(({ pod, decision }) => [pod, decision.pod])).toEqual(pods.map(({ metadata }) => [`default/${metadata.name}`, `default/${metadata.name}`]));
    expect(groupAlike(results).map(({ pods: names }) => names.length)).toEqual([3]);
  });
});
