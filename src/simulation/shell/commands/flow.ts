import { nodeAt, resolvePath } from '../files/tree';
import { parse } from '../language/parse';
import { ExitShell, LeaveLoop } from '../run/control';
import { deeper, runList, runProgram, runShell } from '../run/run';
import type { Process, Run, Shell } from '../shell';
import type { Steps } from '../steps';
import { textReader } from '../streams';
import { open } from './inputs';
import { optionsOf } from './options';
import { listingTime } from './listing';

export const yes0: Run = function* yes0() {
  return 0;
};
export const no1: Run = function* no1() {
  return 1;
};

/** exit */
export const exit: Run = function* exit({ shell, args, err }) {
  const [word] = args;
  if (word !== undefined && !/^-?\d+$/.test(word)) {
    err.write(`bash: exit: ${word}: numeric argument required\n`);
    throw new ExitShell(2);
  }
  throw new ExitShell(word === undefined ? shell.status : Number(word) & 255);
};

const leave = (kind: 'break' | 'continue'): Run =>
  function* leaveLoop({ shell, args, err }) {
    if (shell.loops === 0) {
      err.write(`bash: ${kind}: only meaningful in a \`for', \`while', or \`until' loop\n`);
      return 0;
    }
    throw new LeaveLoop(kind, Math.max(1, Number(args[0] ?? 1) || 1));
  };
export const breakLoop = leave('break');
export const continueLoop = leave('continue');

function* runText(process: Process, shell: Shell, text: string, within: boolean): Steps<number> {
  const parsed = parse(text);
  if (!('list' in parsed)) {
    process.err.write(`bash: ${'error' in parsed ? parsed.error : 'syntax error: unexpected end of file'}\n`);
    return 2;
  }
  const { input, out, err } = process;
  return yield* deeper(shell, process, process.name, () => (within ? runList(shell, parsed.list, { input, out, err }) : runShell(shell, parsed.list, { input, out, err })));
}

/** eval */
export const evalText: Run = (process) => runText(process, process.shell, process.args.join(' '), true);

/** source, `.` */
export const source: Run = function* source(process) {
  const [name] = process.args;
  if (name === undefined) {
    process.err.write(`bash: ${process.name}: filename argument required\n`);
    return 2;
  }
  if (/^\/dev\/(?:fd\/\d+|stdin)$/.test(name)) return 0;
  const opened = open(process, name);
  if ('error' in opened) {
    process.err.write(`bash: ${name}: ${opened.error}\n`);
    return 1;
  }
  return yield* runText(process, process.shell, yield* opened.reader.all(), true);
};

/** bash, sh: `-c TEXT`, or a file with commands */
export const bash: Run = function* bash(process) {
  const [first, ...rest] = process.args;
  if (first === '-c') {
    if (rest[0] === undefined) {
      process.err.write(`${process.name}: -c: option requires an argument\n`);
      return 2;
    }
    return yield* runText(process, process.shell.fork(rest.slice(2)), rest[0], false);
  }
  if (first === undefined && process.input.terminal) {
    process.err.write(`(this is ${process.name} already; the lab has one shell)\n`);
    return 0;
  }
  const opened = first === undefined ? { name: '-', reader: process.input } : open(process, first);
  if ('error' in opened) {
    process.err.write(`bash: ${first}: ${opened.error}\n`);
    return 127;
  }
  return yield* runText(process, process.shell.fork(rest), yield* opened.reader.all(), false);
};

/** read */
export const read: Run = function* read({ shell, args, input, out, err }) {
  const options = optionsOf({ name: 'read', args, err }, { letters: 'rp:s' });
  if (typeof options === 'number') return 2;
  const prompt = options.value('p');
  if (prompt !== undefined && input.terminal) out.write(prompt);
  const line = yield* input.line();
  const names = options.rest.length === 0 ? ['REPLY'] : options.rest;
  const text = (line ?? '').replace(/\n$/, '');
  const plain = options.has('r') ? text : text.replace(/\\(.)/g, '$1');
  let rest = options.rest.length === 0 ? plain : plain.trim();
  for (const [at, name] of names.entries()) {
    const [, word = '', after = ''] = at === names.length - 1 ? [, rest, ''] : (/^(\S*)\s*([^]*)$/.exec(rest) ?? []);
    shell.assign(name, word);
    rest = after;
  }
  return Number(line === undefined || !line.endsWith('\n'));
};

