/** Command lines of Kubernetes' programs (spf13/pflag: FlagSet.Parse; component-base/cli/flag: WordSepNormalizeFunc). Values are not read here. */
import { FLAGS } from './generated/flags';

const known = new Map<string, ReadonlySet<string>>();

function flagsOf(program: string): ReadonlySet<string> {
  const before = known.get(program);
  if (before !== undefined) return before;
  const names = new Set((FLAGS[program] ?? '').split(' '));
  known.set(program, names);
  return names;
}

/** Flags that need no value after them. */
const isSwitch = (name: string): boolean => ['help', 'version'].includes(name);

const normal = (name: string): string => name.replace(/_/g, '-');

/** What is wrong with the command line of a program, in its own words; undefined where nothing is. */
export function badFlag(program: string, args: readonly string[]): string | undefined {
  const names = flagsOf(program);
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg === '--') return undefined;
    if (!arg.startsWith('-') || arg === '-') return program === 'kubelet' ? `unknown command ${arg}` : `${JSON.stringify(program)} does not take any arguments, got [${args.slice(at).map((one) => JSON.stringify(one)).join(' ')}]`;
    if (!arg.startsWith('--')) {
      const letter = arg[1]!;
      if (letter !== 'v' && letter !== 'h') return `unknown shorthand flag: ${JSON.stringify(letter).replaceAll('"', "'")} in ${arg}`;
      if (arg === '-v') at += 1;
      continue;
    }
    const [name = ''] = arg.slice(2).split('=');
    if (name === '' || name.startsWith('-')) return `bad flag syntax: ${arg}`;
    if (!names.has(normal(name))) return `unknown flag: --${name}`;
    if (!arg.includes('=') && !isSwitch(name)) {
      const next = args[at + 1];
      if (next === undefined) return BOOLEAN.test(name) ? undefined : `flag needs an argument: --${name}`;
      if (!BOOLEAN.test(name) && !next.startsWith('--')) at += 1;
    }
  }
  return undefined;
}

/** Flags of the kind that may stand alone, as far as the course meets them. */
const BOOLEAN = /^(?:allow-privileged|anonymous-auth|contention-profiling|enable-.*|fail-.*|leader-elect|profiling|rotate-.*|allocate-node-cidrs|use-service-account-credentials|register-node|service-account-lookup)$/;

/** The last value that a flag is given. */
export function flagValue(args: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  args.forEach((arg, at) => {
    if (normal(arg) === `--${name}`) found = args[at + 1] ?? '';
    else if (normal(arg.split('=')[0]!) === `--${name}` && arg.includes('=')) found = arg.slice(arg.indexOf('=') + 1);
  });
  return found;
}
