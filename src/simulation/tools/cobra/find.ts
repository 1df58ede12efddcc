/** How a cobra program takes a command line apart (github.com/spf13/cobra Command.Find, ExecuteC); the parts that kubectl shares are in kubectl/args. */
import { quote } from '../../base/go/quote';
import { commandOf, commandPath, flagsOf, subcommands } from '../../kubectl/args/command';
import type { Command, CommandData } from '../../kubectl/args/command';
import { argsOf, withoutFirst } from '../../kubectl/args/find';
import { flagsFor } from '../../kubectl/args/flags';
import type { Flags } from '../../kubectl/args/flags';
import { parseFlags } from '../../kubectl/args/parse';
import type { Parsed } from '../../kubectl/args/parse';
import { suggestionsFor } from '../../kubectl/args/suggest';

export interface Call {
  readonly command: Command;
  /** `certs renew all`: without the program's name. */
  readonly path: string;
  readonly flags: Flags;
  readonly parsed: Parsed;
  readonly args: readonly string[];
}

export type Outcome =
  | { readonly call: Call }
  /** --help, `help x`, or a command that only has subcommands. */
  | { readonly help: Command }
  /** No such command; whoever prints it says where help is. */
  | { readonly unknown: string }
  /** A flag that is not right, or one that is missing. */
  | { readonly badFlags: string; readonly command: Command };

export interface ProgramOptions {
  /** cobra.EnablePrefixMatching: `compact` is `compaction` where nothing else begins so. */
  readonly prefixes?: boolean;
}

function next(command: Command, name: string, prefixes: boolean): Command | undefined {
  const all = subcommands(command);
  const exact = all.find((one) => one.name === name || one.data.aliases?.includes(name) === true);
  if (exact !== undefined || !prefixes) return exact;
  const beginning = all.filter((one) => one.name.startsWith(name) || one.data.aliases?.some((alias) => alias.startsWith(name)) === true);
  return beginning.length === 1 ? beginning[0] : undefined;
}

function found(root: Command, argv: readonly string[], prefixes: boolean): { readonly command: Command; readonly args: readonly string[] } | { readonly unknown: string } {
  let [command, rest] = [root, argv];
  for (;;) {
    const [name] = argsOf(rest, command);
    const child = name === undefined ? undefined : next(command, name, prefixes);
    if (name === undefined || child === undefined) break;
    rest = withoutFirst(rest, name, command);
    command = child;
  }
  const [word] = argsOf(rest, command);
  if (command !== root || word === undefined || subcommands(root).length === 0) return { command, args: rest };
  const near = suggestionsFor(root, word);
  const advice = near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((one) => `\t${one}\n`).join('')}`;
  return { unknown: `unknown command ${quote(word)} for ${quote(commandPath(root))}${advice}` };
}

/** What a command line asks of a program. */
export function callOf(commands: CommandData, argv: readonly string[], { prefixes = false }: ProgramOptions = {}): Outcome {
  const root = commandOf(commands);
  const where = found(root, argv, prefixes);
  if ('unknown' in where) return where;
  const { command, args } = where;
  const parsed = parseFlags(command, args);
  if ('error' in parsed) return { badFlags: parsed.error, command };
  const flags = flagsFor(command, parsed);
  if (flags.has('help') && flags.bool('help')) return { help: command };
  const path = commandPath(command).replace(/^\S+ ?/, '');
  if (path === 'help') {
    const about = found(root, parsed.args, prefixes);
    return { help: 'unknown' in about ? root : about.command };
  }
  if (command.data.runnable !== true) return { help: command };
  const missing = flagsOf(command).filter(({ name, required }) => required === true && !flags.changed(name)).map(({ name }) => `"${name}"`);
  if (missing.length > 0) return { badFlags: `required flag(s) ${missing.join(', ')} not set`, command };
  return { call: { command, path, flags, parsed, args: parsed.args } };
}
