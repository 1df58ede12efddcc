import { stringProp } from '../../../src/mdx/nodes';
import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, type Project } from '../project';

const hangul = /[가-힣]/;

/** Each string below a value, with the path of keys that leads to it. */
function* strings(value: unknown, path: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) yield* strings(inner, path ? `${path}.${key}` : key);
}

function checkTerms({ glossary, glossaryPlaces }: Project): Finding[] {
  if (!glossary) return [];
  const seen = new Set<string>();
  return glossary.map((term, index): Finding => {
    const place = glossaryPlaces[index]!;
    const problems: Problem[] = [];
    const report = (message: string, remedy: string) => problems.push({ ...place, message: `term "${term.id}": ${message}`, remedy });
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(term.id)) report('the id is not lower-case ASCII with hyphens', 'use a-z, 0-9 and single hyphens');
    if (seen.has(term.id)) report('stands twice', 'keep one entry a term');
    seen.add(term.id);
    for (const language of ['ko', 'en']) {
      if (!(language in term)) report(`has no ${language}`, `add ${language}: …`);
      for (const [path, value] of strings(term[language], language)) {
        if (!value.trim()) report(`${path} is empty`, 'write it');
        if (language === 'en' && hangul.test(value)) report(`${path} has Korean in it`, 'write it in English');
      }
    }
    return { subject: `term ${term.id}`, problems };
  });
}

/** Each `<Term id>` is in the glossary, and each glossary entry is whole in both languages. */
export const glossary: Rule<Project> = {
  name: 'glossary',
  check: (project) => {
    const known = new Set(project.glossary?.map(({ id }) => id));
    return [
      ...checkTerms(project),
      ...pagesOf(project).map((page): Finding => ({
        subject: page.file,
        problems: page.components
          .filter(({ name }) => name === 'Term')
          .flatMap(({ element, line }) => {
            const id = element ? stringProp(element, 'id') : undefined;
            return id && known.has(id) ? [] : [{ file: page.file, line, message: `<Term id="${id ?? ''}"> is not in the glossary`, remedy: 'correct the id or add the term to src/glossary/terms' }];
          }),
      })),
    ];
  },
};
