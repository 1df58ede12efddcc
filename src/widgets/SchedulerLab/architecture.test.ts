// @vitest-environment jsdom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { architecture } from './architecture';
import { type NodeView, type StageView, type Standing } from './view';

const words = { zone: (name: string) => `zone ${name}`, noZone: 'no zone', empty: 'empty', pending: 'Pending', more: (n: number) => `${n} more`, moreNodes: (n: number) => `${n} more nodes` };
const node = (name: string, zone: string, pods: readonly string[]): NodeView => ({
  node: { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: {} },
  name,
  zone,
  extra: [],
  nominated: [],
  cordoned: false,
  taints: [],
  size: 1,
  allocatable: { milliCPU: 1, memory: 1 },
  requested: { milliCPU: 0, memory: 0 },
  pods: pods.map((short) => ({ key: short, short, milliCPU: 0, memory: 0, share: 0, requests: new Map(), leaving: false })),
});
const pod = (short: string): Standing['pod'] => ({ key: short, short, pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: short }, spec: { containers: [] } } });
const view = (nodes: NodeView[], stuck: string[] = []): StageView => ({ at: 0, nodes, standing: stuck.map((short): Standing => ({ pod: pod(short), lane: 'unschedulable', note: '', until: null, leaving: false })) });

describe('the cluster as Mermaid text', () => {
  it('groups nodes by zone with their Pods, and what has no place', () => {
    const text = architecture(view([node('a', 'z1', ['web-1']), node('b', 'z2', []), node('c', 'z1', [])], ['big']), words);
    expect(text).toContain('subgraph z0["zone z1"]');
    expect(text.indexOf('n2["c"]')).toBeLessThan(text.indexOf('subgraph z1["zone z2"]'));
    expect(text).toContain('n0p0(["web-1"])');
    expect(text).toContain('n1none["empty"]');
    expect(text).toContain('z0 ~~~ z1 ~~~ pending');
  });

  it('stacks the nodes of a zone on a narrow screen', () => {
    expect(architecture(view([node('a', 'z', []), node('b', 'z', [])]), words, true)).toContain('n0 ~~~ n1');
  });

  it('counts what it does not draw', () => {
    expect(architecture(view([node('a', '', Array.from({ length: 11 }, (_, i) => `p${i}`))]), words)).toContain('n0more["3 more"]');
  });

  it('counts nodes beyond what a picture holds', () => {
    const many = Array.from({ length: 30 }, (_, i) => node(`n${i}`, '', []));
    expect(architecture(view(many), words)).toContain('more["6 more nodes"]');
  });

  it('is text that Mermaid reads, whatever the names', async () => {
    await expect(mermaid.parse(architecture(view([node('end', 'a"]; click x', ['subgraph', '<b>#x</b>', 'o--x']), node('b', '', [])], ['x']), words))).resolves.toBeTruthy();
  });
});
