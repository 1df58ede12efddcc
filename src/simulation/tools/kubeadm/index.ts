/**
 * kubeadm 1.36.3 on a machine: `runKubeadm(machine, argv)` runs a command line (without `kubeadm`) and gives its exit code. Built are the checks before `init` and `join`, certificates with
 * their ends and renewal, and the list of images; commands that make or change a cluster are not.
 */
import { commandPath, flagsOf } from '../../kubectl/args/command';
import { callOf } from '../cobra/find';
import type { Call } from '../cobra/find';
import { helpText } from '../cobra/usage';
import { checkExpiration, renew } from './certs/commands';
import { certificatePhase } from './certs/generate';
import { configurationOf } from './configuration';
import { KUBEADM_VERSION } from './constants';
import { COMMANDS } from './generated/commands';
import { TEXTS } from './generated/texts';
import { listImages } from './images';
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
  else throw new KubeadmError(['', 'json', 'yaml'].includes(output) ? 'kubeadm version is simulated with -o short alone' : `invalid output format: ${output}`);
}

function preflight(machine: KubeadmMachine, call: Call): void {
  const { flags, path } = call;
  checkMixed(call);
  const configuration = configurationOf(machine, flags.text('config'));
  const ignored = ignoredErrors(flags.list('ignore-preflight-errors'), configuration.ignored);
  if (path.startsWith('init')) checkBeforeInit(machine, configuration, ignored, flags.bool('dry-run'));
  else checkBeforeJoin(machine, configuration, ignored);
}

const MIXED = new Set(['config', 'ignore-preflight-errors', 'dry-run', 'kubeconfig', 'node-name', 'kubeconfig-dir', 'upload-certs', 'print-manifest', 'allow-missing-template-keys', 'output', 'show-managed-fields', 'print-join-command', 'rootfs', 'v', 'log-file', 'yes']);

/** ValidateMixedArguments: what a configuration says is not said again by flags. */
function checkMixed({ command, flags }: Call): void {
  if (!flags.has('config') || !flags.changed('config')) return;
  const mixed = flagsOf(command).map(({ name }) => name).filter((name) => flags.changed(name) && !MIXED.has(name) && !name.startsWith('skip-')).sort();
  if (mixed.length > 0) throw new KubeadmError(`can not mix '--config' with arguments [${mixed.join(' ')}]`);
}

/** A phase of `init` that makes certificates. */
function certificates(machine: KubeadmMachine, call: Call, name: string): void {
  checkMixed(call);
  const { flags } = call;
  const path = flags.text('config');
  const read = configurationOf(machine, path);
  const configuration = path === '' && flags.has('cert-dir') ? { ...read, certificatesDir: flags.text('cert-dir') } : read;
  const advertised = path === '' && flags.has('apiserver-advertise-address') ? flags.text('apiserver-advertise-address') : '';
  certificatePhase(machine, { ...configuration, advertiseAddress: advertised || configuration.advertiseAddress || machine.host.address }, name);
}

function execute(machine: KubeadmMachine, call: Call): void {
  const { path, command } = call;
  const renewed = /^certs renew (\S+)$/.exec(path)?.[1];
  const phase = /^init phase certs (\S+)$/.exec(path)?.[1];
  noArguments(call);
  if (path === 'certs check-expiration') checkExpiration(machine, call);
  else if (renewed !== undefined) renew(machine, call, renewed);
  else if (path === 'init phase preflight' || path === 'join phase preflight') preflight(machine, call);
  else if (phase !== undefined) certificates(machine, call, phase);
  else if (path === 'config images list') listImages(machine, call);
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
    if ('unknown' in outcome) throw new KubeadmError(outcome.unknown);
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
