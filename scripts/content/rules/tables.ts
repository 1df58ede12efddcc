import { lineOf, proseOf, walk } from '../../../src/mdx/nodes';
import type { Finding, Problem, Rule } from '../problem';
import { completePairs, pagesOf, type Project } from '../project';
import type { Page } from '../page';

interface Table {
  line: number;
  rows: number;
  columns: number;
  /** Columns (from 1) whose header says nothing: a screen reader has no name for them. */
  unnamed: number[];
}

function tablesOf(page: Page): Table[] {
  const tables: Table[] = [];
  walk(page.tree, (node) => {
    if (node.type !== 'table') return;
    const header = node.children[0]?.children ?? [];
    const unnamed = header.flatMap((cell, i) => (proseOf(cell).trim() ? [] : [i + 1]));
    tables.push({ line: lineOf(node), rows: node.children.length, columns: header.length, unnamed });
  });
  return tables;
}

/** Every column has a name, and both languages have the same tables. */
export const tables: Rule<Project> = {
  name: 'tables',
  check: (project) => [
    ...pagesOf(project).map((page): Finding => ({
      subject: page.file,
      problems: tablesOf(page).flatMap(({ line, unnamed }): Problem[] => unnamed.map((column) => ({ file: page.file, line, message: `column ${column} of the table has no name`, remedy: 'write a header for it' }))),
    })),
    ...completePairs(project).map(({ path, ko, en }): Finding => {
      const [korean, english] = [tablesOf(ko), tablesOf(en)];
      const at = Array.from({ length: Math.max(korean.length, english.length) }, (_, i) => i).find((i) => korean[i]?.rows !== english[i]?.rows || korean[i]?.columns !== english[i]?.columns);
      if (at === undefined) return { subject: path, problems: [] };
      const shape = (table: Table | undefined) => (table ? `${table.rows}×${table.columns}` : 'missing');
      return {
        subject: path,
        problems: [{ file: en.file, line: english[at]?.line ?? 1, message: `table ${at + 1} is ${shape(english[at])}, in Korean ${shape(korean[at])}${korean[at] ? ` (line ${korean[at].line})` : ''}`, remedy: 'give both pages the same tables' }],
      };
    }),
  ],
};
