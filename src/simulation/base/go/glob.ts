/**
 * Patterns of github.com/gobwas/glob v0.2.3 (`Compile`): `*` stops at a separator, `**` does not, `?` is one character, `[a-z]`, `[!abc]`, `{a,b}`, and `\`
 * takes away the meaning of what follows.
 */

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, (char) => (char === '-' ? '\\x2d' : `\\${char}`));

class GlobError extends Error {}

interface Reader {
  readonly chars: readonly string[];
  at: number;
}

/** lexer.fetchText: up to one of `stops`. */
function readText(reader: Reader, stops: string): string {
  let text = '';
  for (; reader.at < reader.chars.length && !stops.includes(reader.chars[reader.at]!); reader.at += 1) {
    if (reader.chars[reader.at] === '\\') reader.at += 1;
    text += reader.chars[reader.at] ?? '';
  }
  return text;
}

/** lexer.fetchRange and ast.parserRange: after the `[`; either one range or a list of characters. */
function readClass(reader: Reader): string {
  const { chars } = reader;
  const not = chars[reader.at] === '!';
  if (not) reader.at += 1;
  const low = chars[reader.at];
  if (low === undefined) throw new GlobError('unexpected end of input');
  let set: string;
  if (chars[reader.at + 1] === '-') {
    const high = chars[reader.at + 2];
    if (high === undefined) throw new GlobError('unexpected end of input');
    if (high.codePointAt(0)! < low.codePointAt(0)!) throw new GlobError(`hi character '${high}' should be greater than lo '${low}'`);
    set = `${literal(low)}-${literal(high)}`;
    reader.at += 3;
  } else {
    const text = readText(reader, ']');
    if (text === '' && reader.at < chars.length) throw new GlobError('could not parse range');
    set = Array.from(text, literal).join('');
  }
  if (chars[reader.at] !== ']') throw new GlobError(reader.at < chars.length ? 'expected close range character' : 'unexpected end of input');
  reader.at += 1;
  return `[${not ? '^' : ''}${set}]`;
}

function translate(pattern: string, separators: string): string {
  const reader: Reader = { chars: Array.from(pattern), at: 0 };
  const one = separators === '' ? '[^]' : `[^${Array.from(separators, literal).join('')}]`;
  let [source, depth] = ['', 0];
  while (reader.at < reader.chars.length) {
    const char = reader.chars[reader.at]!;
    reader.at += 1;
    if (char === '*') {
      const double = reader.chars[reader.at] === '*';
      if (double) reader.at += 1;
      source += double ? '[^]*' : `${one}*`;
    } else if (char === '?') source += one;
    else if (char === '[') source += readClass(reader);
    else if (char === '{') {
      depth += 1;
      source += '(?:';
    } else if (char === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (char === ',' && depth > 0) source += '|';
    else {
      reader.at -= 1;
      source += literal(readText(reader, depth > 0 ? '?*[{},' : '?*[{'));
    }
  }
  // Upstream takes an alternative that is not closed as one that ends with the pattern.
  return source + ')'.repeat(depth);
}

export type Glob = { readonly ok: true; readonly matches: (text: string) => boolean } | { readonly ok: false; readonly error: string };

/** glob.Compile. */
export function compileGlob(pattern: string, separators = ''): Glob {
  try {
    const expression = new RegExp(`^(?:${translate(pattern, separators)})$`, 'u');
    return { ok: true, matches: (text) => expression.test(text) };
  } catch (error) {
    if (error instanceof GlobError) return { ok: false, error: error.message };
    throw error;
  }
}
