import type { Heading, Page } from '../page';
import type { Finding, Problem, Rule } from '../problem';
import { completePairs, pagesOf, type Project } from '../project';

const spelled = ({ depth, id }: Heading) => `${'#'.repeat(depth)} ${id ?? '(no id)'}`;

function checkOne(page: Page): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  let before = 1;
  for (const { depth, id, line } of page.headings) {
    const report = (message: string, remedy: string) => problems.push({ file: page.file, line, message, remedy });
    if (depth === 1) report('a first-level heading', 'the title in the front matter is the page’s h1: begin with ##');
    if (depth > before + 1) report(`the heading skips from level ${before} to ${depth}`, `use ${'#'.repeat(before + 1)}`);
    before = depth;
    if (id === null) {
      if (depth === 2 || depth === 3) report('the heading has no id of its own', 'end it with {/* #my-id */}, the same in both languages');
      continue;
    }
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) report(`the id "${id}" is not lower-case ASCII with hyphens`, 'use a-z, 0-9 and single hyphens');
    const first = seen.get(id);
    if (first !== undefined) report(`the id "${id}" stands already in line ${first}`, 'give each heading an id of its own');
    else seen.set(id, line);
  }
  return problems;
}

function checkPair(ko: Page, en: Page): Problem[] {
  const length = Math.max(ko.headings.length, en.headings.length);
  for (let i = 0; i < length; i += 1) {
    const [korean, english] = [ko.headings[i], en.headings[i]];
    if (korean && english && korean.depth === english.depth && korean.id === english.id) continue;
    // One difference shifts all that follow, so the first one says it all.
    return [
      {
        file: en.file,
        line: english?.line ?? en.headings.at(-1)?.line ?? 1,
        message: `heading ${i + 1} is ${english ? spelled(english) : 'missing'}, in Korean ${korean ? `${spelled(korean)} (line ${korean.line})` : 'missing'}`,
        remedy: 'give both pages the same headings with the same ids in the same order',
      },
    ];
  }
  return [];
}

export const headings: Rule<Project> = {
  name: 'headings',
  check: (project) => [
    ...pagesOf(project).map((page): Finding => ({ subject: page.file, problems: checkOne(page) })),
    ...completePairs(project).map(({ path, ko, en }): Finding => ({ subject: path, problems: checkPair(ko, en) })),
  ],
};
