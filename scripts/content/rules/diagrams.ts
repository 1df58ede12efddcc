import type { Fence, Page } from '../page';
import type { Finding, Problem, Rule } from '../problem';
import { completePairs, pagesOf, type Project } from '../project';

const diagramsOf = (page: Page): Fence[] => page.fences.filter(({ language }) => language === 'mermaid');

/** The value of `name="…"` in a fence's meta. */
export const metaValue = (meta: string, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}=(["'])((?:(?!\\1).)*)\\1`).exec(meta)?.[2];

/** `flowchart LR` → `flowchart`, after front matter, directives and comments; `graph` is flowchart's old name. */
export function kindOf(source: string): string {
  const body = source.replace(/^\s*---\n[\s\S]*?\n---\n/, '').replace(/%%\{[\s\S]*?\}%%/g, '');
  const first = body.split('\n').map((line) => line.trim()).find((line) => line && !line.startsWith('%%')) ?? '';
  const word = /^[\w-]+/.exec(first)?.[0] ?? '';
  return word === 'graph' ? 'flowchart' : word;
}

function checkOne(page: Page): Problem[] {
  return diagramsOf(page).flatMap(({ meta, line }) =>
    ['title', 'alt']
      .filter((name) => !metaValue(meta, name)?.trim())
      .map((name) => ({ file: page.file, line, message: `the diagram has no ${name}`, remedy: `write \`\`\`mermaid title="…" alt="…" (alt says what the picture shows)` })),
  );
}

function checkPair(ko: Page, en: Page): Problem[] {
  const [korean, english] = [diagramsOf(ko), diagramsOf(en)];
  if (korean.length !== english.length) {
    return [{ file: en.file, line: english.at(-1)?.line ?? 1, message: `${english.length} diagrams, in Korean ${korean.length}`, remedy: 'give both pages the same diagrams' }];
  }
  return english.flatMap((diagram, i) => {
    const [here, there] = [kindOf(diagram.value), kindOf(korean[i]!.value)];
    return here === there ? [] : [{ file: en.file, line: diagram.line, message: `diagram ${i + 1} is a ${here}, in Korean a ${there} (line ${korean[i]!.line})`, remedy: 'draw the same diagram in both languages' }];
  });
}

export const diagrams: Rule<Project> = {
  name: 'diagrams',
  check: (project) => [
    ...pagesOf(project).map((page): Finding => ({ subject: page.file, problems: checkOne(page) })),
    ...completePairs(project).map(({ path, ko, en }): Finding => ({ subject: path, problems: checkPair(ko, en) })),
  ],
};
