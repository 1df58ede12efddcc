import { resolvesToText } from '../resolve';

/** How go-yaml v2 writes a text (encode.go stringv, emitterc.go yaml_emitter_analyze_scalar and select_scalar_style). */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
export const BREAK = /^[\n\r\u0085\u2028\u2029]$/;
/** is_printable: what may stand in YAML as it is. */
const PRINTABLE = /^[\n\x20-\x7E\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]$/;
export const isPrintable = (char: string): boolean => PRINTABLE.test(char);

const isBlank = (char: string | undefined): boolean => char === undefined || char === ' ' || char === '\t';
const isBreak = (char: string | undefined): boolean => char !== undefined && BREAK.test(char);

/** What a text allows: without quotes, in single ones, as a block. */
interface Allowed {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
  readonly multiline: boolean;
}

function startsWithIndicator(chars: readonly string[]): boolean {
  const [first = '', second] = chars;
  if (/^(?:---|\.\.\.)/.test(chars.slice(0, 3).join(''))) return true;
  return '#,[]{}&*!|>\'"%@`'.includes(first) || ('?:-'.includes(first) && isBlank(second));
}

/** Whether `: ` or ` #` stands inside, which would end a plain scalar. */
function hasIndicator(chars: readonly string[]): boolean {
  return chars.some((char, i) => i > 0 && ((char === ':' && isBlank(chars[i + 1])) || (char === '#' && (isBlank(chars[i - 1]) || isBreak(chars[i - 1])))));
}

function allowed(chars: readonly string[]): Allowed {
  if (chars.length === 0) return { plain: true, single: true, block: false, multiline: false };
  const [first, last] = [chars[0], chars.at(-1)];
  const edge = (char: string | undefined): boolean => char === ' ' || isBreak(char);
  const pairs = (one: (char: string | undefined) => boolean, next: (char: string | undefined) => boolean): boolean => chars.some((char, i) => i > 0 && one(chars[i - 1]) && next(char));
  const space = (char: string | undefined): boolean => char === ' ';
  const breakSpace = pairs(isBreak, space);
  const bad = pairs(space, isBreak) || chars.some((char) => !isPrintable(char));
  const multiline = chars.some(isBreak);
  return {
    plain: !edge(first) && !edge(last) && !multiline && !bad && !startsWithIndicator(chars) && !hasIndicator(chars),
    single: !breakSpace && !bad,
    block: last !== ' ' && !bad,
    multiline,
  };
}

/** The style of a text as a value, or as the key of a mapping. */
export function styleOf(text: string, chars: readonly string[], key: boolean): ScalarStyle {
  const can = allowed(chars);
  // What reads as something else (a number, `yes`, a time) is quoted.
  const isText = (resolvesToText(text) || text === '<<') && !BASE_60.test(text);
  const wanted: ScalarStyle = key && can.multiline ? 'double' : text.includes('\n') ? 'literal' : isText ? 'plain' : 'double';
  if (wanted === 'plain' && can.plain && !(key && text === '')) return 'plain';
  if (wanted === 'literal' && can.block && !key) return 'literal';
  return wanted === 'plain' && can.single ? 'single' : 'double';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0', '\x07': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r', '\x1b': 'e', '"': '"', '\\': '\\', '\u0085': 'N', '\u00a0': '_', '\u2028': 'L', '\u2029': 'P',
};

/** A character between double quotes that cannot stand there as it is; undefined for one that can. `always`: none can. */
export function escaped(char: string, always: boolean): string | undefined {
  if (!always && isPrintable(char) && char !== '"' && char !== '\\' && !BREAK.test(char)) return undefined;
  const known = ESCAPES[char];
  if (known !== undefined) return `\\${known}`;
  const code = char.codePointAt(0) ?? 0;
  const [letter, width] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(Number(width), '0')}`;
}
