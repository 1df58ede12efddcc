import { quote } from '../../base/go/quote';
import { flagsOf } from './command';
import type { Command, FlagData } from './command';
import { readValue } from './values';
import type { FlagValue } from './values';

/** A flag by its long name, with the text of its value. */
export interface GivenFlag {
  readonly name: string;
  readonly text: string;
}

/** The flags that were given, and the arguments that are none. */
export interface Parsed {
  readonly values: ReadonlyMap<string, FlagValue>;
  /** Each as it was given, in that order. */
  readonly given: readonly GivenFlag[];
  readonly args: readonly string[];
  /** How many arguments stand before `--`; undefined without one. */
  readonly dashAt: number | undefined;
  /** What is said of deprecated flags, a line each. */
  readonly notes: readonly string[];
}

export type ParseResult = Parsed | { readonly error: string; readonly notes: readonly string[] };

class FlagError extends Error {}

const flagName = ({ shorthand, name }: FlagData): string => (shorthand === undefined || shorthand === '' ? `--${name}` : `-${shorthand}, --${name}`);

class FlagReader {
  readonly values = new Map<string, FlagValue>();
  readonly given: GivenFlag[] = [];
  readonly args: string[] = [];
  readonly notes: string[] = [];
  dashAt: number | undefined;
  private readonly flags: readonly FlagData[];
  private rest: readonly string[];

  constructor(command: Command, args: readonly string[]) {
    this.flags = flagsOf(command);
    this.rest = args;
  }

  read(): void {
    for (;;) {
      const [argument, ...rest] = this.rest;
      if (argument === undefined) return;
      this.rest = rest;
      if (!argument.startsWith('-') || argument === '-') this.args.push(argument);
      else if (argument === '--') {
        this.dashAt = this.args.length;
        this.args.push(...rest);
        return;
      } else if (argument.startsWith('--')) this.long(argument);
      else this.shorts(argument.slice(1));
    }
  }

  private long(argument: string): void {
    const body = argument.slice(2);
    if (body.startsWith('-') || body.startsWith('=')) throw new FlagError(`bad flag syntax: ${argument}`);
    const at = body.indexOf('=');
    const name = at < 0 ? body : body.slice(0, at);
    const flag = this.flags.find((one) => one.name === name.replaceAll('_', '-'));
    if (flag === undefined) throw new FlagError(`unknown flag: --${name}`);
    if (at >= 0) this.set(flag, body.slice(at + 1));
    else this.set(flag, flag.noOptDef ?? this.next(() => `flag needs an argument: --${name}`));
  }

  private shorts(letters: string): void {
    let left = letters;
    while (left !== '') {
      const letter = left[0]!;
      const flag = this.flags.find(({ shorthand }) => shorthand === letter);
      if (flag === undefined) throw new FlagError(`unknown shorthand flag: '${letter}' in -${left}`);
      const after = left.slice(1);
      if (left.length > 2 && after.startsWith('=')) {
        this.set(flag, after.slice(1));
        return;
      }
      if (flag.noOptDef !== undefined && flag.noOptDef !== '') {
        this.set(flag, flag.noOptDef);
        left = after;
      } else {
        const whole = left;
        this.set(flag, after === '' ? this.next(() => `flag needs an argument: '${letter}' in -${whole}`) : after);
        return;
      }
    }
  }

  private next(error: () => string): string {
    const [value, ...rest] = this.rest;
    if (value === undefined) throw new FlagError(error());
    this.rest = rest;
    return value;
  }

  private set(flag: FlagData, text: string): void {
    const read = readValue(flag.type, text, this.values.get(flag.name));
    if ('error' in read) throw new FlagError(`invalid argument ${quote(text)} for ${quote(flagName(flag))} flag: ${read.error}`);
    const isNew = !this.values.has(flag.name);
    this.values.set(flag.name, read.value);
    this.given.push({ name: flag.name, text });
    if (isNew && (flag.deprecated ?? '') !== '') this.notes.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`);
  }
}

/** FlagSet.Parse over all the flags of a command. */
export function parseFlags(command: Command, args: readonly string[]): ParseResult {
  const reader = new FlagReader(command, args);
  try {
    reader.read();
  } catch (error) {
    if (error instanceof FlagError) return { error: error.message, notes: reader.notes };
    throw error;
  }
  return { values: reader.values, given: reader.given, args: reader.args, dashAt: reader.dashAt, notes: reader.notes };
}
