import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { load } from 'js-yaml';
import { readMeta } from '../diagrams/fence';
import { paragraph, quote, text } from '../mdx/markdown';
import { isJsx } from '../mdx/nodes';
import { parseMdx } from '../mdx/parse';
import remarkCitations from '../mdx/remark-citations';
import type { Catalogs, Locale } from './catalogs';
import { elementToMarkdown, pictureLine } from './elements';
import { printMarkdown } from './modules';

export interface PageFacts {
  title: string;
  description: string;
  /** Part of the course; undefined for guides. */
  part: number | undefined;
}

export interface MdxPage extends PageFacts {
  markdown: string;
}

export interface MdxOptions {
  locale: Locale;
  catalogs: Catalogs;
  /** The page's own address, and the address of the language's first page (with a slash at the end). */
  url: string;
  localeUrl: string;
}

/** Title, description and part from a page's front matter. Throws where the first two are missing. */
export function pageFacts(source: string): PageFacts {
  const yaml = /^---\n([\s\S]*?)\n---/.exec(source)?.[1] ?? '';
  const { title, description, part } = load(yaml) as { title?: unknown; description?: unknown; part?: unknown };
  if (typeof title !== 'string' || typeof description !== 'string') throw new Error('A page needs title and description in its front matter');
  return { title, description, part: typeof part === 'number' ? part : undefined };
}

const isComment = (value: string) => /^\s*(\/\*[\s\S]*\*\/)?\s*$/.test(value);

/** A page of the course as plain Markdown: all text, answers and sources; pictures as their captions. Throws on what has no words. */
export function mdxToMarkdown(source: string, options: MdxOptions): MdxPage {
  const { locale, catalogs, url, localeUrl } = options;
  const tree = parseMdx(source);
  remarkCitations()(tree as never, {
    fail: (reason) => {
      throw new Error(reason);
    },
  });

  /** Links inside the site get their full address: the file may be read anywhere. */
  const absolute = (address: string) => {
    if (address.startsWith('#')) return url + address;
    return address.startsWith('/') ? new URL(address.slice(1), localeUrl).href : address;
  };

  const inside = (nodes: readonly Nodes[]): RootContent[] => nodes.flatMap(convert);

  function convert(node: Nodes): RootContent[] {
    if (isJsx(node)) return elementToMarkdown(node, locale, catalogs, (element) => inside(element.children));
    switch (node.type) {
      case 'yaml':
      case 'mdxjsEsm':
        return [];
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        if (isComment(node.value)) return [];
        throw new Error(`{${node.value}} has no plain text`);
      case 'code':
        if (node.lang !== 'mermaid') return [{ type: 'code', lang: node.lang ?? null, value: node.value }];
        return [pictureLine('figure', readMeta(node.meta).title, readMeta(node.meta).alt, locale)];
      case 'link':
        return [{ ...node, url: absolute(node.url), children: inside(node.children) as never }];
      case 'paragraph': {
        // A component alone in a paragraph may become blocks, which stand for themselves.
        const content = inside(node.children);
        const blocksOnly = node.children.every((child) => isJsx(child) || (child.type === 'text' && child.value.trim() === ''));
        if (blocksOnly && content.some(({ type }) => ['paragraph', 'list', 'blockquote', 'code'].includes(type))) return content.filter(({ type }) => type !== 'text');
        return [paragraph(...(content as PhrasingContent[]))];
      }
      case 'heading': {
        const children = inside(node.children) as PhrasingContent[];
        const last = children.at(-1);
        // What stands before an explicit id ends with a space.
        if (last?.type === 'text') children[children.length - 1] = text(last.value.trimEnd());
        return [{ ...node, children }];
      }
      default:
        return 'children' in node ? [{ ...node, children: inside(node.children) } as RootContent] : [node as RootContent];
    }
  }

  const facts = pageFacts(source);
  const head: RootContent[] = [
    { type: 'heading', depth: 1, children: [text(facts.title)] },
    quote(paragraph(text(facts.description))),
    paragraph({ type: 'link', url, children: [text(url)] }),
  ];
  const root: Root = { type: 'root', children: [...head, ...inside(tree.children)] };
  return { ...facts, markdown: printMarkdown(root) };
}
