import { posixClass } from '../expand/patterns';

const SWAPPED = '(){}|+?';

/** A bracket expression from its `[` on; where it ends. */
function bracketOf(source: string, at: number): { readonly text: string; readonly end: number } | undefined {
  let next = at + 1;
  let text = '[';
  if (source[next] === '^') {
    text += '^';
    next += 1;
  }
  for (let first = true; next < source.length; first = false) {
    const char = source[next]!;
    if (char === ']' && !first) return { text: `${text}]`, end: next };
    const [whole, name = ''] = /^\[:([a-z]+):\]/.exec(source.slice(next)) ?? [];
    const set = whole === undefined ? undefined : posixClass(name);
    if (whole !== undefined && set !== undefined) {
      text += set;
      next += whole.length;
      continue;
    }
    text += char === '\\' || char === '[' || (char === ']' && first) ? `\\${char}` : char;
    next += 1;
  }
  return undefined;
}

/**
 * A regular expression of grep, sed and awk (regex(7), with GNU's `\w \s \b \< \>`) as one of this language. A text where it is wrong, in the words of GNU's library.
 */
export function posixRegex(source: string, { extended, ignoreCase = false, global = false }: { readonly extended: boolean; readonly ignoreCase?: boolean; readonly global?: boolean }): RegExp | string {
  let result = '';
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at]!;
    const begins = result === '' || /(?:^|[^\\])(?:\(|\||\^)$/.test(result);
    if (char === '\\') {
      const next = source[at + 1];
      if (next === undefined) return 'Trailing backslash';
      at += 1;
      if (SWAPPED.includes(next) && !extended) {
        if (next === '(') depth += 1;
        else if (next === ')' && (depth -= 1) < 0) return 'Unmatched ) or \\)';
        result += next;
      } else if (next === '<') result += '\\b(?=\\w)';
      else if (next === '>') result += '\\b(?<=\\w)';
      else if (/[wWsSbB1-9nt]/.test(next)) result += `\\${next}`;
      else result += /[\\^$.*+?()[\]{}|/-]/.test(next) ? `\\${next}` : next;
    } else if (char === '[') {
      const bracket = bracketOf(source, at);
      if (bracket === undefined) return 'Unmatched [, [^, [:, [., or [=';
      result += bracket.text;
      at = bracket.end;
    } else if (SWAPPED.includes(char)) {
      if (!extended) result += `\\${char}`;
      else if ('*+?'.includes(char) && begins) result += `\\${char}`;
      else if (char === '{' && !/^\{\d*,?\d*\}/.test(source.slice(at))) result += '\\{';
      else if (char === '}' && !/\{\d*,?\d*$/.test(result)) result += '\\}';
      else {
        if (char === '(') depth += 1;
        else if (char === ')' && depth === 0) {
          result += '\\)';
          continue;
        } else if (char === ')') depth -= 1;
        result += char;
      }
    } else if (char === '*' && begins) result += '\\*';
    else if (char === '^' && !extended && at > 0 && !/(?:^|[^\\])(?:\(|\|)$/.test(result)) result += '\\^';
    else if (char === '$' && !extended && at < source.length - 1 && !/^\$\\[)|]/.test(source.slice(at))) result += '\\$';
    else result += char === '/' ? '\\/' : char;
  }
  if (depth > 0) return 'Unmatched ( or \\(';
  try {
    return new RegExp(result, `${ignoreCase ? 'i' : ''}${global ? 'g' : ''}`);
  } catch {
    return 'Invalid regular expression';
  }
}

/** A text that stands for itself. */
export const literalSource = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
