import { plainTag } from '../resolve';

/** What a text may be written as (emitterc.go yaml_emitter_analyze_scalar). */
interface Analysis {
  readonly multiline: boolean;
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

const isBreak = (char: string): boolean => char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029';
const isBlankOrEnd = (char: string | undefined): boolean => char === undefined || char === ' ' || char === '\t' || isBreak(char);

/** yamlprivateh.go is_printable: nothing beyond the basic plane is. */
export function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code === 0x0a || (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);
}

const FIRST = new Set([...'#,[]{}&*!|>\'"%@`']);

/** Whether a character here would be taken for YAML's own in a block. */
function indicates(char: string, at: number, preceded: boolean, followed: boolean): boolean {
  if (at === 0) return FIRST.has(char) || ('?:-'.includes(char) && followed);
  return (char === ':' && followed) || (char === '#' && preceded);
}

function analyze(chars: readonly string[]): Analysis {
  if (chars.length === 0) return { multiline: false, plain: true, single: true, block: false };
  const text = chars.join('');
  let indicators = text.startsWith('---') || text.startsWith('...');
  let [lineBreaks, special, spaceBreak, breakSpace] = [false, false, false, false];
  let [previousSpace, previousBreak, preceded] = [false, false, true];
  chars.forEach((char, at) => {
    indicators ||= indicates(char, at, preceded, isBlankOrEnd(chars[at + 1]));
    special ||= !isPrintable(char) && !isBreak(char);
    lineBreaks ||= isBreak(char);
    const space = char === ' ';
    breakSpace ||= space && previousBreak;
    spaceBreak ||= isBreak(char) && previousSpace;
    [previousSpace, previousBreak, preceded] = [space, isBreak(char), isBlankOrEnd(char)];
  });
  const [first, last] = [chars[0]!, chars.at(-1)!];
  const bordered = first === ' ' || last === ' ' || isBreak(first) || isBreak(last);
  const none = spaceBreak || special;
  return {
    multiline: lineBreaks,
    plain: !(bordered || breakSpace || none || lineBreaks || indicators),
    single: !(breakSpace || none),
    block: !(last === ' ' || none),
  };
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** Numbers of YAML 1.1 in base 60, which others may read as such (encode.go isBase60Float). */
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** How a text is written in a block (encode.go stringv, emitterc.go yaml_emitter_select_scalar_style). */
export function styleOf(text: string, isKey: boolean): ScalarStyle {
  const chars = Array.from(text);
  const analysis = analyze(chars);
  if (text.includes('\n')) return analysis.block && !isKey ? 'literal' : 'double';
  if (plainTag(text) !== 'str' || BASE_60.test(text)) return 'double';
  if (isKey && analysis.multiline) return 'double';
  if (analysis.plain) return 'plain';
  return analysis.single ? 'single' : 'double';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0', '\u0007': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r', '\u001b': 'e', '"': '"', '\\': '\\', '\u0085': 'N', '\u00a0': '_', '\u2028': 'L', '\u2029': 'P',
};

/** A character between double quotes. */
export function escapedChar(char: string): string {
  if (isPrintable(char) && !isBreak(char) && char !== '"' && char !== '\\') return char;
  const named = ESCAPES[char];
  if (named !== undefined) return `\\${named}`;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
