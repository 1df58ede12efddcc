import type { BlockContent, Blockquote, DefinitionContent, Html, InlineCode, Paragraph, PhrasingContent, RootContent, Strong, Text } from 'mdast';

/** An MDX element in a Markdown tree, with the few fields that matter here. */
export interface Element {
  type: 'mdxJsxFlowElement' | 'mdxJsxTextElement';
  name: string | null;
  attributes: { type: string; name?: string; value?: unknown }[];
  children: AnyNode[];
}

/** Any node of a tree that may still hold MDX. */
export type AnyNode = RootContent | Element | { type: 'mdxFlowExpression' | 'mdxTextExpression' | 'mdxjsEsm'; value: string };

export type Block = BlockContent | DefinitionContent;

export const isElement = (node: AnyNode): node is Element => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** A text attribute; undefined where it is absent or computed. */
export function attribute(element: Element, name: string): string | undefined {
  const value = element.attributes.find((one) => one.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A text that the page requires. Throws where it is missing. */
export function required(element: Element, name: string): string {
  const value = attribute(element, name);
  if (value === undefined) throw new Error(`<${element.name ?? ''}> needs ${name}`);
  return value;
}

export const text = (value: string): Text => ({ type: 'text', value });
export const strong = (...children: PhrasingContent[]): Strong => ({ type: 'strong', children });
export const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });
export const quote = (...children: Block[]): Blockquote => ({ type: 'blockquote', children });
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

/** All elements of that name below, in order. */
export function descendants(node: { children: AnyNode[] }, name: string): Element[] {
  return node.children.flatMap((child) => {
    if (isElement(child) && child.name === name) return [child];
    return 'children' in child ? descendants(child as { children: AnyNode[] }, name) : [];
  });
}
