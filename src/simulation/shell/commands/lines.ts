import type { Run } from '../shell';
import { allLines, eachLine, inputsOf } from './inputs';
import { optionsOf } from './options';

/** `1,3-5,7-`: whether a place is in the list (cut(1)). */
function places(text: string): ((at: number) => boolean) | undefined {
  const ranges = text.split(',').map((one) => /^(\d+)?(-)?(\d+)?$/.exec(one));
  if (ranges.some((found) => found === null || (found[1] === undefined && found[3] === undefined) || found[1] === '0')) return undefined;
  return (at) => ranges.some((found) => {
    const [, from, dash, to] = found!;
    return dash === undefined ? at === Number(from) : at >= Number(from ?? 1) && at <= Number(to ?? Number.POSITIVE_INFINITY);
  });
}

/** cut(1) */
export const cut: Run = function* cut(process) {
  const options = optionsOf(process, { letters: 'd:f:c:b:s', long: { delimiter: 'd', fields: 'f', characters: 'c', bytes: 'b', 'only-delimited': 's', 'output-delimiter': 'o' } });
  if (typeof options === 'number') return options;
  const list = options.value('f') ?? options.value('c') ?? options.value('b');
  const wrong = (what: string): number => {
    process.err.write(`cut: ${what}\nTry 'cut --help' for more information.\n`);
    return 1;
  };
  if (list === undefined) return wrong('you must specify a list of bytes, characters, or fields');
  const wanted = places(list);
  if (wanted === undefined) return wrong(options.value('f') === undefined ? `invalid byte/character position ‘${list}’` : `invalid field value ‘${list}’`);
  const delimiter = options.value('d') ?? '\t';
  if ([...delimiter].length > 1) return wrong('the delimiter must be a single character');
  const { inputs, failed } = inputsOf(process, options.rest);
  for (const { reader } of inputs) {
    yield* eachLine(reader, (line) => {
      if (options.value('f') === undefined) process.out.write(`${[...line].filter((_, at) => wanted(at + 1)).join('')}\n`);
      else if (line.includes(delimiter)) process.out.write(`${line.split(delimiter).filter((_, at) => wanted(at + 1)).join(delimiter)}\n`);
      else if (!options.has('s')) process.out.write(`${line}\n`);
      return false;
    });
  }
  return Number(failed);
};

const NAMED: Readonly<Record<string, string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz', upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', digit: '0123456789', space: ' \t\n\r\v\f', blank: ' \t', punct: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  alpha: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', alnum: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', xdigit: '0123456789ABCDEFabcdef',
};
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** A set of tr(1): ranges, classes, escapes. */
function setOf(text: string): string[] {
  const chars: string[] = [];
  const pattern = /\[:([a-z]+):\]|\\([0-7]{1,3}|.)|([^])/gu;
  const units: string[] = [];
  for (const [, named, escaped, plain] of text.matchAll(pattern)) {
    if (named !== undefined) units.push(...(NAMED[named] ?? ''));
    else if (escaped !== undefined) units.push(/^[0-7]/.test(escaped) ? String.fromCharCode(parseInt(escaped, 8)) : (ESCAPED[escaped] ?? escaped));
    else units.push(plain === '-' ? 'range' : plain!);
  }
  for (let at = 0; at < units.length; at += 1) {
    const [unit, next, end] = [units[at]!, units[at + 1], units[at + 2]];
    if (unit !== 'range' && next === 'range' && end !== undefined && end !== 'range') {
      for (let code = unit.codePointAt(0)!; code <= end.codePointAt(0)! && chars.length < 70_000; code += 1) chars.push(String.fromCodePoint(code));
      at += 2;
    } else chars.push(unit === 'range' ? '-' : unit);
  }
  return chars;
}

/** tr(1) */
export const tr: Run = function* tr(process) {
  const options = optionsOf(process, { letters: 'dscCt', long: { delete: 'd', 'squeeze-repeats': 's', complement: 'c' } });
  if (typeof options === 'number') return options;
  const [first, second] = options.rest;
  const wrong = (what: string): number => {
    process.err.write(`tr: ${what}\nTry 'tr --help' for more information.\n`);
    return 1;
  };
  if (first === undefined) return wrong('missing operand');
  const [deletes, squeezes] = [options.has('d'), options.has('s')];
  if (second === undefined && !deletes && !squeezes) return wrong(`missing operand after ‘${first}’\nTwo strings must be given when translating.`);
  const from = setOf(first);
  const to = second === undefined ? [] : setOf(second);
  const complement = options.has('c') || options.has('C');
  const inFirst = new Set(from);
  const belongs = (char: string): boolean => inFirst.has(char) !== complement;
  const map = new Map(from.map((char, at) => [char, to[Math.min(at, to.length - 1)] ?? char] as const).reverse());
  const squeezed = new Set(second === undefined ? [] : to);
  let last = '';
  for (let piece = yield* process.input.piece(); piece !== undefined; piece = yield* process.input.piece()) {
    let text = '';
    for (const char of piece) {
      if (deletes && belongs(char)) continue;
      const next = deletes || second === undefined || !belongs(char) ? char : complement ? (to.at(-1) ?? char) : (map.get(char) ?? char);
      const repeats = squeezes && (second === undefined ? belongs(next) : squeezed.has(next));
      if (!repeats || next !== last) text += next;
      last = next;
    }
    process.out.write(text);
  }
  return 0;
};

