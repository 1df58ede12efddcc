import { lineAt, passagesOf } from './prose';
import type { Finding, Problem, Rule } from './problem';
import { docId, pagesOf, type GlossaryTerm, type Project } from './project';
import { englishWords, koreanWords, wordProblems } from './words';

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const textOf = (value: unknown, key: string): string | undefined => {
  const inner: unknown = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof inner === 'string' ? inner : undefined;
};

/** “…”, "…", ‘…’ and 「…」: other people's words. */
const quotations = /“[^”]*”|‘[^’]*’|"[^"\n]*"|「[^」]*」/g;
const withoutQuotations = (text: string): string => text.replace(quotations, (quoted) => quoted.replace(/[^\n]/g, ' '));

/** Each wrong spelling that the glossary knows, with the house's word for it. */
const misspellings = (glossary: readonly GlossaryTerm[]): { wrong: string; house: string }[] =>
  glossary.flatMap((term) => strings(term.wrong).map((wrong) => ({ wrong, house: String(term.ko) })));

/** The wrong spellings in a text. One that begins inside another word is another word: 바포드 is no 포드. */
export function misspelt(text: string, known: readonly { wrong: string; house: string }[]): { offset: number; wrong: string; house: string }[] {
  const open = withoutQuotations(text);
  return known.flatMap(({ wrong, house }) => {
    const found: { offset: number; wrong: string; house: string }[] = [];
    for (let offset = open.indexOf(wrong); offset >= 0; offset = open.indexOf(wrong, offset + wrong.length)) {
      if (!/[가-힣]/.test(open[offset - 1] ?? '')) found.push({ offset, wrong, house });
    }
    return found;
  });
}

/** Prose, and the glossary's own definitions, spell a term as the glossary does. Code and quotations may show a wrong spelling. */
export const spelling: Rule<Project> = {
  name: 'spelling',
  check: (project) => {
    const known = misspellings(project.glossary ?? []);
    const problem = (file: string, line: number, wrong: string, house: string): Problem => ({ file, line, message: `"${wrong}" is a wrong spelling in the glossary`, remedy: `write ${house}` });
    return [
      ...pagesOf(project)
        .filter(({ locale }) => locale === 'ko')
        .map((page): Finding => ({
          subject: page.file,
          problems: passagesOf(page)
            .filter(({ quoted }) => !quoted)
            .flatMap((passage) => misspelt(passage.text, known).map(({ offset, wrong, house }) => problem(page.file, lineAt(passage, offset), wrong, house))),
        })),
      ...(project.glossary ?? []).map((term, i): Finding => {
        const { file, line } = project.glossaryPlaces[i]!;
        return { subject: `spelling of ${term.id}`, problems: misspelt(textOf(term.definition, 'ko') ?? '', known).map(({ wrong, house }) => problem(file, line, wrong, house)) };
      }),
    ];
  },
};

const version = /^1\.\d+$/;

function wholeness(term: GlossaryTerm, ids: ReadonlySet<string>, pages: ReadonlySet<string>): [message: string, remedy: string][] {
  const problems: [string, string][] = [];
  for (const language of ['ko', 'en']) if (!textOf(term.definition, language)?.trim()) problems.push([`has no definition in ${language}`, `add definition: {${language}: …}`]);
  const korean = textOf(term.definition, 'ko')?.trim();
  if (korean && !/니다\.$/.test(korean)) problems.push(['the Korean definition does not end politely', 'end it in …니다.']);
  if (/[가-힣]/.test(textOf(term.definition, 'en') ?? '')) problems.push(['the English definition has Korean in it', 'write it in English']);
  for (const [language, words] of [['ko', koreanWords], ['en', englishWords]] as const) {
    for (const { word, house } of wordProblems(textOf(term.definition, language) ?? '', words)) problems.push([`the definition in ${language} says "${word}"`, `write ${house}`]);
  }
  if (typeof term.source !== 'string' || !/^https:\/\//.test(term.source) || !URL.canParse(term.source)) problems.push(['has no source', 'add source: https://…']);
  const taught = typeof term.part === 'number' ? Number.isInteger(term.part) && term.part >= 1 && term.part <= 26 : typeof term.page === 'string' && pages.has(term.page);
  if (!taught) problems.push(['names no part from 1 to 26 and no page that exists', 'add part: …, or page: … (a doc id)']);
  for (const id of strings(term.confuse)) {
    if (id === term.id) problems.push(['is to be confused with itself', 'take it out of confuse']);
    else if (!ids.has(id)) problems.push([`confuse names ${id}, which is no term`, 'correct the id or add the term']);
  }
  for (const [state, value] of Object.entries(typeof term.since === 'object' && term.since !== null ? term.since : {})) {
    const right = state === 'kep' ? Number.isInteger(value) : ['alpha', 'beta', 'stable', 'deprecated', 'removed'].includes(state) && typeof value === 'string' && version.test(value);
    if (!right) problems.push([`since.${state} is ${JSON.stringify(value)}`, "write e.g. since: {stable: '1.33', kep: 753}"]);
  }
  const names = new Set([term.ko, term.en, ...strings(term.aliases), ...strings(term.short)].map(String));
  for (const wrong of strings(term.wrong)) if (names.has(wrong)) problems.push([`${wrong} stands among the right names and the wrong ones`, 'keep it in one list']);
  return problems;
}

/** Each glossary entry has definitions, a source, a place where it is taught, and look-alikes that exist. */
export const terms: Rule<Project> = {
  name: 'terms',
  check: ({ glossary, glossaryPlaces, pairs }) => {
    const ids = new Set(glossary?.map(({ id }) => id));
    const pages = new Set(pairs.map(({ path }) => docId(path)));
    return (glossary ?? []).map((term, i): Finding => ({
      subject: `whole term ${term.id}`,
      problems: wholeness(term, ids, pages).map(([message, remedy]) => ({ ...glossaryPlaces[i]!, message: `term "${term.id}": ${message}`, remedy })),
    }));
  },
};
