/** What Go's `fmt` prints for texts and lists of texts, as it stands in the messages of Kubernetes. */

const NAMED: Readonly<Record<string, string>> = {
  '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '"': '\\"', '\\': '\\\\',
};
/** Letters, marks, numbers, punctuation, symbols and the plain space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const PLAIN = /^[ !#-[\]-~]*$/;

/** unicode.IsPrint. */
export const isPrintable = (char: string): boolean => PRINTABLE.test(char);

function escaped(char: string): string {
  const named = NAMED[char];
  if (named !== undefined) return named;
  if (isPrintable(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** strconv.Quote, which `%q` prints: `"a\nb"`. */
export function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${Array.from(text, escaped).join('')}"`;
}

/** `%q` of a `[]string`: `["get" "list"]`. */
export const quoteList = (texts: readonly string[]): string => `[${texts.map(quote).join(' ')}]`;

/** `%v` of a `[]string`: `[get list]`. */
export const printList = (texts: readonly string[]): string => `[${texts.join(' ')}]`;
