import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/**
 * Fills `<Term id="pod">` with the glossary's name and definition in the page's language, so that a page carries only the
 * terms it uses. An id that the glossary lacks stops the build and names the place.
 */
export interface GlossaryTerm {
  id: string;
  ko: string;
  en: string;
  aliases?: string[];
  short?: string[];
  part?: number | string;
  definition: { ko: string; en: string };
  source?: string;
}

interface Node {
  type: string;
  name?: string | null;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: Node[];
  position?: unknown;
}

interface File {
  path?: string;
  fail: (reason: string, place?: unknown) => never;
}

const glossaryFile = join(__dirname, '../glossary/terms.yaml');
let cache: { time: number; terms: Map<string, GlossaryTerm> } | null = null;

/** The glossary by id, read again when the file changes (authors edit it while the site runs). */
export function glossary(): Map<string, GlossaryTerm> {
  const time = statSync(glossaryFile).mtimeMs;
  if (cache?.time !== time) {
    const list = load(readFileSync(glossaryFile, 'utf8')) as GlossaryTerm[];
    cache = { time, terms: new Map(list.map((term) => [term.id, term])) };
  }
  return cache.terms;
}

function visit(node: Node, see: (element: Node) => void): void {
  if (node.name === 'Term' && node.type.startsWith('mdxJsx')) see(node);
  node.children?.forEach((child) => visit(child, see));
}

export default function remarkTerms() {
  return (tree: Node, file: File) => {
    const locale = /[\\/]i18n[\\/]en[\\/]/.test(file.path ?? '') ? 'en' : 'ko';
    visit(tree, (element) => {
      const id = element.attributes?.find((attribute) => attribute.name === 'id')?.value;
      const term = typeof id === 'string' ? glossary().get(id) : undefined;
      if (term === undefined) {
        file.fail(`<Term id="${String(id)}"> is not in src/glossary/terms.yaml`, element.position);
        return;
      }
      const add = (name: string, value: string) => element.attributes?.push({ type: 'mdxJsxAttribute', name, value } as never);
      add('name', term[locale]);
      add('other', locale === 'ko' ? term.en : term.ko);
      add('definition', term.definition[locale]);
      if (typeof term.part === 'number') add('part', String(term.part));
    });
  };
}
