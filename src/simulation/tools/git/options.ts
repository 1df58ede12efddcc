/** The words of a command line: options, with or without a value, and what is left (parse-options.c). */
import { Fatal } from './machine';

export interface Words {
  readonly args: readonly string[];
  /** What stands after `--`. */
  readonly paths: readonly string[] | undefined;
  has(...names: readonly string[]): boolean;
  values(...names: readonly string[]): readonly string[];
}

/** `flags`: options alone; `valued`: those that take a word. Short ones may stand together (`-am`). */
export function wordsOf(command: string, argv: readonly string[], flags: readonly string[], valued: readonly string[] = []): Words {
  const [given, args]: [[string, string][], string[]] = [[], []];
  const unknown = (word: string): never => {
    throw new Fatal(word.startsWith('--') ? `error: unknown option \`${word.slice(2)}'\nusage: git ${command} [<options>]` : `error: unknown switch \`${word.slice(1)}'\nusage: git ${command} [<options>]`, 129);
  };
  const take = (name: string, next: string | undefined): string => {
    if (next === undefined) throw new Fatal(name.startsWith('--') ? `error: option \`${name.slice(2)}' requires a value` : `error: switch \`${name.slice(1)}' requires a value`, 129);
    return next;
  };
  let paths: readonly string[] | undefined;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at]!;
    if (word === '--') {
      paths = argv.slice(at + 1);
      break;
    }
    const [name = '', value] = word.startsWith('--') ? word.split(/=([^]*)/) : [word];
    if (!word.startsWith('-') || word === '-') args.push(word);
    else if (flags.includes(word)) given.push([word, '']);
    else if (valued.includes(name)) {
      if (value === undefined) at += 1;
      given.push([name, value ?? take(name, argv[at])]);
    } else if (/^-\d+$/.test(word) && valued.includes('-n')) given.push(['-n', word.slice(1)]);
    else if (!word.startsWith('--')) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const one = `-${word[letter]!}`;
        if (valued.includes(one)) {
          const rest = word.slice(letter + 1);
          if (rest === '') at += 1;
          given.push([one, rest === '' ? take(one, argv[at]) : rest]);
          break;
        }
        if (!flags.includes(one)) unknown(one);
        given.push([one, '']);
      }
    } else unknown(word);
  }
  return { args, paths, has: (...names) => given.some(([name]) => names.includes(name)), values: (...names) => given.filter(([name]) => names.includes(name)).map(([, text]) => text) };
}
