import { quote } from '../../base/go/quote';
import { flagsOf, subcommands, commandPath } from './command';
import type { Command } from './command';
import { suggestionsFor } from './suggest';

/** Whether the argument is a flag whose value is the next argument. */
function takesNext(argument: string, command: Command): boolean {
  if (argument.includes('=')) return false;
  const flags = flagsOf(command);
  if (argument.startsWith('--')) return (flags.find(({ name }) => name === argument.slice(2))?.noOptDef ?? '') === '';
  return argument.startsWith('-') && argument.length === 2 && (flags.find(({ shorthand }) => shorthand === argument[1])?.noOptDef ?? '') === '';
}

/** stripFlags: the arguments that are neither flags nor their values. */
export function argsOf(args: readonly string[], command: Command): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at]!;
    if (argument === '--') break;
    if (takesNext(argument, command)) {
      if (args.length - at - 1 <= 1) break;
      at += 1;
    } else if (argument !== '' && !argument.startsWith('-')) found.push(argument);
  }
  return found;
}

/** argsMinusFirstX: the arguments without the name of the subcommand. */
export function withoutFirst(args: readonly string[], name: string, command: Command): readonly string[] {
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at]!;
    if (argument === '--') break;
    if (takesNext(argument, command)) at += 1;
    else if (!argument.startsWith('-') && argument === name) return [...args.slice(0, at), ...args.slice(at + 1)];
  }
  return args;
}

export type Found = { readonly command: Command; readonly args: readonly string[] } | { readonly error: string };

/** Command.Find: the command that arguments name, and what is left of them. */
export function findCommand(root: Command, args: readonly string[]): Found {
  let command = root;
  let rest = args;
  for (;;) {
    const [name] = argsOf(rest, command);
    const next = name === undefined ? undefined : subcommands(command).find((one) => one.name === name || one.data.aliases?.includes(name) === true);
    if (name === undefined || next === undefined) break;
    rest = withoutFirst(rest, name, command);
    command = next;
  }
  const [unknown] = argsOf(rest, command);
  if (command === root && unknown !== undefined) {
    const near = suggestionsFor(root, unknown);
    const advice = near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((one) => `\t${one}\n`).join('')}`;
    return { error: `unknown command ${quote(unknown)} for ${quote(commandPath(root))}${advice}` };
  }
  return { command, args: rest };
}
