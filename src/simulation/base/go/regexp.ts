/** Regular expressions as Go reads them (regexp/syntax: RE2): its errors in its words, and an expression of this language that matches the same. */

export type RegexpResult = { readonly ok: true; readonly regexp: RegExp } | { readonly ok: false; readonly error: string };

class Failure extends Error {}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\x00-\\x7F', blank: '\\t ', cntrl: '\\x00-\\x1F\\x7F', digit: '0-9', graph: '!-~', lower: 'a-z', print: ' -~', punct: '!-\\/:-@\\[-`{-~', space: '\\t\\n\\v\\f\\r ', upper: 'A-Z', word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f',
};
/** RE2's classes know ASCII only. */
const PERL: Readonly<Record<string, string>> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Za-z_' };
const CONTROLS: Readonly<Record<string, string>> = { a: '\\x07', f: '\\f', n: '\\n', r: '\\r', t: '\\t', v: '\\v' };
const MAX_REPEAT = 1000;
const literal = (char: string): string => (char === '-' ? String.raw`\x2d` : /^[\^$\\.*+?()[\]{}|/]$/.test(char) ? `\\${char}` : char);

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly swap: boolean;
}

class Translator {
  private at = 0;
  private flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, swap: false };
  private depth = 0;
  private readonly names = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly chars = Array.from(text),
  ) {}

  private fail(what: string, expression: string): never {
    throw new Failure(`error parsing regexp: ${what}: \`${expression}\``);
  }

  private get rest(): string {
    return this.chars.slice(this.at).join('');
  }

  run(): string {
    const result = this.alternation();
    if (this.at < this.chars.length) this.fail('unexpected )', this.text);
    return result;
  }

  private alternation(): string {
    let result = '';
    let previous: { readonly from: number; readonly end: number } | undefined;
    let repeatable = false;
    let lastRepeat: string | undefined;
    while (this.at < this.chars.length) {
      const char = this.chars[this.at]!;
      if (char === ')') {
        if (this.depth === 0) this.fail('unexpected )', this.text);
        break;
      }
      if (char === '|') {
        this.at += 1;
        result += '|';
        repeatable = false;
        lastRepeat = undefined;
        continue;
      }
      const repeat = this.repeat();
      if (repeat !== undefined) {
        if (!repeatable) this.fail('missing argument to repetition operator', repeat);
        if (lastRepeat !== undefined) this.fail('invalid nested repetition operator', lastRepeat + repeat);
        result += repeat;
        lastRepeat = repeat;
        continue;
      }
      lastRepeat = undefined;
      const from = this.at;
      const before = result.length;
      result += this.atom();
      previous = { from, end: this.at };
      repeatable = previous.end > previous.from && result.length > before;
    }
    return result;
  }

  /** `*`, `+?`, `{2,3}`; a brace that counts nothing is a character. */
  private repeat(): string | undefined {
    const match = /^(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??/.exec(this.rest);
    if (match === null) return undefined;
    const [text] = match;
    const [, min, max] = /^\{([0-9]+)(?:,([0-9]*))?\}/.exec(text) ?? [];
    if (min !== undefined) {
      const most = max === undefined || max === '' ? Number(min) : Number(max);
      if (Number(min) > MAX_REPEAT || most > MAX_REPEAT || most < Number(min)) this.fail('invalid repeat count', text.replace(/\?$/, ''));
    }
    this.at += text.length;
    return this.flags.swap && min === undefined ? (text.endsWith('?') && text.length > 1 ? text.slice(0, -1) : `${text}?`) : text;
  }

  private atom(): string {
    const char = this.chars[this.at]!;
    if (char === '(') return this.group();
    if (char === '[') return this.characterClass();
    if (char === '\\') return this.escape();
    this.at += 1;
    if (char === '.') return this.flags.dotAll ? '[^]' : '[^\\n]';
    if (char === '^') return this.flags.multiline ? '(?<=^|\\n)' : '(?<![^])';
    if (char === '$') return this.flags.multiline ? '(?=\\n|(?![^]))' : '(?![^])';
    return this.cased(char);
  }

  private cased(char: string): string {
    const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
    return this.flags.ignoreCase && lower !== upper && Array.from(lower + upper).length === 2 ? `[${literal(lower)}${literal(upper)}]` : literal(char);
  }

  private group(): string {
    const outer = this.flags;
    let open = '(?:';
    if (this.chars[this.at + 1] !== '?') {
      open = '(';
      this.at += 1;
    } else {
      const named = /^\(\?P?<([^>]*)>/.exec(this.rest);
      if (named !== null && !/^\(\?<[=!]/.test(this.rest)) {
        const name = named[1]!;
        if (!/^\w+$/.test(name)) this.fail('invalid named capture', named[0]);
        if (this.names.has(name)) this.fail('duplicate capture group name', name);
        this.names.add(name);
        open = `(?<${/^\d/.test(name) ? '_' : ''}${name}>`;
        this.at += Array.from(named[0]).length;
      } else {
        const flags = /^\(\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.rest);
        if (flags === null) this.fail(this.rest.includes(')') || /^\(\?[^imsU:-]/.test(this.rest) ? 'invalid or unsupported Perl syntax' : 'missing closing )', /^\(\?P?<?[=!]?/.exec(this.rest)![0]);
        const [whole, on = '', off = '', end] = flags!;
        const flag = (letter: string, was: boolean): boolean => (on.includes(letter) ? true : off.includes(letter) ? false : was);
        this.flags = { ignoreCase: flag('i', outer.ignoreCase), multiline: flag('m', outer.multiline), dotAll: flag('s', outer.dotAll), swap: flag('U', outer.swap) };
        this.at += whole.length;
        // Without a colon the flags hold to the end of the group around.
        if (end === ')') return '';
      }
    }
    this.depth += 1;
    const inner = this.alternation();
    this.depth -= 1;
    if (this.chars[this.at] !== ')') this.fail('missing closing )', this.text);
    this.at += 1;
    this.flags = outer;
    return `${open}${inner})`;
  }

  private escape(): string {
    const char = this.chars[this.at + 1];
    if (char === undefined) this.fail('trailing backslash at end of expression', '');
    if (char === 'Q') {
      const end = this.rest.indexOf('\\E');
      const quoted = Array.from(end < 0 ? this.rest.slice(2) : this.rest.slice(2, end));
      this.at += 2 + quoted.length + (end < 0 ? 0 : 2);
      return quoted.map((each) => this.cased(each)).join('');
    }
    const zeroWidth: Readonly<Record<string, string>> = { A: '(?<![^])', z: '(?![^])', b: '\\b', B: '\\B' };
    if (Object.hasOwn(zeroWidth, char!)) {
      this.at += 2;
      return zeroWidth[char!]!;
    }
    const set = this.set();
    if (set !== undefined) return `[${set.negative ? '^' : ''}${set.inner}]`;
    return this.cased(this.escapedChar());
  }

  /** `\d`, `\pL` and their like as the inside of a class. */
  private set(): { readonly inner: string; readonly negative: boolean } | undefined {
    const char = this.chars[this.at + 1] ?? '';
    if (/^[dswDSW]$/.test(char)) {
      this.at += 2;
      return { inner: PERL[char.toLowerCase()]!, negative: char < 'a' };
    }
    if (char !== 'p' && char !== 'P') return undefined;
    const match = /^\\[pP](?:\{(\^?)(\w+)\}|(\w))/.exec(this.rest);
    if (match === null) this.fail('invalid character class range', this.rest.slice(0, 3));
    const name = match![2] ?? match![3]!;
    const property = name.length <= 2 ? `\\p{${name}}` : `\\p{Script=${name}}`;
    try {
      new RegExp(property, 'u');
    } catch {
      this.fail('invalid character class range', match![0]);
    }
    this.at += match![0].length;
    return { inner: property, negative: (char === 'P') !== (match![1] === '^') };
  }

  /** The one character that an escape stands for. */
  private escapedChar(): string {
    const char = this.chars[this.at + 1]!;
    const hex = /^\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(this.rest);
    const octal = /^\\([1-7][0-7]{1,2}|0[0-7]{0,2})/.exec(this.rest);
    if (hex !== null || octal !== null) {
      this.at += (hex ?? octal)![0].length;
      return String.fromCodePoint(hex === null ? Number.parseInt(octal![1]!, 8) : Number.parseInt(hex[1] ?? hex[2]!, 16));
    }
    if (!/^[!-/:-@[-`{-~]$/.test(char) && !Object.hasOwn(CONTROLS, char)) this.fail('invalid escape sequence', `\\${char}`);
    this.at += 2;
    return Object.hasOwn(CONTROLS, char) ? ({ a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' } as Record<string, string>)[char]! : char;
  }

  private characterClass(): string {
    const start = this.at;
    const broken = (): never => this.fail('missing closing ]', this.chars.slice(start).join(''));
    this.at += 1;
    const negative = this.chars[this.at] === '^';
    if (negative) this.at += 1;
    const parts: string[] = [];
    for (let first = true; first || this.chars[this.at] !== ']'; first = false) {
      if (this.at >= this.chars.length) return broken();
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.rest);
      if (posix !== null) {
        if (!Object.hasOwn(POSIX, posix[2]!)) this.fail('invalid character class range', posix[0]);
        this.at += posix[0].length;
        parts.push(posix[1] === '^' ? outside(POSIX[posix[2]!]!) : POSIX[posix[2]!]!);
        continue;
      }
      if (this.chars[this.at] === '\\') {
        const set = this.set();
        if (set !== undefined) {
          parts.push(set.negative ? outside(set.inner) : set.inner);
          continue;
        }
      }
      parts.push(this.range(broken));
    }
    this.at += 1;
    return parts.length === 0 ? '[^]' : `[${negative ? '^' : ''}${parts.join('')}]`;
  }

  private range(broken: () => never): string {
    const from = this.at;
    const one = (): string => {
      if (this.at >= this.chars.length) return broken();
      if (this.chars[this.at] === '\\') return this.chars[this.at + 1] === undefined ? broken() : this.escapedChar();
      this.at += 1;
      return this.chars[this.at - 1]!;
    };
    const low = one();
    let high = low;
    if (this.chars[this.at] === '-' && this.chars[this.at + 1] !== ']' && this.at + 1 < this.chars.length) {
      this.at += 1;
      high = one();
      if (high.codePointAt(0)! < low.codePointAt(0)!) this.fail('invalid character class range', this.chars.slice(from, this.at).join(''));
    }
    const plain = low === high ? literal(low) : `${literal(low)}-${literal(high)}`;
    if (!this.flags.ignoreCase) return plain;
    const swap = (char: string): string => (char.toLowerCase() === char ? char.toUpperCase() : char.toLowerCase());
    return /^[a-zA-Z]$/.test(low) && /^[a-zA-Z]$/.test(high) ? `${plain}${swap(low)}-${swap(high)}` : plain;
  }
}

/** What a negated set holds, for use within a class. */
function outside(inner: string): string {
  const property = /^\\p\{(.*)\}$/.exec(inner);
  if (property !== null) return `\\P{${property[1]}}`;
  if (inner === PERL['d']) return '\\D';
  const excluded = new RegExp(`[${inner}]`, 'u');
  let result = '';
  for (let code = 0; code < 0x80; code += 1) if (!excluded.test(String.fromCharCode(code))) result += `\\x${code.toString(16).padStart(2, '0')}`;
  return `${result}\\u{80}-\\u{10FFFF}`;
}

const compiled = new Map<string, RegexpResult>();
const MAX_KEPT = 500;

/** regexp.Compile. The expression has the flags g and u: reset `lastIndex`, or use it with replace and matchAll. */
export function compileRegexp(text: string): RegexpResult {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  let result: RegexpResult;
  try {
    result = { ok: true, regexp: new RegExp(new Translator(text).run(), 'gu') };
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof SyntaxError)) throw error;
    result = { ok: false, error: error instanceof Failure ? error.message : `error parsing regexp: invalid or unsupported Perl syntax: \`${text}\`` };
  }
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(text, result);
  return result;
}

/** Regexp.MatchString: whether the expression matches somewhere. */
export function regexpMatches(regexp: RegExp, text: string): boolean {
  regexp.lastIndex = 0;
  return regexp.test(text);
}
