import { readPage, type Locale, type Page } from './page';
import type { Finding } from './problem';
import type { GlossaryTerm, Project } from './project';

/** A page for a test: what stands in `text`, below a valid front matter unless it brings its own. */
export function pageFrom(text: string, locale: Locale = 'ko', path = 'part'): Page {
  const whole = text.startsWith('---') ? text : `---\ntitle: T\ndescription: ${'d'.repeat(60)}\n---\n${text}`;
  const { page, problem } = readPage(`/${locale}/${path}.mdx`, path, locale, whole);
  if (problem) throw new Error(problem.message);
  return page;
}

/** A project of one pair, or of one Korean page alone. */
export function projectOf(ko: string, en: string | null = ko, glossary: GlossaryTerm[] | null = null): Project {
  const files = { ko: '/ko/part.mdx', en: '/en/part.mdx' };
  const pair = { path: 'part', ko: pageFrom(ko), en: en === null ? null : pageFrom(en, 'en'), files, exists: { ko: true, en: en !== null } };
  return { root: '/', pairs: [pair], broken: [], glossary, glossaryPlaces: glossary?.map((_, i) => ({ file: '/terms.yaml', line: i + 1 })) ?? [], pageRoutes: ['/', '/curriculum'] };
}

/** `line: message` of each problem that a rule found. The front matter of `pageFrom` takes four lines. */
export const messagesOf = (findings: Finding[]): string[] => findings.flatMap(({ problems }) => problems.map(({ line, message }) => `${line}: ${message}`));
