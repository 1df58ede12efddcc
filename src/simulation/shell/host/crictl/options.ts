/** crictl's command line (urfave/cli: short options may stand together, options before arguments or after them). */
export interface Options {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly rest: readonly string[];
}

/** A command's options: long names, those with a value end in `=`; and their letters. */
export interface Known {
  readonly long: readonly string[];
  readonly short: Readonly<Record<string, string>>;
}

export function optionsFor(args: readonly string[], { long, short }: Known): Options | { readonly error: string } {
  const values: Record<string, string[]> = {};
  const rest: string[] = [];
  const put = (name: string, value: string): void => void (values[name] = [...(values[name] ?? []), value]);
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg === '--') {
      rest.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      rest.push(arg);
      continue;
    }
    const [name = '', given] = arg.replace(/^--?/, '').split(/=(.*)/s);
    const named = long.includes(name) || long.includes(`${name}=`) ? name : short[name];
    if (named !== undefined) {
      if (!long.includes(`${named}=`)) put(named, given ?? 'true');
      else if (given !== undefined) put(named, given);
      else if (args[at + 1] === undefined) return { error: `flag needs an argument: -${name}` };
      else put(named, args[(at += 1)]!);
      continue;
    }
    const letters = arg.slice(1).split('');
    if (arg.startsWith('--') || !letters.every((letter) => short[letter] !== undefined && long.includes(short[letter]))) return { error: `flag provided but not defined: -${name}` };
    for (const letter of letters) put(short[letter]!, 'true');
  }
  return { values, rest };
}

export const has = ({ values }: Options, name: string): boolean => values[name] !== undefined && values[name].at(-1) !== 'false';
export const last = ({ values }: Options, name: string): string | undefined => values[name]?.at(-1);
