import { GoError } from './values';

const SIMPLE: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };
const HEX: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** strconv.Unquote, and UnquoteExtend of client-go for single quotes, which may hold text too: Go's escapes resolved, back quotes taken as they are. Throws a GoError. */
export function unquote(text: string): string {
  const quote = text[0]!;
  const fail = (): never => {
    throw new GoError('invalid syntax');
  };
  if (text.length < 2 || text.at(-1) !== quote) return fail();
  const inner = text.slice(1, -1);
  if (quote === '`') return inner.replaceAll('\r', '');
  let result = '';
  for (let i = 0; i < inner.length; i += 1) {
    const char = inner[i]!;
    if (char === quote || char === '\n') return fail();
    if (char !== '\\') {
      result += char;
      continue;
    }
    i += 1;
    const escape = inner[i] ?? '';
    if (Object.hasOwn(SIMPLE, escape)) result += SIMPLE[escape]!;
    else if (escape === quote) result += quote;
    else {
      const digits = Object.hasOwn(HEX, escape) ? inner.slice(i + 1, i + 1 + HEX[escape]!) : inner.slice(i, i + 3);
      const hex = Object.hasOwn(HEX, escape);
      const complete = hex ? digits.length === HEX[escape]! && /^[0-9a-fA-F]+$/.test(digits) : /^[0-3][0-7]{2}$/.test(digits);
      const code = complete ? Number.parseInt(digits, hex ? 16 : 8) : Infinity;
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return fail();
      result += String.fromCodePoint(code);
      i += hex ? digits.length : 2;
    }
  }
  return result;
}
