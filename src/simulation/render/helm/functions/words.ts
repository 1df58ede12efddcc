/** Words in names (github.com/huandu/xstrings convert.go, github.com/Masterminds/goutils wordutils.go and stringutils.go). */

const isConnector = (char: string): boolean => /^[-_\s]$/u.test(char);
const isUpper = (char: string): boolean => /^\p{Lu}$/u.test(char);
const isPunctuation = (char: string): boolean => /^\p{P}$/u.test(char);
const isNumber = (char: string): boolean => /^\p{N}$/u.test(char);
/** What has an upper or lower case. */
const isAlphabet = (char: string): boolean => char.toLowerCase() !== char.toUpperCase();

/** ToPascalCase: `http_server` is HttpServer. */
export function pascalCase(text: string): string {
  const chars = Array.from(text);
  const start = chars.findIndex((char) => !isConnector(char));
  if (start < 0) return text;
  let result = chars.slice(0, start).join('');
  let current = chars[start]!.toUpperCase();
  let upperFirst = isUpper(chars[start]!);
  for (const next of chars.slice(start + 1)) {
    const before = current;
    current = next;
    if (isConnector(current) && isConnector(before)) {
      result += before;
      continue;
    }
    if (isConnector(before)) {
      upperFirst = isUpper(current);
      current = current.toUpperCase();
      continue;
    }
    if (upperFirst) {
      if (isUpper(current)) current = current.toLowerCase();
      else upperFirst = false;
    }
    result += before;
  }
  return result + current;
}

type WordKind = 'number' | 'upper' | 'alphabet' | 'connector' | 'punctuation' | 'other' | 'none';
interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

function takeWhile(chars: readonly string[], from: number, holds: (char: string) => boolean): number {
  let end = from;
  while (end < chars.length && holds(chars[end]!)) end += 1;
  return end;
}

function nextWord(chars: readonly string[], from: number): { kind: WordKind; end: number } {
  const char = chars[from]!;
  const lower = (each: string): boolean => isAlphabet(each) && !isUpper(each);
  if (isConnector(char)) return { kind: 'connector', end: takeWhile(chars, from, isConnector) };
  if (isPunctuation(char)) return { kind: 'punctuation', end: takeWhile(chars, from, isPunctuation) };
  if (isUpper(char)) {
    const next = chars[from + 1];
    if (next !== undefined && isUpper(next)) {
      const end = takeWhile(chars, from, isUpper);
      // The last capital begins the next word: HTTPServer is HTTP and Server.
      return { kind: 'upper', end: end < chars.length && isAlphabet(chars[end]!) ? end - 1 : end };
    }
    return { kind: 'upper', end: takeWhile(chars, from + 1, lower) };
  }
  if (isAlphabet(char)) return { kind: 'alphabet', end: takeWhile(chars, from, lower) };
  if (isNumber(char)) return { kind: 'number', end: takeWhile(chars, from, isNumber) };
  return { kind: 'other', end: takeWhile(chars, from + 1, (each) => !isConnector(each) && !isAlphabet(each) && !isNumber(each) && !isPunctuation(each)) };
}

/** camelCaseToLowerCase: `HTTPServer2` with `_` is http_server2. */
export function lowerWords(text: string, connector: string): string {
  const chars = Array.from(text);
  let at = 0;
  const take = (): Word => {
    if (at >= chars.length) return { kind: 'none', text: '' };
    const { kind, end } = nextWord(chars, at);
    const word = { kind, text: chars.slice(at, end).join('') };
    at = end;
    return word;
  };
  let result = '';
  const put = ({ kind, text: word }: Word): void => {
    if (kind === 'connector') result += Array.from(word, () => connector).join('');
    else result += kind === 'upper' || kind === 'alphabet' ? word.toLowerCase() : word;
  };
  const joins = (kind: WordKind): boolean => kind !== 'connector' && kind !== 'punctuation';
  let word = take();
  while (at < chars.length) {
    if (word.kind !== 'connector') put(word);
    const before = word;
    word = take();
    if (before.kind === 'connector') put(before);
    else if (before.kind === 'number') {
      for (; word.kind === 'alphabet' || word.kind === 'number'; word = take()) put(word);
      if (joins(word.kind) && word.kind !== 'none') result += connector;
    } else if (before.kind !== 'punctuation') {
      if (word.kind !== 'number') {
        if (joins(word.kind)) result += connector;
        continue;
      }
      if (at >= chars.length) continue;
      const number = word;
      word = take();
      if (word.kind !== 'alphabet') {
        put(number);
        if (joins(word.kind)) result += connector;
        continue;
      }
      result += connector;
      put(number);
      for (; word.kind === 'alphabet' || word.kind === 'number'; word = take()) put(word);
      if (joins(word.kind) && word.kind !== 'none') result += connector;
    }
  }
  put(word);
  return result;
}

const BLANK = /^\s$/u;

/** The first letter of each word, changed. */
function firstLetters(text: string, change: (char: string) => string): string {
  let gap = true;
  return Array.from(text, (char) => {
    if (BLANK.test(char)) {
      gap = true;
      return char;
    }
    const changed = gap ? change(char) : char;
    gap = false;
    return changed;
  }).join('');
}

export const untitle = (text: string): string => firstLetters(text, (char) => char.toLowerCase());

/** isSeparator of package strings: in ASCII what is no letter, digit or underscore, else blanks only. */
const isSeparator = (char: string): boolean => (char <= '\x7f' ? !/^[a-zA-Z0-9_]$/.test(char) : BLANK.test(char));

/** strings.Title. */
export function title(text: string): string {
  let before = ' ';
  return Array.from(text, (char) => {
    const begins = isSeparator(before);
    before = char;
    return begins ? char.toUpperCase() : char;
  }).join('');
}

export const swapCase = (text: string): string =>
  Array.from(text, (char) => (isUpper(char) ? char.toLowerCase() : /^\p{Ll}$/u.test(char) ? char.toUpperCase() : char)).join('');

export function initials(text: string): string {
  let gap = true;
  let result = '';
  for (const char of text) {
    if (BLANK.test(char)) gap = true;
    else {
      if (gap) result += char;
      gap = false;
    }
  }
  return result;
}

/** AbbreviateFull. */
export function abbreviate(text: string, given: number, width: number): string {
  if (text === '' || width < 4) return '';
  if (text.length <= width) return text;
  let offset = Math.min(given, text.length);
  if (text.length - offset < width - 3) offset = text.length - (width - 3);
  if (offset <= 4) return `${text.slice(0, width - 3)}...`;
  if (width < 7) return '';
  if (offset + width - 3 < text.length) return `...${abbreviate(text.slice(offset), 0, width - 3)}`;
  return `...${text.slice(text.length - (width - 3))}`;
}

/** WrapCustom: lines of at most `width`; `long` cuts words that are longer. */
export function wrap(text: string, given: number, newLine: string, long: boolean): string {
  const width = Math.max(1, given);
  const end = newLine === '' ? '\n' : newLine;
  let result = '';
  let offset = 0;
  while (text.length - offset > width) {
    if (text[offset] === ' ') {
      offset += 1;
      continue;
    }
    const space = text.slice(offset, width + offset + 1).lastIndexOf(' ');
    if (space >= 0) {
      result += text.slice(offset, offset + space) + end;
      offset += space + 1;
    } else if (long) {
      result += text.slice(offset, offset + width) + end;
      offset += width;
    } else {
      const next = text.indexOf(' ', offset + width);
      result += next < 0 ? text.slice(offset) : text.slice(offset, next) + end;
      offset = next < 0 ? text.length : next + 1;
    }
  }
  return result + text.slice(offset);
}
