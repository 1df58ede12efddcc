import type { Process } from '../shell';

/** What a command takes: letters, those with a value followed by a colon (getopt(3)); long names with the letter that they mean. */
export interface Taken {
  readonly letters: string;
  readonly long?: Readonly<Record<string, string>>;
  /** The status of a wrong option; 1 unless it is said. */
  readonly fault?: number;
  /** Options end at the first word that is none (`xargs`, `env`). */
  readonly first?: boolean;
}

export interface Options {
  has(letter: string): boolean;
  value(letter: string): string | undefined;
  values(letter: string): readonly string[];
  readonly rest: readonly string[];
}

/** Reads a command's options; where one is wrong, says so as getopt_long does and gives the status. */
export function optionsOf({ name, args, err }: Pick<Process, 'name' | 'args' | 'err'>, { letters, long = {}, fault = 1, first = false }: Taken): Options | number {
  const found: (readonly [string, string])[] = [];
  const rest: string[] = [];
  const wrong = (what: string): number => {
    err.write(`${name}: ${what}\nTry '${name} --help' for more information.\n`);
    return fault;
  };
  const kind = (letter: string): 'none' | 'flag' | 'value' => {
    const at = letter === ':' ? -1 : letters.indexOf(letter);
    return at < 0 ? 'none' : letters[at + 1] === ':' ? 'value' : 'flag';
  };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!;
    if (word === '--') {
      rest.push(...args.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) {
      const [, key = '', given] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
      const letter = Object.hasOwn(long, key) ? long[key] : undefined;
      if (letter === undefined) return wrong(`unrecognized option '--${key}'`);
      const value = kind(letter) === 'value' ? (given ?? args[(at += 1)]) : '';
      if (value === undefined) return wrong(`option '--${key}' requires an argument`);
      if (kind(letter) === 'flag' && given !== undefined) return wrong(`option '--${key}' doesn't allow an argument`);
      found.push([letter, value]);
    } else if (word.startsWith('-') && word !== '-') {
      for (let next = 1; next < word.length; next += 1) {
        const letter = word[next]!;
        if (kind(letter) === 'none') return wrong(`invalid option -- '${letter}'`);
        if (kind(letter) === 'flag') {
          found.push([letter, '']);
          continue;
        }
        const value = next + 1 < word.length ? word.slice(next + 1) : args[(at += 1)];
        if (value === undefined) return wrong(`option requires an argument -- '${letter}'`);
        found.push([letter, value]);
        break;
      }
    } else if (first) {
      rest.push(...args.slice(at));
      break;
    } else rest.push(word);
  }
  return {
    has: (letter) => found.some(([one]) => one === letter),
    value: (letter) => found.filter(([one]) => one === letter).at(-1)?.[1],
    values: (letter) => found.filter(([one]) => one === letter).map(([, value]) => value),
    rest,
  };
}
