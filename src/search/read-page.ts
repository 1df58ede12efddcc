import type { RecordKind } from './types';

/** What is read of an MDX syntax tree. */
export interface MdxNode {
  type: string;
  value?: string;
  depth?: number;
  name?: string | null;
  lang?: string | null;
  meta?: string | null;
  alt?: string | null;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: MdxNode[];
}

/** A place of one page, before pages are put together. */
export interface Place {
  kind: RecordKind;
  title: string;
  anchor: string;
  body: string;
  /** Code samples, as written. */
  code: string;
}

export interface ReadPage {
  places: Place[];
  /** Glossary ids in the order of their first use, with the heading they are below. */
  terms: Map<string, string>;
  /** The page lists all terms (`<Glossary>`), each with the id `term-<id>`. */
  listsTerms: boolean;
}

/** Elements whose words are no part of the text, and the attributes that a reader sees. */
const SILENT = new Set(['Cite', 'Sources', 'OlderPosts']);
const SEEN = ['title', 'question', 'audience', 'alt', 'caption', 'label', 'summary'];

/** Elements that are a place of their own: attribute with the title, prefix of the element's id (src/components/course). */
const PLACES: Record<string, { kind: RecordKind; title: string; prefix: string }> = {
  Question: { kind: 'question', title: 'ask', prefix: 'question-' },
  Mistake: { kind: 'mistake', title: 'symptom', prefix: 'mistake-' },
};

const BLOCKS = new Set(['paragraph', 'heading', 'listItem', 'tableCell', 'tableRow', 'blockquote', 'mdxJsxFlowElement', 'code']);

const attribute = (node: MdxNode, name: string): string => {
  const value = node.attributes?.find((candidate) => candidate.name === name)?.value;
  return typeof value === 'string' ? value : '';
};

const tidy = (text: string): string => text.replace(/\s+/g, ' ').replace(/ ([.,!?:;)])/g, '$1').trim();
const withoutMarks = (text: string): string => tidy(text.replaceAll(/[`*]/g, ''));

const headingId = (heading: MdxNode): string => /^\/\*\s*#(\S+)\s*\*\/$/.exec(heading.children?.at(-1)?.value?.trim() ?? '')?.[1] ?? '';

/**
 * Cuts a page into the places that search can lead to: its beginning, every h2 and h3 with an id, every question and every mistake.
 * `description` opens the text of the beginning.
 */
export function readPlaces(tree: MdxNode, title: string, description: string): ReadPage {
  const beginning: Place = { kind: 'page', title, anchor: '', body: `${description} `, code: '' };
  const places: Place[] = [beginning];
  const terms = new Map<string, string>();
  let section = beginning;
  let listsTerms = false;

  const read = (node: MdxNode, into: Place | null): void => {
    // Nested places collect their own text; everything else belongs to the section that is open when it is read.
    const place = into ?? section;
    if (node.type === 'heading' && node.depth !== undefined && node.depth <= 3 && headingId(node)) {
      section = { kind: 'section', title: '', anchor: headingId(node), body: '', code: '' };
      const words: Place = { ...section };
      node.children?.forEach((child) => read(child, words));
      section.title = tidy(words.body);
      places.push(section);
      return;
    }
    if (node.type === 'text' || node.type === 'inlineCode') place.body += node.value ?? '';
    else if (node.type === 'code') place.code += node.lang === 'mermaid' ? '' : ` ${node.value ?? ''}`;
    else if (node.type === 'break') place.body += ' ';
    else if (node.name && SILENT.has(node.name)) return;
    else if (node.name && PLACES[node.name]) {
      const { kind, title: from, prefix } = PLACES[node.name]!;
      const own: Place = { kind, title: withoutMarks(attribute(node, from)), anchor: prefix + attribute(node, 'id'), body: '', code: '' };
      node.children?.forEach((child) => read(child, own));
      places.push(own);
    } else {
      listsTerms ||= node.name === 'Glossary';
      if (node.name === 'Term' && !terms.has(attribute(node, 'id'))) terms.set(attribute(node, 'id'), section.anchor);
      if (node.type === 'mdxJsxFlowElement') for (const name of SEEN) place.body += attribute(node, name) ? `${attribute(node, name)} ` : '';
      node.children?.forEach((child) => read(child, into));
    }
    if (BLOCKS.has(node.type)) place.body += ' ';
  };
  read(tree, null);
  for (const place of places) place.body = tidy(place.body);
  return { places, terms, listsTerms };
}
