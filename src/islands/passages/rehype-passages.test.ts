import { describe, expect, it } from 'vitest';
import rehypePassages from './rehype-passages';

interface Node {
  type: string;
  tagName?: string;
  name?: string;
  value?: string;
  attributes?: { name: string; value: unknown }[];
  children?: Node[];
}

const text = (value: string): Node => ({ type: 'text', value });
const element = (tagName: string, ...children: Node[]): Node => ({ type: 'element', tagName, children });
const jsx = (name: string, ...children: Node[]): Node => ({ type: 'mdxJsxFlowElement', name, children });
const line = text('\n');

function run(...children: Node[]): Node[] {
  const tree: Node = { type: 'root', children };
  rehypePassages()(tree as never);
  return tree.children!;
}
const shape = (node: Node): string => (node.name === 'Passage' ? `[${node.children!.filter(({ type }) => type !== 'text').map(shape).join(' ')}]` : (node.name ?? node.tagName ?? node.type));
const attribute = (node: Node | undefined, name: string) => node?.attributes?.find((one) => one.name === name);

describe('passages', () => {
  it('hold what stands between headings; headings, modules and the opening stay outside', () => {
    const out = run(element('p'), element('h2'), line, element('p'), line, jsx('SchedulerLab'), line, element('h3'), line, { type: 'mdxjsEsm' }, element('table'), element('h2'), line);
    expect(out.map(shape)).toEqual(['p', 'h2', '[p SchedulerLab]', 'h3', 'mdxjsEsm', '[table]', 'h2']);
  });

  it('carry the number of their letters and blocks', () => {
    const [, passage] = run(element('h2'), element('p', text(' four ')), element('p', text('넷')), element('pre', element('code', text('a\nb\n'))));
    expect([attribute(passage, 'letters')?.value, attribute(passage, 'blocks')?.value]).toEqual(['8', '4']);
  });

  it('count a figure and a widget as the letters that would take their room', () => {
    const lettersOf = (...nodes: Node[]) => Number(attribute(run(element('h2'), ...nodes)[1], 'letters')?.value);
    expect(lettersOf(jsx('FourEras'))).toBeGreaterThan(100);
    expect(lettersOf(jsx('SchedulerLab'))).toBeGreaterThan(lettersOf(jsx('FourEras')));
  });

  it('count what is folded under the hood by its title alone', () => {
    const hood = { ...jsx('UnderTheHood', element('p', text('x'.repeat(500)))), attributes: [{ type: 'mdxJsxAttribute', name: 'title', value: 'deeper' }] };
    const [, passage] = run(element('h2'), hood);
    expect([attribute(passage, 'letters')?.value, attribute(passage, 'blocks')?.value]).toEqual(['6', '1']);
  });

  it('leave a page without headings as it is', () => {
    expect(run(element('p'), jsx('Intro')).map(shape)).toEqual(['p', 'Intro']);
  });

  it.each<[string, Node, boolean]>([
    ['text with terms and citations', element('p', jsx('Term', text('Pod')), jsx('Cite')), true],
    ['a figure', jsx('FourEras'), true],
    ['a diagram in a box', jsx('Callout', jsx('Diagram')), true],
    ['a widget', jsx('SchedulerLab'), false],
    ['a question within', jsx('SelfCheck', jsx('Question')), false],
    ['a widget in a box', jsx('Callout', jsx('CgroupLab')), false],
    ['a part that nobody knows', jsx('Brand'), false],
    ['an expression', { type: 'mdxFlowExpression' }, false],
  ])('with %s: still %s', (_, node, still) => {
    const [, passage] = run(element('h2'), node);
    expect(attribute(passage, 'still') !== undefined).toBe(still);
  });
});