/** `30`, `0.5`, `1m`, `infinity` (sleep(1)), µs. */
export function micros(text: string): number | undefined {
  if (/^inf(?:inity)?$/i.test(text)) return 1_000_000_000_000_000;
  const [, number, unit = 's'] = /^(\d*\.?\d+)([smhd])?$/.exec(text) ?? [];
  const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  return number === undefined ? undefined : Math.min(Math.round(Number(number) * seconds[unit]! * 1_000_000), 1_000_000_000_000_000);
}

/** sleep(1) */
export const sleep: Run = function* sleep({ args, err }) {
  if (args.length === 0) {
    err.write("sleep: missing operand\nTry 'sleep --help' for more information.\n");
    return 1;
  }
  for (const word of args) {
    const time = micros(word);
    if (time === undefined) {
      err.write(`sleep: invalid time interval ‘${word}’\nTry 'sleep --help' for more information.\n`);
      return 1;
    }
    yield { do: 'sleep', micros: time };
  }
  return 0;
};

/** timeout(1) */
export const timeout: Run = function* timeout(process) {
  const [time, name, ...args] = process.args;
  const limit = time === undefined ? undefined : micros(time);
  if (limit === undefined || name === undefined) {
    process.err.write(time === undefined || limit !== undefined ? "timeout: missing operand\nTry 'timeout --help' for more information.\n" : `timeout: invalid time interval ‘${time}’\nTry 'timeout --help' for more information.\n`);
    return 125;
  }
  const end = process.shell.host.now() + limit;
  const steps = runProgram({ ...process, name, args });
  for (let next = steps.next(); next.done !== true; ) {
    const effect = next.value;
    const left = end - process.shell.host.now();
    if (left <= 0 || (effect.do === 'sleep' && effect.micros > left)) {
      if (left > 0) yield { do: 'sleep', micros: left };
      return 124;
    }
    next = steps.next(yield effect);
    if (next.done === true) return next.value;
  }
  return 0;
};

/** watch(1): the command again and again, on a screen that is cleared before. */
export const watch: Run = function* watch(process) {
  const options = optionsOf(process, { letters: 'n:tdceg', long: { interval: 'n', 'no-title': 't', differences: 'd' }, first: true });
  if (typeof options === 'number') return options;
  const interval = micros(options.value('n') ?? '2');
  const text = options.rest.join(' ');
  if (interval === undefined || text === '') {
    process.err.write(interval === undefined ? `watch: failed to parse argument: '${options.value('n')}'\n` : "Usage:\n watch [options] command\n");
    return 1;
  }
  const { shell, out } = process;
  for (;;) {
    const now = shell.host.now();
    const title = `Every ${(interval / 1_000_000).toFixed(1)}s: ${text}`;
    let seen = '';
    const screen = { write: (more: string): void => { seen += more; } };
    yield* runText({ ...process, out: screen, err: screen }, shell.fork(), text, false);
    const lines = seen.split('\n').slice(0, Math.max(1, shell.host.rows - 3)).map((line) => line.slice(0, shell.host.columns));
    out.write(`\x1b[H\x1b[2J${options.has('t') ? '' : `${title}${' '.repeat(Math.max(1, shell.host.columns - title.length - 18))}${shell.get('HOSTNAME')}: ${listingTime(now, now)}\n\n`}${lines.join('\n')}`);
    yield { do: 'sleep', micros: Math.max(100_000, interval) };
  }
};

/** clear(1) */
export const clear: Run = function* clear({ out }) {
  out.write('\x1b[H\x1b[2J\x1b[3J');
  return 0;
};

