import type { Element, ElementContent, Nodes, Root } from 'hast';
import type { Root as MarkdownRoot, RootContent } from 'mdast';
import { paragraph, quote, text } from '../mdx/markdown';
import type { Locale } from './catalogs';
import { pictureLine } from './elements';
import { fromHtml, parseHtml, printMarkdown } from './modules';

export interface HtmlPage {
  title: string;
  description: string;
  markdown: string;
}

const isElement = (node: Nodes): node is Element => node.type === 'element';

function* elements(node: Nodes): Generator<Element> {
  if (isElement(node)) yield node;
  if ('children' in node) for (const child of node.children) yield* elements(child);
}

const find = (node: Nodes, wanted: (element: Element) => boolean): Element | undefined => {
  for (const element of elements(node)) if (wanted(element)) return element;
  return undefined;
};

const textOf = (node: Nodes): string => (node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : '').replace(/\s+/g, ' ');

/** What only works in the browser, or says nothing in words. */
const wordless = new Set(['script', 'style', 'svg', 'template', 'input', 'select', 'textarea', 'button', 'noscript']);
const hidden = ({ properties }: Element): boolean => properties.hidden === true || properties.ariaHidden === 'true' || properties.popover !== undefined;

const meta = (root: Root, name: string): string => {
  const tag = find(root, ({ tagName, properties }) => tagName === 'meta' && (properties.name === name || properties.property === name));
  return typeof tag?.properties.content === 'string' ? tag.properties.content : '';
};

/**
 * A page that is not a doc (home, curriculum, glossary …) as plain Markdown, from its built HTML: the words of `<main>`;
 * a widget becomes a line with its title and what to try first. Throws where there is no `<main>` or no title.
 * @param url the page's own address
 */
export function htmlToMarkdown(html: string, { url, locale }: { url: string; locale: Locale }): HtmlPage {
  const root = parseHtml(html);
  const main = find(root, ({ tagName }) => tagName === 'main');
  const heading = main && find(main, ({ tagName }) => tagName === 'h1');
  if (!main || !heading) throw new Error(`${url} has no <main> with an <h1>`);

  /** Widgets are taken out of the HTML; their lines stand in `lines`, and a marker stands in their place. */
  const lines: RootContent[] = [];
  const clean = (nodes: ElementContent[]): ElementContent[] =>
    nodes.flatMap((node): ElementContent[] => {
      if (!isElement(node)) return node.type === 'comment' ? [] : [node];
      if (node === heading || wordless.has(node.tagName) || hidden(node)) return [];
      if (node.properties.dataIsland !== undefined) {
        const [title, tryFirst] = [...elements(node)].filter(({ tagName }) => tagName === 'p').map(textOf);
        lines.push(pictureLine('widget', title ?? '', tryFirst ?? '', locale));
        return [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: `\u0000${lines.length - 1}` }] }];
      }
      const href = node.properties.href;
      if (typeof href === 'string') node.properties.href = new URL(href, url).href;
      return [{ ...node, children: clean(node.children) }];
    });

  const body = fromHtml({ type: 'root', children: clean(main.children) });
  const title = textOf(heading).trim();
  const description = meta(root, 'description');
  const tree: MarkdownRoot = {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [text(title)] },
      quote(paragraph(text(description))),
      paragraph({ type: 'link', url, children: [text(url)] }),
      ...body.children.map((node) => {
        const first = node.type === 'paragraph' ? node.children[0] : undefined;
        return first?.type === 'text' && first.value.startsWith('\u0000') ? (lines[Number(first.value.slice(1))] ?? node) : node;
      }),
    ],
  };
  return { title, description, markdown: printMarkdown(tree) };
}
