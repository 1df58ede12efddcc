import type { Page } from '../page';
import { lineOf, proseOf, stringProp, walk } from '../../../src/mdx/nodes';
import type { Finding, Problem, Rule } from '../problem';
import { pagesOf, type Project } from '../project';

/** Pages that are made of data or only lead on need no list of sources. */
const exempt = (page: Page): boolean => page.frontmatter.sources === false || /(^|\/)glossary$/.test(page.path);

function check(page: Page): Problem[] {
  const problems: Problem[] = [];
  const report = (line: number, message: string, remedy: string) => problems.push({ file: page.file, line, message, remedy });
  const named = (name: string) => page.components.filter((component) => component.name === name);
  const sources = named('Source');
  if (!exempt(page)) {
    if (!named('Sources').length) report(1, 'the page has no <Sources>', 'list what the page rests on: <Sources><Source id="…" href="…">…</Source></Sources>');
    else if (!sources.length) report(named('Sources')[0]!.line, '<Sources> is empty', 'add at least one <Source href="…">');
  }
  const ids = new Set<string>();
  for (const { element, line } of sources) {
    const [href, id] = [element ? stringProp(element, 'href') : undefined, element ? stringProp(element, 'id') : undefined];
    if (!href || !URL.canParse(href) || !/^https?:$/.test(new URL(href).protocol)) report(line, `<Source${id ? ` id="${id}"` : ''}> has no web address`, 'give it href="https://…"');
    if (id && ids.has(id)) report(line, `the source id "${id}" stands twice`, 'give each source an id of its own');
    if (id) ids.add(id);
  }
  for (const { element, line } of named('Cite')) {
    const id = element ? stringProp(element, 'id') : undefined;
    if (!id || !ids.has(id)) report(line, `<Cite id="${id ?? ''}"> has no source on this page`, `add <Source id="${id ?? '…'}" href="…"> or correct the id`);
  }
  const defined = new Set<string>();
  walk(page.tree, (node) => void (node.type === 'footnoteDefinition' && defined.add(node.identifier)));
  walk(page.tree, (node, parents) => {
    if (node.type === 'footnoteReference' && !defined.has(node.identifier)) report(lineOf(node), `the footnote [^${node.identifier}] is not defined`, `add [^${node.identifier}]: …`);
    // A reference without its definition is left as text by the parser.
    if (node.type === 'text' && !parents.some(({ type }) => type === 'link')) {
      for (const [, name] of proseOf(node).matchAll(/\[\^([^\]\s]+)\]/g)) report(lineOf(node), `the footnote [^${name}] is not defined`, `add [^${name}]: …`);
    }
  });
  return problems;
}

export const sources: Rule<Project> = {
  name: 'sources',
  check: (project) => pagesOf(project).map((page): Finding => ({ subject: page.file, problems: check(page) })),
};
