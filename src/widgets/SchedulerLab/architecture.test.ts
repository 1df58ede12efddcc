// @vitest-environment jsdom
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { architecture } from './architecture';
import { type NodeView, type StageView } from './view';

const words = { zone: (name: string) => `zone ${name}`, noZone: 'no zone', empty: 'empty', pending: 'Pending', more: (n: number) => `${n} more` };
const node = (name: string, zone: string, pods: readonly string[]): NodeView => ({
  name,
  zone,
  cordoned: false,
  taints: [],
  size: 1,
  allocatable: { milliCPU: 1, memory: 1 },
  requested: { milliCPU: 0, memory: 0 },
  pods: pods.map((short) => ({ key: short, short, milliCPU: 0, memory: 0, share: 0 })),
});
const view = (nodes: NodeView[], stuck: string[] = []): StageView => ({ nodes, waiting: [], stuck: stuck.map((short) => ({ key: short, short }) as StageView['stuck'][number]) });

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

  it('is text that Mermaid reads, whatever the names', async () => {
    await expect(mermaid.parse(architecture(view([node('end', 'a"]; click x', ['subgraph', '<b>#x</b>', 'o--x']), node('b', '', [])], ['x']), words))).resolves.toBeTruthy();
  });
});
