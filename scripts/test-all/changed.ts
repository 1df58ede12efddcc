import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root } from '../lib/paths';

const english = 'i18n/en/docusaurus-plugin-content-docs/current/';

/** The address below the language of a doc's source file; null for any other file. */
export function pageOfSource(file: string): string | null {
  const doc = file.startsWith('docs/') ? file.slice('docs/'.length) : file.startsWith(english) ? file.slice(english.length) : null;
  if (!doc?.endsWith('.mdx')) return null;
  return doc.replace(/\.mdx$/, '').replace(/(^|\/)\d+-/, '$1');
}

/** The component that a file belongs to where it stands in a folder or file of a widget or a figure; null for any other file. */
export const componentOfSource = (file: string): string | null => /^src\/(?:widgets|components\/figures)\/([A-Z]\w*)/.exec(file)?.[1] ?? null;

/** The pages that the files are part of: their own sources, and the pages on which a changed widget or figure stands. */
export function pagesOfFiles(files: readonly string[], sources: readonly { page: string; text: string }[]): string[] {
  const components = files.map(componentOfSource).filter((name) => name !== null);
  const own = files.map(pageOfSource).filter((page) => page !== null);
  const using = sources.filter(({ text }) => components.some((name) => new RegExp(`<${name}\\b`).test(text))).map(({ page }) => page);
  return [...new Set([...own, ...using])].sort();
}

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** The commit that changes are counted from: CHANGED_SINCE, where this branch left origin/main, or the commit before this one. */
function since(): string {
  if (process.env.CHANGED_SINCE) return process.env.CHANGED_SINCE;
  const head = git('rev-parse', 'HEAD');
  try {
    const left = git('merge-base', 'HEAD', 'origin/main');
    if (left !== head) return left;
  } catch {
    // No such branch in this clone.
  }
  return `${head}~1`;
}

/** Names of the pages that differ from where this branch began, what is not committed included; none where git cannot say. */
export function changedPages(): string[] {
  try {
    const files = [git('diff', '--name-only', since()), git('ls-files', '--others', '--exclude-standard')].join('\n').split('\n');
    const sources = filesBelow(join(root, 'docs'), (name) => name.endsWith('.mdx')).map((file) => ({
      page: pageOfSource(file.slice(root.length + 1).replaceAll('\\', '/'))!,
      text: readFileSync(file, 'utf8'),
    }));
    return pagesOfFiles(files, sources);
  } catch {
    return [];
  }
}
