/**
 * etcdctl 3.6.8: `runEtcdctl(machine, argv)` runs a command line (without `etcdctl`) and gives its exit code. It yields what it waits for; `watch` and `lease keep-alive` end in no other
 * way than by `return`.
 */
import { callOf } from '../cobra/find';
import { Exit } from '../machine';
import { ClientError } from './client';
import type { EtcdctlMachine, Steps } from './client';
import { AUTH_COMMANDS } from './commands/auth';
import { CLUSTER_COMMANDS } from './commands/cluster';
import { KEY_COMMANDS } from './commands/keys';
import type { Command } from './commands/keys';
import { COMMANDS } from './generated/commands';
import { etcdctlUsage } from './usage';

export type { Effect, EtcdctlMachine, ServerTls, Steps } from './client';

const VERSION = '3.6.8';
const API_VERSION = '3.6';

const version: Command = function* (machine) {
  machine.out(`etcdctl version: ${VERSION}\nAPI version: ${API_VERSION}\n`);
};

const VERBS: Readonly<Record<string, Command>> = { ...KEY_COMMANDS, ...CLUSTER_COMMANDS, ...AUTH_COMMANDS, version };

function* execute(machine: EtcdctlMachine, argv: readonly string[]): Steps<number> {
  const outcome = callOf(COMMANDS, argv, { prefixes: true });
  if ('unknown' in outcome) {
    machine.err(`Error: ${outcome.unknown}\nRun 'etcdctl --help' for usage.\n`);
    return 1;
  }
  if ('badFlags' in outcome) {
    machine.err(`Error: ${outcome.badFlags}\n\n`);
    machine.out(etcdctlUsage(outcome.command, VERSION, API_VERSION));
    return 1;
  }
  if ('help' in outcome) {
    machine.out(etcdctlUsage(outcome.help, VERSION, API_VERSION));
    return 0;
  }
  const verb = VERBS[outcome.call.path];
  if (verb === undefined) {
    machine.err(`Error: etcdctl ${outcome.call.path} is not simulated here\n`);
    return 1;
  }
  yield* verb(machine, outcome.call);
  return 0;
}

export function* runEtcdctl(machine: EtcdctlMachine, argv: readonly string[]): Steps<number> {
  try {
    return yield* execute(machine, argv);
  } catch (error) {
    if (error instanceof Exit) return error.code;
    if (!(error instanceof ClientError)) throw error;
    machine.err(`Error: ${error.message}\n`);
    return 1;
  }
}