/** xargs(1): `-n -I -r -t`, words from the input */
export const xargs: Run = function* xargs(process) {
  const options = optionsOf(process, { letters: 'n:I:rt0d:L:P:', long: { 'max-args': 'n', 'no-run-if-empty': 'r', null: '0', delimiter: 'd' }, first: true });
  if (typeof options === 'number') return options;
  const text = yield* process.input.all();
  const replace = options.value('I');
  const delimiter = options.has('0') ? '\0' : options.value('d')?.replace('\\n', '\n');
  const items = replace !== undefined || delimiter !== undefined ? text.split(delimiter ?? '\n').map((one) => (delimiter === undefined ? one.trim() : one)).filter((one) => one !== '') : [...text.matchAll(/"([^"\n]*)"|'([^'\n]*)'|((?:\\.|[^\s"'\\])+)/g)].map(([, a, b, c]) => a ?? b ?? (c ?? '').replace(/\\(.)/g, '$1'));
  if (/["']/.test(text) && replace === undefined && delimiter === undefined && ((text.match(/"/g) ?? []).length % 2 === 1 || (text.match(/'/g) ?? []).length % 2 === 1)) {
    process.err.write('xargs: unmatched quotes; by default quotes are special to xargs unless you use the -0 option\n');
    return 1;
  }
  const [name = 'echo', ...args] = options.rest;
  const size = replace === undefined ? Math.max(1, Number(options.value('n') ?? options.value('L') ?? Number.POSITIVE_INFINITY) || 1) : 1;
  const lines: (readonly string[])[] = [];
  for (let at = 0; at < items.length; at += size) {
    const some = items.slice(at, at + size);
    lines.push(replace === undefined ? [...args, ...some] : args.map((word) => word.replaceAll(replace, some[0] ?? '')));
  }
  if (items.length === 0 && replace === undefined && !options.has('r')) lines.push(args);
  let status = 0;
  for (const words of lines) {
    if (options.has('t')) process.err.write(`${[name, ...words].join(' ')}\n`);
    if (!process.shell.host.programs.has(name)) {
      process.err.write(`xargs: ${name}: No such file or directory\n`);
      return 127;
    }
    if ((yield* runProgram({ ...process, name, args: words, input: textReader('') })) !== 0) status = 123;
  }
  return status;
};

/** test(1), `[` */
export const test: Run = function* test(process) {
  const { name, args, shell, err } = process;
  if (name === '[' && args.at(-1) !== ']') {
    err.write("bash: [: missing `]'\n");
    return 2;
  }
  const words = name === '[' ? args.slice(0, -1) : args;
  let at = 0;
  const node = (path: string) => (path === '' ? undefined : nodeAt(shell.tree, resolvePath(shell.directory, path)));
  class Wrong extends Error {}
  const number = (text: string): number => {
    if (/^\s*[-+]?\d+\s*$/.test(text)) return Number(text);
    throw new Wrong(`${text}: integer expression expected`);
  };
  const COMPARE: Readonly<Record<string, (a: string, b: string) => boolean>> = {
    '=': (a, b) => a === b, '==': (a, b) => a === b, '!=': (a, b) => a !== b, '<': (a, b) => a < b, '>': (a, b) => a > b,
    '-eq': (a, b) => number(a) === number(b), '-ne': (a, b) => number(a) !== number(b), '-lt': (a, b) => number(a) < number(b), '-le': (a, b) => number(a) <= number(b), '-gt': (a, b) => number(a) > number(b), '-ge': (a, b) => number(a) >= number(b),
    '-nt': (a, b) => (node(a)?.at ?? -1) > (node(b)?.at ?? -1), '-ot': (a, b) => (node(a)?.at ?? -1) < (node(b)?.at ?? -1),
  };
  const ASK: Readonly<Record<string, (text: string) => boolean>> = {
    '-z': (text) => text === '', '-n': (text) => text !== '', '-e': (text) => node(text) !== undefined, '-f': (text) => node(text)?.kind === 'file', '-d': (text) => node(text)?.kind === 'directory',
    '-s': (text) => { const one = node(text); return one?.kind === 'directory' || (one?.kind === 'file' && one.text !== ''); }, '-r': (text) => node(text) !== undefined, '-w': (text) => node(text) !== undefined, '-x': (text) => node(text)?.kind === 'directory', '-v': (text) => shell.variables.has(text),
  };
  const primary = (): boolean => {
    const word = words[at];
    if (word === undefined) return false;
    const compare = COMPARE[words[at + 1] ?? ''];
    if (compare !== undefined && words[at + 2] !== undefined) {
      at += 3;
      return compare(word, words[at - 1]!);
    }
    if (word === '!' && words.length > 1) {
      at += 1;
      return !primary();
    }
    if (word === '(') {
      at += 1;
      const value = either();
      if (words[at] !== ')') throw new Wrong("`)' expected");
      at += 1;
      return value;
    }
    const ask = ASK[word];
    if (ask !== undefined && words[at + 1] !== undefined) {
      at += 2;
      return ask(words[at - 1]!);
    }
    if (/^-[a-z]$/.test(word) && words.length === 2) throw new Wrong(`${word}: unary operator expected`);
    at += 1;
    return word !== '';
  };
  const both = (): boolean => {
    let value = primary();
    while (words[at] === '-a') {
      at += 1;
      value = primary() && value;
    }
    return value;
  };
  function either(): boolean {
    let value = both();
    while (words[at] === '-o') {
      at += 1;
      value = both() || value;
    }
    return value;
  }
  try {
    const value = either();
    if (at < words.length) throw new Wrong(words.length === 2 ? `${words[0]}: unary operator expected` : words.length === 3 ? `${words[1]}: binary operator expected` : 'too many arguments');
    return Number(!value);
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong;
    err.write(`bash: ${name}: ${wrong.message}\n`);
    return 2;
  }
};
