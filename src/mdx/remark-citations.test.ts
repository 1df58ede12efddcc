import { describe, expect, it } from 'vitest';
import remarkCitations from './remark-citations';

const element = (name: string, id: string, children: object[] = []) => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: [{ type: 'mdxJsxAttribute', name: 'id', value: id }],
  children,
});
const run = (children: object[]) => {
  const tree = { type: 'root', children };
  const file = {
    fail: (reason: string): never => {
      throw new Error(reason);
    },
  };
  remarkCitations()(tree as never, file as never);
  return tree;
};
const numberOf = (node: { attributes?: { name?: string; value?: unknown }[] }) => node.attributes?.find((one) => one.name === 'n')?.value;

describe('citations', () => {
  it('numbers sources in the order of their first citation and sorts the list', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => element('Source', id));
    const list = { type: 'mdxJsxFlowElement', name: 'Sources', attributes: [], children: [a, b, c] };
    const cites = ['c', 'a', 'c'].map((id) => element('Cite', id));
    run([...cites, list]);
    expect(cites.map(numberOf)).toEqual(['1', '2', '1']);
    expect(list.children.map((node) => [node.attributes[0].value, numberOf(node)])).toEqual([
      ['c', '1'],
      ['a', '2'],
      ['b', '3'],
    ]);
  });

  it('stops the build at a citation without its source, naming it', () => {
    expect(() => run([element('Cite', 'ghost')])).toThrow('<Cite id="ghost"> has no <Source id="ghost"> on this page');
  });

  it('stops the build at a source id that stands twice', () => {
    expect(() => run([element('Source', 'a'), element('Source', 'a')])).toThrow('stands twice');
  });
});
