import { describe, expect, it } from 'vitest';
import { prefixOf, readMeta } from './fence';
import remarkMermaid from './remark-mermaid';

interface Node {
  type: string;
  name?: string;
  lang?: string;
  meta?: string;
  value?: string;
  children?: Node[];
  attributes?: { name: string; value: string }[];
  position?: { start: { line: number; column: number } };
}

const page = (value: string, meta: string): Node => ({
  type: 'root',
  children: [
    { type: 'code', lang: 'yaml', value: 'kind: Pod' },
    { type: 'listItem', children: [{ type: 'code', lang: 'mermaid', meta, value, position: { start: { line: 7, column: 1 } } }] },
  ],
});

describe('remarkMermaid', () => {
  it('turns a fence anywhere in the tree into a Diagram element and leaves other code alone', async () => {
    const tree = page('flowchart LR\n  a --> b', 'title="두 상자" alt="a에서 b로"');
    await remarkMermaid()(tree, { path: 'docs/x.mdx' });
    expect(tree.children?.[0]?.type).toBe('code');
    const element = tree.children?.[1]?.children?.[0];
    expect(element?.type).toBe('mdxJsxFlowElement');
    expect(element?.name).toBe('Diagram');
    const given = Object.fromEntries((element?.attributes ?? []).map(({ name, value }) => [name, value]));
    expect(given).toMatchObject({ title: '두 상자' });
    expect(given['svg']).toMatch(/^<svg [\s\S]*<\/svg>$/);
    expect(given['svg']).toContain('a에서 b로');
    expect(Number(given['minWidth'])).toBeGreaterThan(0);
  });

  it('names file, line and reason when a diagram is wrong', async () => {
    const wrong = remarkMermaid()(page('flowchart LR\n  a --> ((', 'title="t" alt="a"'), { path: 'docs/x.mdx' });
    await expect(wrong).rejects.toThrow(/^docs\/x\.mdx:7: mermaid: Parse error on line 2/);
    const nameless = remarkMermaid()(page('flowchart LR\n  a --> b', 'title="t"'), { path: 'docs/x.mdx' });
    await expect(nameless).rejects.toThrow(/^docs\/x\.mdx:7: mermaid: the fence needs alt="…"/);
  });
});

describe('readMeta', () => {
  it('reads both texts in either order, escaped quotes included', () => {
    expect(readMeta('alt="a \\"b\\"" title="t=1"')).toEqual({ title: 't=1', alt: 'a "b"' });
  });
});

describe('prefixOf', () => {
  it('is stable, and differs by source and by place', () => {
    expect(prefixOf('a', 0)).toBe(prefixOf('a', 0));
    expect(new Set([prefixOf('a', 0), prefixOf('a', 1), prefixOf('b', 0)]).size).toBe(3);
  });
});
