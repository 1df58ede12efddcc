/** What is read of an HTML syntax tree (hast). */
export interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

const isHeading = ({ tagName, properties }: HtmlNode): boolean => (tagName === 'h2' || tagName === 'h3') && typeof properties?.id === 'string';
/** What shows instead of telling: figures with their drawings, and widgets in their first state. */
const isPicture = ({ tagName, properties }: HtmlNode): boolean => tagName === 'figure' || tagName === 'svg' || properties?.dataIsland !== undefined;
/** The list of terms is indexed term by term. */
const listsTerms = (node: HtmlNode): boolean => String(node.properties?.id ?? '').startsWith('term-') || (node.children ?? []).some(listsTerms);
const silent = new Set(['script', 'style', 'template', 'noscript']);

function textOf(node: HtmlNode): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.tagName && silent.has(node.tagName)) return '';
  const label = node.properties?.ariaLabel;
  return [typeof label === 'string' ? label : '', ...(node.children ?? []).map(textOf)].filter(Boolean).join(' ');
}

/**
 * What the figures and widgets of a rendered page say, by the id of the h2 or h3 that they stand below; `` for those above the first. A
 * widget inside another, or a drawing in its figure, is part of it.
 */
export function picturedTexts(tree: HtmlNode): Map<string, string> {
  const found = new Map<string, string>();
  let anchor = '';
  const walk = (node: HtmlNode, content: boolean): void => {
    if (isHeading(node)) anchor = node.properties!.id as string;
    else if (content && isPicture(node)) {
      if (!listsTerms(node)) found.set(anchor, `${found.get(anchor) ?? ''} ${textOf(node)}`.trim());
      return;
    }
    for (const child of node.children ?? []) walk(child, content || node.tagName === 'article');
  };
  walk(tree, false);
  return found;
}
