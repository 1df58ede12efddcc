import { load } from 'js-yaml';
import type { Code, Root } from 'mdast';
import { componentNamed } from '../../src/mdx/components';
import { explicitId, isJsx, lineOf, propsOf, standsAlone, stringProp, walk, type JsxElement } from '../../src/mdx/nodes';
import { parseMdx } from '../../src/mdx/parse';
import type { Problem } from './problem';

export type Locale = 'ko' | 'en';

export interface Heading {
  depth: number;
  /** The explicit id, written as an MDX comment `#id` at the heading's end; null where the heading has none. */
  id: string | null;
  line: number;
}

export interface Fence {
  language: string;
  /** Everything after the language, e.g. `title="…" localized`. */
  meta: string;
  value: string;
  line: number;
}

export interface Component {
  name: string;
  props: Map<string, string | null>;
  line: number;
  /** Inside a sentence, where the languages' word order may differ. */
  inline: boolean;
  /** Number of headings before it: 0 is the opening. */
  section: number;
  element: JsxElement | null;
}

export interface Link {
  target: string;
  line: number;
}

/** One parsed page in one language. */
export interface Page {
  locale: Locale;
  file: string;
  /** Path below the content folder without extension, e.g. `guides/choosing-a-distribution`. */
  path: string;
  text: string;
  tree: Root;
  frontmatter: Record<string, unknown>;
  headings: Heading[];
  fences: Fence[];
  components: Component[];
  /** Each import with the names that it brings in. */
  imports: { source: string; names: string[]; line: number }[];
  links: Link[];
  /** Ids that are not headings': `<a id="…">`, components with an id of their own. */
  anchors: string[];
}

export type ParsedPage = { page: Page; problem: null } | { page: null; problem: Problem };

const fenceOf = (node: Code): Fence => ({ language: node.lang ?? '', meta: node.meta ?? '', value: node.value, line: lineOf(node) });

function readFrontmatter(tree: Root): Record<string, unknown> {
  const first = tree.children[0];
  if (first?.type !== 'yaml' || !first.value.trim()) return {};
  const value: unknown = load(first.value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('the front matter is no list of keys and values');
  return value as Record<string, unknown>;
}

/** Reads one page. A page that does not parse gives the problem instead; never throws. */
export function readPage(file: string, path: string, locale: Locale, text: string): ParsedPage {
  let tree: Root;
  let frontmatter: Record<string, unknown>;
  try {
    tree = parseMdx(text);
    frontmatter = readFrontmatter(tree);
  } catch (error) {
    const { line, reason, message } = error as { line?: number; reason?: string; message?: string };
    return {
      page: null,
      problem: { file, line: line ?? 1, message: `does not parse: ${(reason ?? message ?? String(error)).split('\n')[0]}`, remedy: 'mend the MDX or the front matter at this place' },
    };
  }
  const page: Page = { locale, file, path, text, tree, frontmatter, headings: [], fences: [], components: [], imports: [], links: [], anchors: [] };
  walk(tree, (node, parents) => {
    if (node.type === 'heading') page.headings.push({ depth: node.depth, id: explicitId(node), line: lineOf(node) });
    else if (node.type === 'code') page.fences.push(fenceOf(node));
    else if (node.type === 'link' || node.type === 'definition') page.links.push({ target: node.url, line: lineOf(node) });
    else if (node.type === 'mdxjsEsm') {
      for (const [, names = '', source = ''] of node.value.matchAll(/\bimport\s+([^'"]+?)\s+from\s+['"]([^'"]+)['"]/g)) page.imports.push({ source, names: names.match(/\w+(?=\s*(?:,|\}|$))/g) ?? [], line: lineOf(node) });
    } else if (node.type === 'containerDirective') {
      page.components.push({ name: `:::${node.name}`, props: new Map(), line: lineOf(node), inline: false, section: page.headings.length, element: null });
    } else if (isJsx(node) && node.name) {
      for (const prop of ['href', 'to']) {
        const target = stringProp(node, prop);
        if (target !== undefined) page.links.push({ target, line: lineOf(node) });
      }
      const id = stringProp(node, 'id');
      const place = id && componentNamed(node.name)?.anchor?.(id);
      if (place) page.anchors.push(place);
      if (/^[A-Z]/.test(node.name)) {
        page.components.push({ name: node.name, props: propsOf(node), line: lineOf(node), inline: !standsAlone(node, parents), section: page.headings.length, element: node });
      }
    }
  });
  return { page, problem: null };
}
