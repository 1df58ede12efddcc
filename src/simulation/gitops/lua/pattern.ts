/** Patterns of Lua (gopher-lua pm/pm.go): classes, repetitions, captures, `%b`, `%f`, back references. */
import { raise } from './values';
import type { LuaValue } from './values';

/** [begin, end) of a capture; `end` POSITION: the place itself is captured. */
interface Capture {
  begin: number;
  end: number;
}

export interface Match {
  readonly begin: number;
  readonly end: number;
  readonly captures: readonly LuaValue[];
}

const [OPEN, POSITION] = [-1, -2];
const MOST_STEPS = 200_000;
const CLASSES: Readonly<Record<string, (char: string) => boolean>> = {
  a: (char) => /[A-Za-z]/.test(char), d: (char) => /[0-9]/.test(char), l: (char) => /[a-z]/.test(char), s: (char) => /[\t-\r ]/.test(char), u: (char) => /[A-Z]/.test(char),
  w: (char) => /[A-Za-z0-9]/.test(char), x: (char) => /[0-9A-Fa-f]/.test(char), p: (char) => /[!-/:-@[-`{-~]/.test(char), c: (char) => char < ' ' || char === '\x7f', z: (char) => char === '\0',
};

function isOfClass(char: string, letter: string): boolean {
  const known = Object.hasOwn(CLASSES, letter.toLowerCase()) ? CLASSES[letter.toLowerCase()] : undefined;
  if (known === undefined) return char === letter;
  return known(char) === (letter === letter.toLowerCase());
}

class Matcher {
  private captures: Capture[] = [];
  private steps = 0;

  constructor(private readonly text: string, private readonly pattern: string) {}

  from(begin: number, at: number): Match | undefined {
    this.captures = [];
    const end = this.match(begin, at);
    if (end === undefined) return undefined;
    return { begin, end, captures: this.captures.map((one) => this.captured(one)) };
  }

  private captured({ begin, end }: Capture): LuaValue {
    if (end === OPEN) return raise('unfinished capture');
    return end === POSITION ? begin + 1 : this.text.slice(begin, end);
  }

  /** Where one item of the pattern ends. */
  private itemEnd(at: number): number {
    const char = this.pattern[at];
    if (char === '%') return at + 1 < this.pattern.length ? at + 2 : raise('malformed pattern (ends with \'%\')');
    if (char !== '[') return at + 1;
    let end = at + (this.pattern[at + 1] === '^' ? 2 : 1);
    do {
      if (end >= this.pattern.length) raise('malformed pattern (missing \']\')');
      end += this.pattern[end] === '%' ? 2 : 1;
    } while (this.pattern[end] !== ']');
    return end + 1;
  }

  private isInSet(char: string, at: number, end: number): boolean {
    const negated = this.pattern[at + 1] === '^';
    for (let i = at + (negated ? 2 : 1); i < end - 1; i += 1) {
      if (this.pattern[i] === '%') {
        i += 1;
        if (isOfClass(char, this.pattern[i]!)) return !negated;
      } else if (this.pattern[i + 1] === '-' && i + 2 < end - 1) {
        if (this.pattern[i]! <= char && char <= this.pattern[i + 2]!) return !negated;
        i += 2;
      } else if (this.pattern[i] === char) return !negated;
    }
    return negated;
  }

  private isSingle(at: number, begin: number, end: number): boolean {
    const char = this.text[at];
    if (char === undefined) return false;
    switch (this.pattern[begin]) {
      case '.': return true;
      case '%': return isOfClass(char, this.pattern[begin + 1]!);
      case '[': return this.isInSet(char, begin, end);
      default: return this.pattern[begin] === char;
    }
  }

  private match(at: number, place: number): number | undefined {
    this.steps += 1;
    if (this.steps > MOST_STEPS) raise('pattern too complex');
    if (place >= this.pattern.length) return at;
    const char = this.pattern[place];
    if (char === '(') return this.open(at, place);
    if (char === ')') return this.close(at, place);
    if (char === '$' && place + 1 === this.pattern.length) return at === this.text.length ? at : undefined;
    if (char === '%' && this.pattern[place + 1] === 'b') return this.balanced(at, place);
    if (char === '%' && this.pattern[place + 1] === 'f') return this.frontier(at, place);
    if (char === '%' && /[0-9]/.test(this.pattern[place + 1] ?? '')) return this.again(at, place);
    return this.repeated(at, place);
  }

  private open(at: number, place: number): number | undefined {
    const isPlace = this.pattern[place + 1] === ')';
    this.captures.push({ begin: at, end: isPlace ? POSITION : OPEN });
    const end = this.match(at, place + (isPlace ? 2 : 1));
    if (end === undefined) this.captures.pop();
    return end;
  }

  private close(at: number, place: number): number | undefined {
    const capture = this.captures.findLast(({ end }) => end === OPEN) ?? raise('invalid pattern capture');
    capture.end = at;
    const end = this.match(at, place + 1);
    if (end === undefined) capture.end = OPEN;
    return end;
  }

  private balanced(at: number, place: number): number | undefined {
    const [open, close] = [this.pattern[place + 2], this.pattern[place + 3]];
    if (open === undefined || close === undefined) raise('unbalanced pattern');
    if (this.text[at] !== open) return undefined;
    let depth = 1;
    for (let i = at + 1; i < this.text.length; i += 1) {
      if (this.text[i] === close) depth -= 1;
      else if (this.text[i] === open) depth += 1;
      if (depth === 0) return this.match(i + 1, place + 4);
    }
    return undefined;
  }

  private frontier(at: number, place: number): number | undefined {
    const begin = place + 2;
    if (this.pattern[begin] !== '[') raise('missing \'[\' after \'%f\' in pattern');
    const end = this.itemEnd(begin);
    const [before, here] = [this.text[at - 1] ?? '\0', this.text[at] ?? '\0'];
    return !this.isInSet(before, begin, end) && this.isInSet(here, begin, end) ? this.match(at, end) : undefined;
  }

  private again(at: number, place: number): number | undefined {
    const capture = this.captures[Number(this.pattern[place + 1]) - 1];
    if (capture === undefined || capture.end === OPEN) return raise('invalid capture index');
    const text = this.text.slice(capture.begin, capture.end);
    return this.text.startsWith(text, at) ? this.match(at + text.length, place + 2) : undefined;
  }

  private repeated(at: number, place: number): number | undefined {
    const end = this.itemEnd(place);
    const fits = (where: number): boolean => this.isSingle(where, place, end);
    switch (this.pattern[end]) {
      case '?': return (fits(at) ? this.match(at + 1, end + 1) : undefined) ?? this.match(at, end + 1);
      case '+': return fits(at) ? this.most(at + 1, fits, end + 1) : undefined;
      case '*': return this.most(at, fits, end + 1);
      case '-': return this.least(at, fits, end + 1);
      default: return fits(at) ? this.match(at + 1, end) : undefined;
    }
  }

  private most(at: number, fits: (where: number) => boolean, place: number): number | undefined {
    let last = at;
    while (fits(last)) last += 1;
    for (let where = last; where >= at; where -= 1) {
      const end = this.match(where, place);
      if (end !== undefined) return end;
    }
    return undefined;
  }

  private least(at: number, fits: (where: number) => boolean, place: number): number | undefined {
    for (let where = at; ; where += 1) {
      const end = this.match(where, place);
      if (end !== undefined) return end;
      if (!fits(where)) return undefined;
    }
  }
}

/** pm.Find: the matches from a place on, at most as many as asked; -1: all. */
export function findMatches(pattern: string, text: string, from: number, most: number): Match[] {
  const isAnchored = pattern.startsWith('^');
  const matcher = new Matcher(text, pattern);
  const found: Match[] = [];
  for (let at = from; at <= text.length && found.length !== most;) {
    const match = matcher.from(at, isAnchored ? 1 : 0);
    if (match !== undefined) found.push(match);
    if (isAnchored) break;
    at = match !== undefined && match.end > match.begin ? match.end : at + 1;
  }
  return found;
}

/** What a match gives: its captures, or the whole where there are none. */
export const givenBy = ({ begin, end, captures }: Match, text: string): readonly LuaValue[] => (captures.length === 0 ? [text.slice(begin, end)] : captures);
