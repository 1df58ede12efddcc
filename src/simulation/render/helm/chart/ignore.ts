/** .helmignore (helm pkg/ignore): one pattern a line, by package filepath's Match. */
import { globPattern } from '../../../base/go/path-match';

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string) => boolean;
}

const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Rules of a .helmignore, and helm's own. Throws an Error for a pattern that helm refuses. */
export function parseIgnore(text: string): readonly Rule[] {
  return [...text.replace(/^\ufeff/, '').split('\n'), 'templates/.?*'].flatMap((line) => {
    const raw = line.trim();
    if (raw === '' || raw.startsWith('#')) return [];
    if (raw.includes('**')) throw new Error('double-star (**) syntax is not supported');
    if (globPattern(raw) === undefined) throw new Error('syntax error in pattern');
    const negated = raw.startsWith('!');
    const positive = negated ? raw.slice(1) : raw;
    const foldersOnly = positive.endsWith('/');
    const pattern = foldersOnly ? positive.slice(0, -1) : positive;
    const expression = globPattern(pattern.replace(/^\//, '')) ?? /^(?!)/;
    const matches = pattern.includes('/') ? (path: string) => expression.test(path) : (path: string) => expression.test(base(path));
    return [{ negated, foldersOnly, matches }];
  });
}

export function isIgnored(rules: readonly Rule[], path: string, isFolder: boolean): boolean {
  if (path === '' || path === '.' || path === './') return false;
  for (const { negated, foldersOnly, matches } of rules) {
    if (negated) {
      if ((foldersOnly && !isFolder) || !matches(path)) return true;
      continue;
    }
    if (foldersOnly && !isFolder) continue;
    if (matches(path)) return true;
  }
  return false;
}
