import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Nodes, Root, Text } from 'mdast';
// Adds directives (`:::note`) to the nodes that a tree may have.
import type {} from 'remark-directive';
import type { Processor } from 'unified';

/**
 * Node's own `require`, which reads ES modules too. The site's configuration is loaded by a transpiler that cannot: whatever it reaches asks
 * here for packages that publish ES modules only.
 */
export const nativeRequire = createRequire(join(__dirname, 'parse.ts')) as (name: string) => Record<string, unknown>;

/** An empty pipeline of unified. */
export const pipeline = (): Processor => (nativeRequire('unified').unified as () => Processor)();

/** A plugin's default export, as `use` takes it. */
export const plugin = (name: string) => nativeRequire(name).default as Parameters<Processor['use']>[0];

/** What the pages are written in: MDX with front matter, tables, footnotes and call-outs, as Docusaurus reads it. */
export const dialect = ['remark-parse', 'remark-frontmatter', 'remark-gfm', 'remark-directive', 'remark-mdx'] as const;

let parser: Processor | null = null;

/** `1:3` and `debian:13` are words with a colon, though the dialect reads a directive in them; Docusaurus puts them back in the same way. */
function putWordsBack(node: Nodes, source: string): void {
  if (!('children' in node)) return;
  const children = node.children.map((child): Nodes => {
    if (child.type !== 'textDirective' && child.type !== 'leafDirective') return child;
    const words: Text = { type: 'text', value: source.slice(child.position?.start.offset, child.position?.end.offset), position: child.position };
    return child.type === 'textDirective' ? words : { type: 'paragraph', children: [words], position: child.position };
  });
  node.children = children as typeof node.children;
  for (const child of children) putWordsBack(child, source);
}

/** The syntax tree of a page, positions included. Throws a VFileMessage (`reason`, `place`) where the text is no MDX. */
export function parseMdx(text: string): Root {
  parser ??= dialect.reduce((made, name) => made.use(plugin(name)), pipeline()).freeze();
  const tree = parser.parse(text) as Root;
  putWordsBack(tree, text);
  return tree;
}
