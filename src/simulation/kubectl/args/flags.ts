import { flagsOf } from './command';
import type { Command } from './command';
import { readValue } from './values';
import type { GivenFlag, Parsed } from './parse';
import type { FlagValue } from './values';

/** The flags of a command as its code asks for them. Asking for one that the command does not have is a mistake in that code. */
export interface Flags {
  /** As they were given. */
  readonly given: readonly GivenFlag[];
  has(name: string): boolean;
  /** It was given. */
  changed(name: string): boolean;
  text(name: string): string;
  /** A flag of all commands: empty where a command has a flag of this name that means something else. */
  global(name: string): string;
  bool(name: string): boolean;
  int(name: string): number;
  list(name: string): readonly string[];
  map(name: string): Readonly<Record<string, string>>;
  nanoseconds(name: string): bigint;
}

/** What a flag holds that was not given: its default, as help prints it, read again. */
function defaultOf(type: string, text: string): FlagValue {
  if (type === 'stringArray' || type === 'stringSlice') return text.replace(/^\[|\]$/g, '').split(',').filter((one) => one !== '');
  if (type === 'stringToString' || type === 'mapStringString') return {};
  if (text === '') return type === 'bool' ? false : type.startsWith('int') ? 0 : type === 'duration' ? 0n : '';
  const read = readValue(type, text, undefined);
  return 'error' in read ? text : read.value;
}

export function flagsFor(command: Command, { values, given }: Parsed): Flags {
  const byName = new Map([...flagsOf(command)].reverse().map((flag) => [flag.name, flag]));
  const get = (name: string): FlagValue => {
    const flag = byName.get(name);
    if (flag === undefined) throw new RangeError(`${command.name} has no flag --${name}`);
    return values.get(name) ?? defaultOf(flag.type, flag.default ?? '');
  };
  return {
    given,
    has: (name) => byName.has(name),
    changed: (name) => values.has(name),
    text: (name) => String(get(name)),
    global: (name) => (byName.get(name)?.type === 'string' ? String(get(name)) : ''),
    bool: (name) => get(name) === true,
    int: (name) => Number(get(name)),
    list: (name) => get(name) as readonly string[],
    map: (name) => get(name) as Readonly<Record<string, string>>,
    nanoseconds: (name) => get(name) as bigint,
  };
}
