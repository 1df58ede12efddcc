/** Patterns of `.Files.Glob` (github.com/gobwas/glob with `/` as the separator): `*`, `**`, `?`, `[a-z]`, `[!x]`, `{a,b}`. */

const literal = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** The pattern as an expression of this language; undefined where it is malformed. */
function translate(pattern: string): RegExp | undefined {
  const chars = Array.from(pattern);
  let [source, depth] = ['', 0];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at]!;
    if (char === '*') {
      const double = chars[at + 1] === '*';
      source += double ? '[^]*' : '[^/]*';
      while (chars[at + 1] === '*') at += 1;
    } else if (char === '?') source += '[^/]';
    else if (char === '\\') {
      at += 1;
      source += literal(chars[at] ?? '\\');
    } else if (char === '{') {
      depth += 1;
      source += '(?:';
    } else if (char === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (char === ',' && depth > 0) source += '|';
    else if (char === '[') {
      const end = chars.indexOf(']', at + 1);
      const inner = chars.slice(at + 1, end).join('');
      if (end < 0 || inner === '' || inner === '!') return undefined;
      const set = inner.replace(/^!/, '').replace(/[\\[\]^]/g, '\\$&');
      source += `[${inner.startsWith('!') ? '^' : ''}${set}]`;
      at = end;
    } else source += literal(char);
  }
  if (depth > 0) return undefined;
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    return undefined;
  }
}

/** Whether names match; a malformed pattern matches every name. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const expression = translate(pattern);
  return expression === undefined ? () => true : (name) => expression.test(name);
}