/** uniq(1) */
export const uniq: Run = function* uniq(process) {
  const options = optionsOf(process, { letters: 'cdui', long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i' } });
  if (typeof options === 'number') return options;
  const { inputs, failed } = inputsOf(process, options.rest.slice(0, 1));
  if (failed) return 1;
  const groups: { line: string; count: number }[] = [];
  const key = (line: string): string => (options.has('i') ? line.toLowerCase() : line);
  for (const line of yield* allLines(inputs)) {
    const last = groups.at(-1);
    if (last !== undefined && key(last.line) === key(line)) last.count += 1;
    else groups.push({ line, count: 1 });
  }
  for (const { line, count } of groups) {
    if ((options.has('d') && count === 1) || (options.has('u') && count > 1)) continue;
    process.out.write(`${options.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`);
  }
  return 0;
};

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const numberOf = (text: string): number => Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0);
const UNITS = 'KMGTPE';
const humanOf = (text: string): number => numberOf(text) * 1024 ** (UNITS.indexOf(/^\s*-?[\d.]+([KMGTPE])/i.exec(text)?.[1]?.toUpperCase() ?? '-') + 1);

function versionOrder(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : byCode(x, y);
    if (order !== 0) return order;
  }
  return 0;
}

interface Key {
  readonly from: number;
  readonly to: number;
  readonly letters: string;
}

/** sort(1), in the order of the C locale. */
export const sort: Run = function* sort(process) {
  const options = optionsOf(process, { letters: 'rnuhVfbk:t:o:s', long: { reverse: 'r', 'numeric-sort': 'n', unique: 'u', key: 'k', 'field-separator': 't', 'human-numeric-sort': 'h', 'version-sort': 'V', 'ignore-case': 'f' }, fault: 2 });
  if (typeof options === 'number') return options;
  const { inputs, failed } = inputsOf(process, options.rest, (name, error) => `sort: cannot read: ${name}: ${error}`);
  if (failed) return 2;
  const letters = [...'rnhVf'].filter((letter) => options.has(letter)).join('');
  const keys: Key[] = [];
  for (const text of options.values('k')) {
    const [, from, one = '', to, two = ''] = /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text) ?? [];
    if (from === undefined || from === '0') {
      process.err.write(from === '0' ? `sort: -: invalid field specification ‘${text}’\n` : `sort: invalid number at field start: invalid count at start of ‘${text}’\n`);
      return 2;
    }
    keys.push({ from: Number(from), to: Number(to ?? Number.POSITIVE_INFINITY), letters: one + two === '' ? letters : one + two });
  }
  const separator = options.value('t');
  const part = (line: string, { from, to }: Key): string => {
    const fields = separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
    return fields.slice(from - 1, to).join(separator ?? '');
  };
  const compare = (a: string, b: string, how: string): number => {
    const order = how.includes('n') ? numberOf(a) - numberOf(b) : how.includes('h') ? humanOf(a) - humanOf(b) : how.includes('V') ? versionOrder(a, b) : how.includes('f') ? byCode(a.toUpperCase(), b.toUpperCase()) : byCode(a, b);
    return how.includes('r') ? -order : order;
  };
  const byKeys = (a: string, b: string): number => {
    for (const key of keys) {
      const order = compare(part(a, key), part(b, key), key.letters);
      if (order !== 0) return order;
    }
    return keys.length === 0 ? compare(a, b, letters) : 0;
  };
  const last = (a: string, b: string): number => (options.has('s') || options.has('u') ? 0 : options.has('r') ? byCode(b, a) : byCode(a, b));
  const lines = (yield* allLines(inputs)).sort((a, b) => byKeys(a, b) || last(a, b));
  const kept = options.has('u') ? lines.filter((line, at) => at === 0 || byKeys(lines[at - 1]!, line) !== 0) : lines;
  process.out.write(kept.map((line) => `${line}\n`).join(''));
  return 0;
};
