import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { diagrams, kindOf } from './diagrams';

const fence = (source: string, meta = 'title="t" alt="a"') => `\`\`\`mermaid ${meta}\n${source}\n\`\`\`\n\n`;

it('accepts the same diagram twice', () => expect(messagesOf(diagrams.check(projectOf(fence('flowchart LR\na-->b'), fence('graph TB\nx-->y'))))).toEqual([]));

it('reports a diagram without a title or an alternative', () => {
  expect(messagesOf(diagrams.check(projectOf(fence('flowchart LR', 'title="t"') + fence('flowchart LR', 'title="" alt="a"'), null)))).toEqual(['5: the diagram has no alt', '9: the diagram has no title']);
});

it('reports another number or kind', () => {
  const ko = fence('flowchart LR');
  expect(messagesOf(diagrams.check(projectOf(ko, '')))).toEqual(['1: 0 diagrams, in Korean 1']);
  expect(messagesOf(diagrams.check(projectOf(ko, fence('sequenceDiagram'))))).toEqual(['5: diagram 1 is a sequenceDiagram, in Korean a flowchart (line 5)']);
});

it('finds the kind behind front matter, directives and comments', () => {
  expect(kindOf('---\ntitle: x\n---\n%%{init: {}}%%\n%% note\nstateDiagram-v2\n')).toBe('stateDiagram-v2');
});
