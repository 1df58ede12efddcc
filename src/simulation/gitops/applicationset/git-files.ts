/** Which files a pattern of the git generator names (`git ls-files <pathspec>`). */

/** A class of wildmatch.c: `[a-z]`, `[!a]`, `[^a]`. */
function readClass(pattern: string, start: number): { readonly source: string; readonly end: number } | undefined {
  const negated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
  const from = start + (negated ? 2 : 1);
  const end = pattern.indexOf(']', from + 1);
  if (end < 0) return undefined;
  return { source: `[${negated ? '^' : ''}${pattern.slice(from, end).replace(/[\\^[\]]/g, '\\$&')}]`, end };
}

const literal = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** wildmatch without WM_PATHNAME: stars cross folders. */
function wildmatch(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at]!;
    const group = char === '[' ? readClass(pattern, at) : undefined;
    if (char === '*') source += '[^]*';
    else if (char === '?') source += '[^]';
    else if (group !== undefined) {
      source += group.source;
      at = group.end;
    } else if (char === '\\' && at + 1 < pattern.length) {
      at += 1;
      source += literal(pattern[at]!);
    } else source += literal(char);
  }
  return new RegExp(`^${source}$`, 'u');
}

/** A path itself, what lies in a folder of that name, or what the pattern matches. */
export function gitFiles(files: readonly string[], pathspec: string): string[] {
  const plain = pathspec.replace(/^(?:\.\/)+/, '').replace(/\/{2,}/g, '/');
  if (plain === '' || plain === '.') return [...files];
  const folder = plain.endsWith('/') ? plain : `${plain}/`;
  const expression = wildmatch(plain);
  return files.filter((file) => file === plain || file.startsWith(folder) || (/[*?[\\]/.test(plain) && expression.test(file)));
}
