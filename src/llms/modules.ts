import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';

const nativeImport = createRequire(join(__dirname, 'modules.ts'))('../diagrams/native-import.cjs') as (name: string) => Promise<Record<string, unknown>>;

export interface Markdown {
  /** MDX with tables, footnotes and front matter. Throws on text that is not MDX. */
  parse: (source: string) => Root;
  /** Plain Markdown; the tree must hold no MDX node. */
  print: (tree: Root) => string;
  parseHtml: (html: string) => HastRoot;
  /** HTML tree to Markdown tree. */
  fromHtml: (tree: HastNodes) => Root;
}

interface Processor {
  use: (plugin: unknown, options?: unknown) => Processor;
  parse: (source: string) => unknown;
  stringify: (tree: unknown) => string;
}

let loaded: Promise<Markdown> | null = null;

async function load(): Promise<Markdown> {
  const pick = async (name: string, key = 'default') => (await nativeImport(name))[key];
  const unified = (await pick('unified', 'unified')) as () => Processor;
  const toMdast = (await pick('hast-util-to-mdast', 'toMdast')) as (tree: HastNodes) => Root;
  const gfm = await pick('remark-gfm');
  const reader = unified().use(await pick('remark-parse')).use(await pick('remark-mdx')).use(gfm).use(await pick('remark-frontmatter'));
  const printer = unified().use(gfm, { tablePipeAlign: false }).use(await pick('remark-stringify'), { bullet: '-', rule: '-', fences: true, emphasis: '*' });
  const html = unified().use(await pick('rehype-parse'));
  return {
    parse: (source) => reader.parse(source) as Root,
    print: (tree) => printer.stringify(tree),
    parseHtml: (source) => html.parse(source) as HastRoot,
    fromHtml: toMdast,
  };
}

/** The Markdown and HTML tools, which publish ES modules only; loaded once. */
export const markdownTools = (): Promise<Markdown> => (loaded ??= load());
