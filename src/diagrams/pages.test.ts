import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { prefixOf, readMeta } from './fence';
import { renderDiagram } from './render';

const root = path.resolve(__dirname, '../..');

function pagesUnder(folder: string): string[] {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mdx?$/.test(name))
    .map((name) => path.join(folder, name));
}

interface Found {
  readonly where: string;
  readonly meta: string;
  readonly source: string;
}

function fencesOf(page: string): Found[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^([ \t]*)(`{3,})mermaid([^\n]*)\n([\s\S]*?)\n\1\2[ \t]*$/gm)].map((match) => ({
    where: `${page}:${text.slice(0, match.index).split('\n').length}`,
    meta: match[3] ?? '',
    source: match[4] ?? '',
  }));
}

const fences = [...pagesUnder('docs'), ...pagesUnder('i18n')].flatMap(fencesOf);

describe('every diagram in the course', () => {
  it('reads with Mermaid, loses nothing in drawing, and has a title and an alternative text', async () => {
    const wrong: string[] = [];
    for (const [order, { where, meta, source }] of fences.entries()) {
      try {
        const { title, alt } = readMeta(meta);
        const { svg } = await renderDiagram(source, prefixOf(source, order), title, alt);
        if (!svg.startsWith('<svg')) wrong.push(`${where}: no drawing`);
      } catch (error) {
        wrong.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('finds fences where they are, also inside lists', () => {
    const sample = 'a\n\n- b\n\n  ```mermaid title="t" alt="a"\n  flowchart LR\n  ```\n';
    const found = [...sample.matchAll(/^([ \t]*)(`{3,})mermaid([^\n]*)\n([\s\S]*?)\n\1\2[ \t]*$/gm)];
    expect(found).toHaveLength(1);
  });
});
