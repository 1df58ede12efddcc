import { commandOf, commandPath, flagsOf, subcommands } from './args/command';
import type { Command } from './args/command';
import { findCommand } from './args/find';
import { flagsFor } from './args/flags';
import { parseFlags } from './args/parse';
import { COMMANDS } from './generated/commands';
import { helpText, optionsText, usageText } from './help/help';
import { quote } from '../base/go/quote';
import { ONLY_HELPS, PRINTS_HELP } from './help/outputs';
import { ExitError, KubectlError, report, usageError } from './runtime/errors';
import type { Machine, Steps } from './runtime/machine';
import { createSession } from './runtime/session';
import { VERBS } from './verbs';

const ROOT = commandOf(COMMANDS);

/** `kubectl auth`: a command that only has subcommands (cmdutil.DefaultSubCommandRun). */
function subcommandHelp(machine: Machine, command: Command, args: readonly string[]): void {
  if (ONLY_HELPS.has(command.name)) return machine.out(helpText(machine.texts, command));
  if (args.length > 0) throw usageError(command, `unknown command ${quote(args.join(' '))}`);
  const text = helpText(machine.texts, command);
  if (PRINTS_HELP.has(command.name)) machine.out(text);
  else machine.err(text);
  throw new ExitError('');
}

function help(machine: Machine, args: readonly string[]): void {
  const found = findCommand(ROOT, args);
  if ('error' in found) {
    machine.err(`Unknown help topic [${args.map((one) => `\`${one}\``).join(' ')}]\n${usageText(machine.texts, ROOT)}`);
    return;
  }
  machine.out(helpText(machine.texts, found.command));
}

function* execute(machine: Machine, argv: readonly string[]): Steps<void> {
  const found = findCommand(ROOT, argv);
  if ('error' in found) throw new KubectlError(found.error);
  const { command } = found;
  const parsed = parseFlags(command, found.args);
  for (const note of parsed.notes) machine.err(`${note}\n`);
  if ('error' in parsed) {
    const advice = command.name === 'options' ? `Run '${commandPath(command)}' without flags.` : `See '${commandPath(command)} --help' for usage.`;
    throw new KubectlError(`${parsed.error}\n${advice}`);
  }
  const flags = flagsFor(command, parsed);
  if (flags.bool('help')) {
    machine.out(helpText(machine.texts, command));
    return;
  }
  const missing = flagsOf(command).filter(({ name, required }) => required === true && !flags.changed(name)).map(({ name }) => `"${name}"`);
  if (missing.length > 0) throw new KubectlError(`required flag(s) ${missing.join(', ')} not set`);
  const path = commandPath(command).replace(/^kubectl ?/, '');
  if (path === '') machine.out(helpText(machine.texts, command));
  else if (path === 'help') help(machine, parsed.args);
  else if (path === 'options') machine.out(optionsText(machine.texts, command));
  else {
    const verb = VERBS[path];
    if (verb !== undefined) yield* verb(createSession(machine, command, flags, parsed.args, parsed.dashAt));
    else if (subcommands(command).length > 0) subcommandHelp(machine, command, parsed.args);
    else throw new KubectlError(`kubectl ${path} is not simulated here; kubectl -h lists the commands`);
  }
}

/** Runs a command line (without `kubectl`) to its end; gives the exit code. */
export function* runKubectl(machine: Machine, argv: readonly string[]): Steps<number> {
  try {
    yield* execute(machine, argv);
    return 0;
  } catch (error) {
    const { text, code } = report(error);
    machine.err(text);
    return code;
  }
}
