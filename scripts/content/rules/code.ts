import type { Fence, Page } from '../page';
import type { Finding, Problem, Rule } from '../problem';
import { completePairs, type Project } from '../project';

const hashComments = /^(ya?ml|sh|bash|shell|console|dockerfile|docker|python|py|toml|ini|conf|properties|makefile|rego|hcl|graphql|promql)$/i;
const slashComments = /^(go|js|jsx|ts|tsx|javascript|typescript|json5|jsonc|c|java|rust|proto|css)$/i;
const dashComments = /^(sql|lua)$/i;

const codeOf = (page: Page): Fence[] => page.fences.filter(({ language }) => language !== 'mermaid');
const isLocalized = ({ meta }: Fence): boolean => /(^|\s)localized(\s|$)/.test(meta);

/** The code without what may differ between the languages: comments, space at line ends, empty lines. */
export function comparable({ language, value }: Pick<Fence, 'language' | 'value'>): string[] {
  // A mark inside quotes or glued to a word (`a#b`, `http://`) begins no comment.
  const mark = hashComments.test(language) ? '#' : slashComments.test(language) ? '//' : dashComments.test(language) ? '--' : null;
  const code = slashComments.test(language) ? value.replace(/\/\*[\s\S]*?\*\//g, '') : /^(html|xml|mdx?)$/i.test(language) ? value.replace(/<!--[\s\S]*?-->/g, '') : value;
  return code
    .split('\n')
    .map((line) => (mark ? withoutComment(line, mark) : line).trimEnd())
    .filter(Boolean);
}

function withoutComment(line: string, mark: string): string {
  let quote: string | null = null;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i]!;
    if (quote) {
      if (character === quote) quote = null;
    } else if ((character === '"' || character === "'") && (i === 0 || !/\w/.test(line[i - 1]!))) quote = character;
    else if (line.startsWith(mark, i) && (i === 0 || /\s/.test(line[i - 1]!))) return line.slice(0, i);
  }
  return line;
}

function checkPair(ko: Page, en: Page): Problem[] {
  const [korean, english] = [codeOf(ko), codeOf(en)];
  if (korean.length !== english.length) {
    return [{ file: en.file, line: english.at(-1)?.line ?? 1, message: `${english.length} code blocks, in Korean ${korean.length}`, remedy: 'give both pages the same code blocks' }];
  }
  return english.flatMap((here, i): Problem[] => {
    const there = korean[i]!;
    const problem = (message: string, remedy: string, line = here.line): Problem[] => [{ file: en.file, line, message: `code block ${i + 1}: ${message} (Korean line ${there.line})`, remedy }];
    if (here.language !== there.language) return problem(`language ${here.language || '(none)'}, in Korean ${there.language || '(none)'}`, 'use the same language');
    if (isLocalized(here) !== isLocalized(there)) return problem('only one side is marked localized', 'mark both or none');
    if (isLocalized(here)) return [];
    const [a, b] = [comparable(here), comparable(there)];
    const at = a.findIndex((line, n) => line !== b[n]);
    const differs = at >= 0 ? at : a.length < b.length ? a.length : -1;
    return differs < 0 ? [] : problem(`"${(a[differs] ?? '(end)').trim()}", in Korean "${(b[differs] ?? '(end)').trim()}"`, 'only comments may differ; otherwise mark both fences localized');
  });
}

export const code: Rule<Project> = {
  name: 'code blocks',
  check: (project) => completePairs(project).map(({ path, ko, en }): Finding => ({ subject: path, problems: checkPair(ko, en) })),
};
