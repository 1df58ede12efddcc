import { below, nodeAt, resolvePath } from '../files/tree';
import type { Process, Run } from '../shell';
import type { Steps } from '../steps';
import { eachLine, inputsOf } from './inputs';
import type { Input } from './inputs';
import { optionsOf } from './options';
import type { Options } from './options';
import { literalSource, posixRegex } from './regex';

const LONG = {
  'ignore-case': 'i', 'invert-match': 'v', count: 'c', 'line-number': 'n', 'files-with-matches': 'l', 'files-without-match': 'L', 'only-matching': 'o', 'word-regexp': 'w', 'line-regexp': 'x', quiet: 'q', silent: 'q',
  'extended-regexp': 'E', 'fixed-strings': 'F', 'perl-regexp': 'P', recursive: 'r', 'with-filename': 'H', 'no-filename': 'h', 'max-count': 'm', 'after-context': 'A', 'before-context': 'B', context: 'C', regexp: 'e', color: 'K', colour: 'K', 'no-messages': 's',
};

function regexOf(options: Options, patterns: readonly string[], extended: boolean): RegExp | string {
  const sources: string[] = [];
  for (const pattern of patterns.flatMap((one) => one.split('\n'))) {
    if (options.has('F')) sources.push(literalSource(pattern));
    else if (options.has('P')) sources.push(pattern);
    else {
      const regex = posixRegex(pattern, { extended });
      if (typeof regex === 'string') return regex;
      sources.push(pattern === '' ? '' : regex.source);
    }
  }
  const any = sources.map((source) => `(?:${source})`).join('|');
  const bounded = options.has('x') ? `^(?:${any})$` : options.has('w') ? `(?<!\\w)(?:${any})(?!\\w)` : any;
  try {
    return new RegExp(bounded, `g${options.has('i') ? 'i' : ''}`);
  } catch {
    return 'Invalid regular expression';
  }
}

/** The files in a directory, for `-r`. */
function filesBelow({ shell }: Process, names: readonly string[]): string[] {
  return (names.length === 0 ? ['.'] : names).flatMap((name) => {
    const path = resolvePath(shell.directory, name);
    if (nodeAt(shell.tree, path)?.kind !== 'directory') return [name];
    return below(shell.tree, path).filter(([, node]) => node.kind === 'file').map(([one]) => (names.length === 0 ? one.slice(path.length + 1) : `${name.replace(/\/$/, '')}${one.slice(path === '/' ? 0 : path.length)}`));
  });
}

/** What is printed of an input; how many lines were selected. */
function* search(process: Process, { name, reader }: Input, regex: RegExp, options: Options, named: boolean): Steps<number> {
  const shown = name === '-' ? '(standard input)' : name;
  const quiet = options.has('q') || options.has('c') || options.has('l') || options.has('L');
  const around = Number(options.value('C') ?? 0);
  const [after, before] = [Number(options.value('A') ?? around), Number(options.value('B') ?? around)];
  const most = Number(options.value('m') ?? Number.POSITIVE_INFINITY);
  let [number, count, follow, printed] = [0, 0, 0, 0];
  let held: [number, string][] = [];
  const print = (at: number, text: string, sign: ':' | '-'): void => {
    process.out.write(`${named ? `${shown}${sign}` : ''}${options.has('n') ? `${at}${sign}` : ''}${text}\n`);
    printed = at;
  };
  yield* eachLine(reader, (line) => {
    number += 1;
    regex.lastIndex = 0;
    const selected = regex.test(line) !== options.has('v') && count < most;
    if (selected) {
      count += 1;
      if (options.has('q')) return true;
      if (!quiet && options.has('o')) {
        regex.lastIndex = 0;
        for (const [match] of options.has('v') ? [] : line.matchAll(regex)) if (match !== '') print(number, match, ':');
      } else if (!quiet) {
        const first = held[0]?.[0] ?? number;
        if (after + before > 0 && printed > 0 && first > printed + 1) process.out.write('--\n');
        for (const [at, text] of held) print(at, text, '-');
        print(number, line, ':');
        follow = after;
      }
      held = [];
    } else if (!quiet && follow > 0) {
      follow -= 1;
      print(number, line, '-');
    } else if (before > 0) held = [...held, [number, line] as [number, string]].slice(-before);
    return count >= most && follow === 0;
  });
  if (options.has('c')) process.out.write(`${named ? `${shown}:` : ''}${count}\n`);
  if ((options.has('l') && count > 0) || (options.has('L') && count === 0)) process.out.write(`${shown}\n`);
  return count;
}

/** grep(1); `-P` takes the expressions of this language for Perl's. */
export const grep: Run = function* grep(whole) {
  const args = whole.args.map((word) => word.replace(/^-(\d+)$/, '-C$1').replace(/^--colou?r$/, '--color=auto'));
  const process = { ...whole, args };
  const options = optionsOf(process, { letters: 'ivcnlLowxqEFGPrRHhm:A:B:C:e:K:s', long: LONG, fault: 2 });
  if (typeof options === 'number') return options;
  const given = options.values('e');
  const patterns = given.length > 0 ? given : options.rest.slice(0, 1);
  if (patterns.length === 0) {
    process.err.write("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
    return 2;
  }
  for (const letter of ['A', 'B', 'C', 'm']) {
    const value = options.value(letter);
    if (value !== undefined && !/^\d+$/.test(value)) {
      process.err.write(letter === 'm' ? 'grep: invalid max count\n' : `grep: ${value}: invalid context length argument\n`);
      return 2;
    }
  }
  const regex = regexOf(options, patterns, options.has('E') || process.name === 'egrep');
  if (typeof regex === 'string') {
    process.err.write(`grep: ${regex}\n`);
    return 2;
  }
  const names = given.length > 0 ? options.rest : options.rest.slice(1);
  const recursive = options.has('r') || options.has('R');
  const silent = options.has('s');
  const { inputs, failed } = inputsOf(silent ? { ...process, err: { write() {} } } : process, recursive ? filesBelow(process, names) : names);
  const named = options.has('H') || ((names.length > 1 || recursive) && !options.has('h'));
  let count = 0;
  for (const input of inputs) count += yield* search(process, input, regex, options, named);
  if (failed && !(options.has('q') && count > 0)) return 2;
  return Number(count === 0);
};
