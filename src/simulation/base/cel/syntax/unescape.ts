/** Text and byte literals without their quotes and escapes (cel-go parser/unescape.go). */

export type Unescaped = { readonly ok: true; readonly chars: readonly number[] } | { readonly ok: false; readonly error: string };

const SIMPLE: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39, '"': 34, '`': 96, '?': 63 };
const DIGITS: Readonly<Record<string, number>> = { x: 2, X: 2, u: 4, U: 8 };
const fail = (error: string): Unescaped => ({ ok: false, error });
const utf8 = (char: string): readonly number[] => [...new TextEncoder().encode(char)];

/** Code points of a text literal, or the bytes of a byte literal (`bytes`; its `b` already taken off). */
export function unescape(literal: string, bytes: boolean): Unescaped {
  // Line ends count as \n, whatever the editor wrote.
  let text = literal.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const raw = /^[rR]/.test(text);
  if (raw) text = text.slice(1);
  const quotes = text.length >= 6 && /^("""|''')/.test(text) ? 3 : 1;
  const chars = Array.from(text.slice(quotes, -quotes));
  const result: number[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at]!;
    if (char !== '\\' || raw) {
      if (bytes) result.push(...utf8(char));
      else result.push(char.codePointAt(0)!);
      continue;
    }
    at += 1;
    const kind = chars[at];
    if (kind === undefined) return fail("unable to unescape string, found '\\' as last character");
    if (Object.hasOwn(SIMPLE, kind)) {
      result.push(SIMPLE[kind]!);
      continue;
    }
    const octal = /^[0-3]$/.test(kind);
    if (!octal && (!Object.hasOwn(DIGITS, kind) || (bytes && /^[uU]$/.test(kind)))) return fail('unable to unescape string');
    const digits = octal ? chars.slice(at, at + 3).join('') : chars.slice(at + 1, at + 1 + DIGITS[kind]!).join('');
    if (!(octal ? /^[0-7]{3}$/.test(digits) : digits.length === DIGITS[kind] && /^[0-9a-fA-F]+$/.test(digits))) return fail(octal ? 'unable to unescape octal sequence in string' : 'unable to unescape string');
    const code = Number.parseInt(digits, octal ? 8 : 16);
    if (!bytes && (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))) return fail('invalid unicode code point');
    result.push(code);
    at += octal ? 2 : DIGITS[kind]!;
  }
  return { ok: true, chars: result };
}
