/**
 * kubeadm 1.36.3 on a machine: `runKubeadm(machine, argv)` runs a command line (without `kubeadm`) and gives its exit code. Built are the checks before `init` and `join`, and the ends of
 * certificates and their renewal; commands that make or change a cluster are not.
 */
import { commandPath } from '../../kubectl/args/command';
import { callOf } from '../cobra/find';
import type { Call } from '../cobra/find';
import { helpText } from '../cobra/usage';
import { checkExpiration, renew } from './certs/commands';
import { configurationOf } from './configuration';
import { KUBEADM_VERSION } from './constants';
import { COMMANDS } from './generated/commands';
import { TEXTS } from './generated/texts';
import { KubeadmError } from './machine';
import type { KubeadmMachine } from './machine';
import { checkBeforeInit, checkBeforeJoin, ignoredErrors } from './preflight/checks';

export type { Host, KubeadmMachine } from './machine';

const noArguments = ({ args, command }: Call): void => {
  if (args.length > 0) throw new KubeadmError(`unknown command ${JSON.stringify(args[0])} for ${JSON.stringify(commandPath(command))}`);
};

function version(machine: KubeadmMachine, { flags }: Call): void {
  const output = flags.text('output');
  if (output === 'short') machine.out(`${KUBEADM_VERSION}\n`);
  else throw new KubeadmError(`kubeadm version -o ${JSON.stringify(output)} is not simulated here`);
}

function preflight(machine: KubeadmMachine, call: Call): void {
  const { flags, path } = call;
  const configuration = configurationOf(machine, flags.text('config'));
  const ignored = ignoredErrors(flags.list('ignore-preflight-errors'), configuration.ignored);
  if (path.startsWith('init')) checkBeforeInit(machine, configuration, ignored, flags.bool('dry-run'));
  else checkBeforeJoin(machine, configuration, ignored);
}

function execute(machine: KubeadmMachine, call: Call): void {
  const { path, command } = call;
  const renewed = /^certs renew (\S+)$/.exec(path)?.[1];
  noArguments(call);
  if (path === 'certs check-expiration') checkExpiration(machine, call);
  else if (renewed !== undefined) renew(machine, call, renewed);
  else if (path === 'init phase preflight' || path === 'join phase preflight') preflight(machine, call);
  else if (path === 'version') version(machine, call);
  else if ((command.data.commands ?? []).length > 0) {
    machine.out(helpText(TEXTS, command));
    machine.err('error: \n');
    throw new KubeadmError('subcommand is required');
  } else throw new KubeadmError(`kubeadm ${path} is not simulated here`);
}

export function runKubeadm(machine: KubeadmMachine, argv: readonly string[]): number {
  try {
    const outcome = callOf(COMMANDS, argv);
    if ('unknown' in outcome) throw new KubeadmError(`${outcome.unknown}\nRun 'kubeadm --help' for usage.`);
    if ('badFlags' in outcome) throw new KubeadmError(outcome.badFlags);
    if ('help' in outcome) machine.out(helpText(TEXTS, outcome.help));
    else execute(machine, outcome.call);
    return 0;
  } catch (error) {
    if (!(error instanceof KubeadmError)) throw error;
    machine.err(`error: ${error.message}\nTo see the stack trace of this error execute with --v=5 or higher\n`);
    return 1;
  }
}
