import type { Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import { nativeRequire, pipeline, plugin } from '../mdx/parse';

/** Plain Markdown; the tree must hold no MDX node. */
export function printMarkdown(tree: Root): string {
  return String(pipeline().use(plugin('remark-gfm'), { tablePipeAlign: false }).use(plugin('remark-stringify'), { bullet: '-', rule: '-', fences: true, emphasis: '*' }).stringify(tree));
}

export const parseHtml = (source: string): HastRoot => pipeline().use(plugin('rehype-parse')).parse(source) as HastRoot;

/** HTML tree to Markdown tree. */
export const fromHtml = (tree: HastNodes): Root => (nativeRequire('hast-util-to-mdast').toMdast as (tree: HastNodes) => Root)(tree);
