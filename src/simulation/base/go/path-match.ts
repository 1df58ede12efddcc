/** Package path's patterns (path.Match, filepath.Match on Unix). */

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

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
