import type { Nodes, Root } from 'mdast';
import { wordProps } from '../mdx/component';
import { componentNamed } from '../mdx/components';
import { explicitId, isJsx, propsOf, stringProp, type JsxElement } from '../mdx/nodes';
import type { RecordKind } from './types';

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

const BLOCKS = new Set(['paragraph', 'heading', 'listItem', 'tableCell', 'tableRow', 'blockquote', 'mdxJsxFlowElement', 'code']);

const tidy = (text: string): string => text.replace(/\s+/g, ' ').replace(/ ([.,!?:;)])/g, '$1').trim();
const withoutMarks = (text: string): string => tidy(text.replaceAll(/[`*]/g, ''));

/**
 * Cuts a page into the places that search can lead to: its beginning, every h2 and h3 with an id, every question and every mistake.
 * `description` opens the text of the beginning.
 */
export function readPlaces(tree: Root, title: string, description: string): ReadPage {
  const beginning: Place = { kind: 'page', title, anchor: '', body: `${description} `, code: '' };
  const places: Place[] = [beginning];
  const terms = new Map<string, string>();
  let section = beginning;
  let listsTerms = false;

  const readElement = (element: JsxElement, place: Place, into: Place | null): void => {
    const name = element.name ?? '';
    const id = stringProp(element, 'id') ?? '';
    const { search, code, anchor } = componentNamed(name) ?? {};
    if (search === false) return;
    if (code) place.code += ` ${code(element)}`;
    if (search) {
      const own: Place = { kind: search.kind, title: withoutMarks(stringProp(element, search.title) ?? ''), anchor: anchor?.(id) ?? id, body: '', code: '' };
      element.children.forEach((child) => read(child, own));
      places.push(own);
    } else {
      listsTerms ||= name === 'Glossary';
      if (name === 'Term' && !terms.has(id)) terms.set(id, section.anchor);
      if (element.type === 'mdxJsxFlowElement') for (const [prop, words] of propsOf(element)) place.body += wordProps.has(prop) && words ? `${words} ` : '';
      element.children.forEach((child) => read(child, into));
    }
    if (BLOCKS.has(element.type)) place.body += ' ';
  };

  const read = (node: Nodes, into: Place | null): void => {
    // Nested places collect their own text; everything else belongs to the section that is open when it is read.
    const place = into ?? section;
    if (isJsx(node)) return readElement(node, place, into);
    if (node.type === 'heading' && node.depth <= 3 && explicitId(node)) {
      section = { kind: 'section', title: '', anchor: explicitId(node) ?? '', body: '', code: '' };
      const words: Place = { ...section };
      node.children.forEach((child) => read(child, words));
      section.title = tidy(words.body);
      places.push(section);
      return;
    }
    if (node.type === 'text' || node.type === 'inlineCode') place.body += node.value;
    else if (node.type === 'code') place.code += node.lang === 'mermaid' ? '' : ` ${node.value}`;
    else if (node.type === 'break') place.body += ' ';
    else if ('children' in node) node.children.forEach((child) => read(child, into));
    if (BLOCKS.has(node.type)) place.body += ' ';
  };
  read(tree, null);
  for (const place of places) place.body = tidy(place.body);
  return { places, terms, listsTerms };
}
