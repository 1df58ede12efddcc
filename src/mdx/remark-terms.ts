import { join } from 'node:path';
import { glossaryFolder, glossaryStamp, readGlossary, type GlossaryTerm } from '../glossary/read';

interface Node {
  type: string;
  name?: string | null;
  value?: string;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: Node[];
  position?: unknown;
}

interface File {
  path?: string;
  fail: (reason: string, place?: unknown) => never;
}

const folder = glossaryFolder(join(__dirname, '../..'));
let cache: { stamp: string; terms: Map<string, GlossaryTerm> } | null = null;

/** The glossary by id, read again when a file changes (authors edit it while the site runs). */
export function glossary(): Map<string, GlossaryTerm> {
  const stamp = glossaryStamp(folder);
  if (cache?.stamp !== stamp) cache = { stamp, terms: new Map(readGlossary(folder).map((term) => [term.id, term])) };
  return cache.terms;
}

/** A Korean particle, closing brackets and punctuation, which must not be parted from the word before them. */
const tail = /^(?:[가-힣]{1,8}[)\]}.,!?:;”’…]*|[)\]}.,!?:;”’…]+)/;

function visit(node: Node, see: (element: Node, next: Node | undefined) => void): void {
  node.children?.forEach((child, index) => {
    if (child.type.startsWith('mdxJsx')) see(child, node.children?.[index + 1]);
    visit(child, see);
  });
}

/**
 * Fills `<Term id="pod">` with the glossary's name and definition in the page's language, so that a page carries only the
 * terms it uses, and hands it the particle that follows. An id that the glossary lacks stops the build and names the place.
 */
export default function remarkTerms() {
  return (tree: Node, file: File) => {
    const locale = /[\\/]i18n[\\/]en[\\/]/.test(file.path ?? '') ? 'en' : 'ko';
    visit(tree, (element, next) => {
      const add = (name: string, value: string) => void element.attributes?.push({ type: 'mdxJsxAttribute', name, value });
      if (element.name !== 'Term') return;
      const id = element.attributes?.find((attribute) => attribute.name === 'id')?.value;
      const term = typeof id === 'string' ? glossary().get(id) : undefined;
      if (term === undefined) {
        file.fail(`<Term id="${String(id)}"> is not in src/glossary/terms`, element.position);
        return;
      }
      add('name', term[locale]);
      add('other', locale === 'ko' ? term.en : term.ko);
      add('definition', term.definition[locale]);
      if (typeof term.part === 'number') add('part', String(term.part));
      const following = next?.type === 'text' ? tail.exec(next.value ?? '')?.[0] : undefined;
      if (next && following) {
        add('tail', following);
        next.value = next.value?.slice(following.length);
      }
    });
  };
}
