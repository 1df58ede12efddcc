/** How a text may be written (go-yaml v2 emitterc.go yaml_emitter_analyze_scalar). */
export interface ScalarAnalysis {
  readonly multiline: boolean;
  readonly blockPlainAllowed: boolean;
  readonly singleQuotedAllowed: boolean;
  readonly blockAllowed: boolean;
}

const BREAKS = '\n\r\u0085\u2028\u2029';
export const isBreakChar = (char: string | undefined): boolean => char !== undefined && BREAKS.includes(char);
const isBlankEnd = (char: string | undefined): boolean => char === undefined || char === ' ' || char === '\t';

/** is_printable: nothing beyond U+FFFF, no tab, no byte order mark. */
export function isPrintableChar(char: string): boolean {
  const code = char.codePointAt(0)!;
  return code === 0x0a || (code >= 0x20 && code <= 0x7e) || code === 0x85 || (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code < 0xfffe && code !== 0xfeff);
}

const FIRST = new Set('#,[]{}&*!|>\'"%@`');
const PLAIN_TEXT = /^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/;
const EASY: ScalarAnalysis = { multiline: false, blockPlainAllowed: true, singleQuotedAllowed: true, blockAllowed: true };

export function analyzeScalar(value: string): ScalarAnalysis {
  if (value === '') return { multiline: false, blockPlainAllowed: true, singleQuotedAllowed: true, blockAllowed: false };
  if (PLAIN_TEXT.test(value) && !value.startsWith('...')) return EASY;
  const chars = Array.from(value);
  let indicators = value.startsWith('---') || value.startsWith('...');
  let [breaks, special, breakSpace, spaceBreak, blankBefore, spaceBefore, breakBefore] = [false, false, false, false, true, false, false];
  chars.forEach((char, i) => {
    const blankAfter = isBlankEnd(chars[i + 1]);
    if (i === 0 && (FIRST.has(char) || ('?:-'.includes(char) && blankAfter))) indicators = true;
    if (i > 0 && ((char === ':' && blankAfter) || (char === '#' && blankBefore))) indicators = true;
    special ||= !isPrintableChar(char);
    const isBreak = isBreakChar(char);
    if (char === ' ') breakSpace ||= breakBefore;
    else if (isBreak) spaceBreak ||= spaceBefore;
    breaks ||= isBreak;
    [spaceBefore, breakBefore] = [char === ' ', isBreak];
    blankBefore = isBlankEnd(char) || isBreak;
  });
  const [first, last] = [chars[0]!, chars.at(-1)!];
  const edge = first === ' ' || last === ' ' || isBreakChar(first) || isBreakChar(last);
  const never = spaceBreak || special;
  return {
    multiline: breaks,
    blockPlainAllowed: !(edge || breakSpace || never || breaks || indicators),
    singleQuotedAllowed: !(breakSpace || never),
    blockAllowed: !(last === ' ' || never),
  };
}
