import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, type Project } from '../project';
import type { Page } from '../page';

const DESCRIPTION = { shortest: 50, longest: 160 };

/** The line of a key in the front matter, 1 where it is missing. */
const lineOfKey = (page: Page, key: string): number => Math.max(1, page.text.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1);

function check(page: Page): Problem[] {
  const problems: Problem[] = [];
  const report = (key: string, message: string, remedy: string) => problems.push({ file: page.file, line: lineOfKey(page, key), message, remedy });
  const { title, description } = page.frontmatter;
  if (typeof title !== 'string' || !title.trim()) report('title', 'the front matter has no title', 'add title: …');
  if (typeof description !== 'string' || !description.trim()) report('description', 'the front matter has no description', 'add description: … (one sentence that search results show)');
  else {
    const length = [...description.trim()].length;
    if (length < DESCRIPTION.shortest || length > DESCRIPTION.longest) {
      report('description', `the description has ${length} characters`, `write ${DESCRIPTION.shortest} to ${DESCRIPTION.longest}`);
    }
  }
  const { part, minutes, reading, doing } = page.frontmatter;
  if (minutes !== undefined) report('minutes', 'minutes mixes reading and doing', 'write reading: and doing: instead, in minutes each');
  if (part !== undefined && (reading === undefined || doing === undefined)) report('part', 'a part says how long it takes to read and to do', 'add reading: and doing:, in minutes');
  for (const [key, value] of Object.entries({ reading, doing })) {
    if (value !== undefined && !(Number.isInteger(value) && Number(value) > 0)) report(key, `${key} is ${JSON.stringify(value)}`, 'write whole minutes, at least 1');
  }
  return problems;
}

/** Keys whose values must be equal in both languages; the rest (title, description, sidebar_label …) is prose. */
const shared = ['slug', 'id', 'sidebar_position', 'hide_title', 'hide_table_of_contents', 'pagination_next', 'pagination_prev', 'part', 'reading', 'doing', 'image'];

export const frontmatter: Rule<Project> = {
  name: 'front matter',
  check: (project) => [
    ...pagesOf(project).map((page): Finding => ({ subject: page.file, problems: check(page) })),
    ...project.pairs.flatMap(({ path, ko, en }): Finding[] => {
      if (!ko || !en) return [];
      const differing = shared.filter((key) => JSON.stringify(ko.frontmatter[key]) !== JSON.stringify(en.frontmatter[key]));
      return [
        {
          subject: path,
          problems: differing.map((key) => ({
            file: en.file,
            line: lineOfKey(en, key),
            message: `${key} is ${JSON.stringify(en.frontmatter[key]) ?? 'missing'}, in Korean ${JSON.stringify(ko.frontmatter[key]) ?? 'missing'}`,
            remedy: `give ${key} the same value in both languages`,
          })),
        },
      ];
    }),
  ],
};
