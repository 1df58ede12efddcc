/** Reads regular expressions as Go does (regexp/syntax parse.go: RE2), with its errors in its words. */
import { asserted, isRepeatValid, one, sequence } from './tree';
import type { Node } from './tree';

class Failure extends Error {}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\x00-\\x7F', blank: '\\t ', cntrl: '\\x00-\\x1F\\x7F', digit: '0-9', graph: '!-~', lower: 'a-z', print: ' -~', punct: '!-\\/:-@\\[-`{-~', space: '\\t\\n\\v\\f\\r ', upper: 'A-Z', word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f',
};
/** RE2's classes know ASCII only. */
const PERL: Readonly<Record<string, string>> = { d: '0-9', s: '\\t\\n\\f\\r ', w: '0-9A-Za-z_' };
const CONTROLS: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const MAX_REPEAT = 1000;
const literal = (char: string): string => (char === '-' ? String.raw`\x2d` : /^[\^$\\.*+?()[\]{}|/]$/.test(char) ? `\\${char}` : char);

interface Times {
  readonly min: number;
  readonly max: number;
  readonly greedy: boolean;
}

/** An expression, and the names of its groups from the first on. */
export interface Parsed {
  readonly tree: Node;
  readonly names: readonly (string | undefined)[];
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly swap: boolean;
}

class Parser {
  private at = 0;
  private flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, swap: false };
  private depth = 0;
  private readonly names: (string | undefined)[] = [];

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

  run(): Parsed {
    const tree = this.alternation();
    if (this.at < this.chars.length) this.fail('unexpected )', this.text);
    return { tree, names: this.names };
  }

  private alternation(): Node {
    const options: Node[] = [];
    let items: Node[] = [];
    let lastRepeat: string | undefined;
    while (this.at < this.chars.length) {
      const char = this.chars[this.at]!;
      if (char === ')') {
        if (this.depth === 0) this.fail('unexpected )', this.text);
        break;
      }
      if (char === '|') {
        this.at += 1;
        options.push(sequence(items));
        items = [];
        lastRepeat = undefined;
        continue;
      }
      const repeat = this.repeat();
      if (repeat !== undefined) {
        if (lastRepeat !== undefined) this.fail('invalid nested repetition operator', lastRepeat + repeat.text);
        const of = items.pop();
        if (of === undefined) return this.fail('missing argument to repetition operator', repeat.text);
        const node: Node = { kind: 'repeat', of, ...repeat.times };
        if (!isRepeatValid(node)) this.fail('invalid repeat count', repeat.text);
        items.push(node);
        lastRepeat = repeat.text;
        continue;
      }
      lastRepeat = undefined;
      items.push(...this.atom());
    }
    return options.length === 0 ? sequence(items) : { kind: 'choice', of: [...options, sequence(items)] };
  }

  /** `*`, `+?`, `{2,3}`; a brace that counts nothing is a character. */
  private repeat(): { readonly text: string; readonly times: Times } | undefined {
    const match = /^(?:([*+?])|\{([0-9]+)(?:(,)([0-9]*))?\})(\?)?/.exec(this.rest);
    if (match === null) return undefined;
    const [text, sign, least, comma, most, lazy] = match;
    const min = least === undefined ? (sign === '+' ? 1 : 0) : Number(least);
    const max = least === undefined ? (sign === '?' ? 1 : Infinity) : comma === undefined ? min : most === '' ? Infinity : Number(most);
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT) || max < min) this.fail('invalid repeat count', text.replace(/\?$/, ''));
    this.at += text.length;
    return { text, times: { min, max, greedy: (lazy === undefined) !== this.flags.swap } };
  }

  /** Mostly one; none for flags, several for what is quoted. */
  private atom(): readonly Node[] {
    const char = this.chars[this.at]!;
    if (char === '(') return this.group();
    if (char === '[') return [one(this.characterClass())];
    if (char === '\\') return this.escape();
    this.at += 1;
    if (char === '.') return [one(this.flags.dotAll ? '[^]' : '[^\\n]')];
    if (char === '^') return [asserted(this.flags.multiline ? '(?<=^|\\n)' : '(?<![^])')];
    if (char === '$') return [asserted(this.flags.multiline ? '(?=\\n|(?![^]))' : '(?![^])')];
    return [one(this.cased(char))];
  }

  private cased(char: string): string {
    const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
    return this.flags.ignoreCase && lower !== upper && Array.from(lower + upper).length === 2 ? `[${literal(lower)}${literal(upper)}]` : literal(char);
  }

  private group(): readonly Node[] {
    const outer = this.flags;
    let index: number | undefined;
    if (this.chars[this.at + 1] !== '?') {
      index = this.names.push(undefined);
      this.at += 1;
    } else if (/^\(\?(?:P<.|<.)/.test(this.rest)) {
      const capture = /^\(\?P?<([^>]*)>/.exec(this.rest);
      if (capture === null) return this.fail('invalid named capture', this.rest);
      if (!/^\w+$/.test(capture[1]!)) this.fail('invalid named capture', capture[0]);
      index = this.names.push(capture[1]);
      this.at += Array.from(capture[0]).length;
    } else if (this.readFlags() === ')') {
      // Without a colon they hold to the end of the group around.
      return [];
    }
    this.depth += 1;
    const inner = this.alternation();
    this.depth -= 1;
    if (this.chars[this.at] !== ')') this.fail('missing closing )', this.text);
    this.at += 1;
    this.flags = outer;
    return [index === undefined ? inner : { kind: 'group', index, of: inner }];
  }

  /** parser.parsePerlFlags: `(?i-s:` or `(?i)`; gives how it ends. */
  private readFlags(): ':' | ')' {
    const flags = /^\(\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.rest);
    if (flags === null) {
      return this.fail('invalid or unsupported Perl syntax', /^\(\?[imsU]*(?:-[imsU]*)?[^]?/u.exec(this.rest)![0]);
    }
    const [whole, on = '', off = '', end] = flags;
    const flag = (letter: string, was: boolean): boolean => (off.includes(letter) ? false : on.includes(letter) || was);
    const { ignoreCase, multiline, dotAll, swap } = this.flags;
    this.flags = { ignoreCase: flag('i', ignoreCase), multiline: flag('m', multiline), dotAll: flag('s', dotAll), swap: flag('U', swap) };
    this.at += whole.length;
    return end as ':' | ')';
  }

  private escape(): readonly Node[] {
    const char = this.chars[this.at + 1];
    if (char === undefined) this.fail('trailing backslash at end of expression', '');
    if (char === 'Q') {
      const end = this.rest.indexOf('\\E');
      const quoted = Array.from(end < 0 ? this.rest.slice(2) : this.rest.slice(2, end));
      this.at += 2 + quoted.length + (end < 0 ? 0 : 2);
      return quoted.map((each) => one(this.cased(each)));
    }
    const zeroWidth: Readonly<Record<string, string>> = { A: '(?<![^])', z: '(?![^])', b: '\\b', B: '\\B' };
    if (Object.hasOwn(zeroWidth, char!)) {
      this.at += 2;
      return [asserted(zeroWidth[char!]!)];
    }
    const set = this.set();
    if (set !== undefined) return [one(`[${set.negative ? '^' : ''}${set.inner}]`)];
    return [one(this.cased(this.escapedChar()))];
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

  /** parser.parseEscape: the one character that an escape stands for. */
  private escapedChar(): string {
    const char = this.chars[this.at + 1]!;
    const code = /^\\(?:x(?:\{0*([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))|([1-7][0-7]{1,2}|0[0-7]{0,2}))/.exec(this.rest);
    if (code !== null) {
      const [whole, braced, two, octal] = code;
      const value = octal === undefined ? Number.parseInt(braced ?? two!, 16) : Number.parseInt(octal, 8);
      if (value <= 0x10ffff) {
        this.at += whole.length;
        return String.fromCodePoint(value);
      }
    }
    if (char === 'x') this.fail('invalid escape sequence', this.brokenHex());
    if (!/^[!-/:-@[-`{-~ ]$/.test(char) && char > ' ' && !Object.hasOwn(CONTROLS, char)) this.fail('invalid escape sequence', `\\${char}`);
    this.at += 2;
    return CONTROLS[char] ?? char;
  }

  /** As much of `\x…` as is read before it is found to be wrong. */
  private brokenHex(): string {
    if (this.chars[this.at + 2] !== '{') return this.chars.slice(this.at, this.at + 4).join('');
    let end = this.at + 3;
    let value = 0;
    for (; end < this.chars.length && /^[0-9A-Fa-f]$/.test(this.chars[end]!) && value <= 0x10ffff; end += 1) value = value * 16 + Number.parseInt(this.chars[end]!, 16);
    return this.chars.slice(this.at, value > 0x10ffff ? end : end + 1).join('');
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
    return plain + folded(low, high);
  }
}

/** a to z and A to Z, and how far each is from the other. */
const LETTERS = [[0x61, 0x7a, -32], [0x41, 0x5a, 32]] as const;

/** The letters of the other case to those in a range; outside of ASCII a range stays as it is written. */
function folded(low: string, high: string): string {
  const [from, to] = [low.codePointAt(0)!, high.codePointAt(0)!];
  const toOther = ([first, last, by]: readonly [number, number, number]): string => {
    const [start, end] = [Math.max(from, first), Math.min(to, last)];
    return start > end ? '' : `${String.fromCharCode(start + by)}-${String.fromCharCode(end + by)}`;
  };
  return LETTERS.map(toOther).join('');
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

/** syntax.Parse with the flags of Perl; the error in Go's words where it cannot be read. */
export function parseRegexp(text: string): Parsed | string {
  try {
    return new Parser(text).run();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
