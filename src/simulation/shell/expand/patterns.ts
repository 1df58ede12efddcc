/** A pattern of bash's (bash(1), Pattern Matching) as a regular expression over a whole text. Characters that were quoted stand for themselves. */
export interface PatternChar {
  readonly char: string;
  readonly quoted: boolean;
}

const CLASSES: Readonly<Record<string, string>> = { alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', blank: ' \\t' };

export const plainPattern = (text: string): PatternChar[] => [...text].map((char) => ({ char, quoted: false }));

/** `[[:alpha:]]` and the like. */
export const posixClass = (name: string): string | undefined => CLASSES[name];

const literal = (char: string): string => (/[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char);
const inSet = (char: string): string => (/[\\^[\]-]/.test(char) ? `\\${char}` : char);

function bracket(chars: readonly PatternChar[], at: number): { readonly source: string; readonly end: number } | undefined {
  let next = at + 1;
  let source = '';
  const not = chars[next]?.char === '!' || chars[next]?.char === '^';
  if (not) next += 1;
  for (let first = true; ; first = false) {
    const one = chars[next];
    if (one === undefined) return undefined;
    if (one.char === ']' && !one.quoted && !first) break;
    const named = /^\[:([a-z]+):\]/.exec(chars.slice(next, next + 12).map(({ char }) => char).join(''));
    const set = named?.[1] === undefined ? undefined : posixClass(named[1]);
    if (set !== undefined) {
      source += set;
      next += named![0].length;
    } else {
      source += one.char === '-' && !one.quoted && !first && chars[next + 1]?.char !== ']' ? '-' : inSet(one.char);
      next += 1;
    }
  }
  try {
    new RegExp(`[${source}]`, 'u');
  } catch {
    return undefined;
  }
  return { source: `[${not ? '^' : ''}${source}]`, end: next };
}

/** `slash`: a `*` passes a slash (parameters), or not (paths). */
export function patternSource(chars: readonly PatternChar[], { slash, lazy = false }: { readonly slash: boolean; readonly lazy?: boolean }): string {
  let source = '';
  const any = slash ? '[^]' : '[^/]';
  for (let at = 0; at < chars.length; at += 1) {
    const { char, quoted } = chars[at]!;
    if (quoted) source += literal(char);
    else if (char === '*') {
      if (!source.endsWith('*') && !source.endsWith('*?')) source += `${any}*${lazy ? '?' : ''}`;
    } else if (char === '?') source += any;
    else if (char === '[') {
      const set = bracket(chars, at);
      source += set === undefined ? '\\[' : set.source;
      if (set !== undefined) at = set.end;
    } else source += literal(char);
  }
  return source;
}

export const isPattern = (chars: readonly PatternChar[]): boolean => chars.some(({ char, quoted }) => !quoted && (char === '*' || char === '?' || char === '['));
