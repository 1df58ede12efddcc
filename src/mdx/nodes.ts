import type { Nodes, Parents } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

export const isJsx = (node: Nodes): node is JsxElement => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

export const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;

/** Depth first, in reading order, each with the nodes above it. */
export function walk(node: Nodes, visit: (node: Nodes, parents: readonly Parents[]) => void, parents: readonly Parents[] = []): void {
  visit(node, parents);
  if ('children' in node) for (const child of node.children) walk(child, visit, [...parents, node]);
}

/** The id that a heading gives itself by an MDX comment `#id` at its end; null where it has none. */
export function explicitId(heading: Nodes): string | null {
  const last = 'children' in heading ? heading.children.at(-1) : undefined;
  if (last?.type !== 'mdxTextExpression') return null;
  return /^\/\*\s*#(\S+)\s*\*\/$/.exec(last.value.trim())?.[1] ?? null;
}

/** The props of an element: name → source; null for a bare name. An expression keeps its braces, so `"1"` and `{1}` differ. */
export function propsOf(element: JsxElement): Map<string, string | null> {
  const props = new Map<string, string | null>();
  for (const attribute of element.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') props.set(`{${attribute.value}}`, null);
    else props.set(attribute.name, attributeSource(attribute));
  }
  return props;
}

function attributeSource({ value }: MdxJsxAttribute): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : `{${value.value}}`;
}

/** A prop that is a plain string, whether written `a="x"` or `a={'x'}`; undefined for anything else. */
export function stringProp(element: JsxElement, name: string): string | undefined {
  const source = propsOf(element).get(name);
  if (source === null || source === undefined) return undefined;
  const literal = /^\{\s*(['"`])((?:(?!\1|\$\{)[\s\S])*)\1\s*\}$/.exec(source);
  if (literal) return literal[2];
  return source.startsWith('{') ? undefined : source;
}

/**
 * True for an element that MDX will lift out of its paragraph: alone on its lines, with nothing but other elements,
 * expressions and white space beside it.
 */
export function standsAlone(element: JsxElement, parents: readonly Parents[]): boolean {
  if (element.type === 'mdxJsxFlowElement') return true;
  const parent = parents.at(-1);
  return (
    parent?.type === 'paragraph' &&
    parent.children.every((child) => child.type === 'mdxJsxTextElement' || child.type === 'mdxTextExpression' || (child.type === 'text' && !child.value.trim()))
  );
}

/** The words a reader sees in a node; code is replaced by a mark so that its letters are not taken for prose. */
export function proseOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'inlineCode':
      return '`…`';
    case 'break':
      return '\n';
    case 'code':
    case 'yaml':
    case 'html':
    case 'mdxjsEsm':
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return '';
    default:
      return 'children' in node ? node.children.map(proseOf).join('') : '';
  }
}
