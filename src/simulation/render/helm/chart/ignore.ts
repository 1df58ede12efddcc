/** .helmignore (helm pkg/ignore): one pattern a line, by package filepath's Match. */

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string) => boolean;
}

/** filepath.Match of a whole path; `*` and `?` do not cross slashes. Undefined for a pattern that is malformed. */
export function globPattern(pattern: string): RegExp | undefined {
  let [source, at] = ['', 0];
  const chars = Array.from(pattern);
  while (at < chars.length) {
    const char = chars[at]!;
    at += 1;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '\\') {
      if (at >= chars.length) return undefined;
      source += escaped(chars[at]!);
      at += 1;
    } else if (char === '[') {
      const end = chars.indexOf(']', at + (chars[at] === '^' ? 2 : 1));
      if (end < 0) return undefined;
      const inner = chars.slice(at, end).join('').replace(/[\\[\]]/g, '\\$&');
      try {
        source += new RegExp(`[${inner}]`, 'u').source;
      } catch {
        return undefined;
      }
      at = end + 1;
    } else source += escaped(char);
  }
  return new RegExp(`^${source.replace(/(\[\^\/\]\*)+/g, '[^/]*')}$`, 'u');
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

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
