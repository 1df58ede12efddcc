import { componentNamed } from '../../../src/mdx/components';
import { stringProp } from '../../../src/mdx/nodes';
import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, type Project } from '../project';

/** Ids of objectives, questions, mistakes …: present, ASCII, once a page and kind. */
export const ids: Rule<Project> = {
  name: 'ids',
  check: (project) =>
    pagesOf(project).map((page): Finding => {
      const seen = new Map<string, number>();
      const problems: Problem[] = [];
      for (const { name, element, line } of page.components) {
        if (!element || !componentNamed(name)?.keyed) continue;
        const report = (message: string, remedy: string) => problems.push({ file: page.file, line, message, remedy });
        const id = stringProp(element, 'id');
        if (!id) {
          report(`<${name}> has no id`, 'give it id="…", the same in both languages');
          continue;
        }
        if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) report(`<${name} id="${id}"> is not lower-case ASCII with hyphens`, 'use a-z, 0-9 and single hyphens');
        const first = seen.get(`${name} ${id}`);
        if (first !== undefined) report(`<${name} id="${id}"> stands already in line ${first}`, 'give each an id of its own');
        else seen.set(`${name} ${id}`, line);
      }
      return { subject: page.file, problems };
    }),
};
