import type { BlockContent, Blockquote, DefinitionContent, Html, InlineCode, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Strong, Text } from 'mdast';
import { isJsx, stringProp, type JsxElement } from './nodes';

export type Block = BlockContent | DefinitionContent;

/** A text that the page requires. Throws where it is missing. */
export function required(element: JsxElement, name: string): string {
  const value = stringProp(element, name);
  if (value === undefined) throw new Error(`<${element.name ?? ''}> needs ${name}`);
  return value;
}

export const text = (value: string): Text => ({ type: 'text', value });
export const strong = (...children: PhrasingContent[]): Strong => ({ type: 'strong', children });
export const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });
export const quote = (...children: Block[]): Blockquote => ({ type: 'blockquote', children });
export const item = (content: RootContent[]): ListItem => ({ type: 'listItem', spread: false, children: blocks(content) });
/** Printed as it stands, without escapes. */
export const verbatim = (value: string): Html => ({ type: 'html', value });

/** A text from an attribute, where only `code` between backticks is markup (as `InlineText` shows it). */
export const inline = (value: string): (Text | InlineCode)[] =>
  value
    .split('`')
    .map((piece, index): Text | InlineCode => (index % 2 === 1 ? { type: 'inlineCode', value: piece } : text(piece)))
    .filter((piece) => piece.value !== '');

const phrasing = new Set(['text', 'emphasis', 'strong', 'delete', 'inlineCode', 'break', 'link', 'image', 'html', 'footnoteReference', 'linkReference', 'imageReference']);

/** Gathers loose words between blocks into paragraphs, so that any mixture may stand where blocks must. */
export function blocks(nodes: readonly RootContent[]): Block[] {
  const result: Block[] = [];
  let loose: PhrasingContent[] = [];
  const flush = () => {
    if (loose.some((node) => node.type !== 'text' || node.value.trim() !== '')) result.push(paragraph(...loose));
    loose = [];
  };
  for (const node of nodes) {
    if (phrasing.has(node.type)) loose.push(node as PhrasingContent);
    else {
      flush();
      result.push(node as Block);
    }
  }
  flush();
  return result;
}

/** A label, and after it the content. */
export function labelled(label: string, content: readonly Block[]): Block[] {
  const [first, ...rest] = content;
  if (first?.type === 'paragraph') return [paragraph(strong(text(label)), text(' '), ...first.children), ...rest];
  return [paragraph(strong(text(label))), ...(first ? [first] : []), ...rest];
}

/** All elements of that name below, in order. */
export function descendants(node: Nodes, name: string): JsxElement[] {
  if (!('children' in node)) return [];
  return node.children.flatMap((child) => (isJsx(child) && child.name === name ? [child] : descendants(child, name)));
}
