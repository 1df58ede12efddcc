/**
 * argocd (3.5; its words from 3.4.0's source, the newest that is served as a module): `runArgocd(machine, argv)` runs a command line (without `argocd`) and gives its exit code. Whoever is logged in is admin: Argo CD's own roles
 * are not part of this. Flags of charts, Kustomize and several sources are left out.
 */
import { callOf } from '../cobra/find';
import { commandPath, subcommands } from '../../kubectl/args/command';
import type { Command } from '../../kubectl/args/command';
import { lineOfUse } from '../cobra/usage';
import { CHANGING } from './commands/apps';
import { LOOKING } from './commands/looking';
import { OTHERS } from './commands/others';
import { Help } from './commands/types';
import { COMMANDS } from './flags';
import { Fatal, logged } from './machine';
import type { ArgocdMachine, Steps } from './machine';

export type { ArgocdMachine, Steps } from './machine';

const TABLE = { ...CHANGING, ...LOOKING, ...OTHERS };

/** How a command is called, and what there is below it; the long texts are not part of this. */
function usage(command: Command): string {
  const children = subcommands(command).map(({ name }) => name);
  const flags = command.data.flags.filter(({ name }) => name !== 'help').map(({ name, shorthand }) => `  ${shorthand === undefined ? '    ' : `-${shorthand}, `}--${name}`);
  return [`Usage:\n  ${lineOfUse(command)}\n`, ...(children.length === 0 ? [] : [`\nAvailable Commands:\n${children.map((name) => `  ${name}\n`).join('')}`]), ...(flags.length === 0 ? [] : [`\nFlags:\n${flags.join('\n')}\n`])].join('');
}

export function* runArgocd(machine: ArgocdMachine, argv: readonly string[]): Steps<number> {
  const outcome = callOf(COMMANDS, argv);
  if ('unknown' in outcome) {
    machine.err(`Error: ${outcome.unknown}\nRun 'argocd --help' for usage.\n`);
    return 20;
  }
  if ('badFlags' in outcome) {
    machine.err(`Error: ${outcome.badFlags}\n${usage(outcome.command)}`);
    return 20;
  }
  if ('help' in outcome) {
    machine.out(usage(outcome.help));
    return 0;
  }
  const { call } = outcome;
  const run = TABLE[call.path];
  if (run === undefined) {
    machine.err(`${commandPath(call.command)} is not simulated here\n`);
    return 20;
  }
  try {
    return yield* run({ machine, call });
  } catch (error) {
    if (error instanceof Help) {
      machine.out(usage(call.command));
      return 1;
    }
    if (!(error instanceof Fatal)) throw error;
    logged(machine, 'fatal', error.message);
    return error.code;
  }
}
