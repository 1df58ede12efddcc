/**
 * kubeadm on a machine: `runKubeadm(machine, argv)` runs a command line (without `kubeadm`) and gives its exit code; it yields its waits. Built are the checks before `init` and `join`,
 * certificates with their ends and renewal, manifests, the list of images, tokens, and the upgrade of a cluster; `init`, `join` and `reset` as a whole are not.
 */
import { commandPath, flagsOf } from '../../kubectl/args/command';
import { callOf } from '../cobra/find';
import type { Call } from '../cobra/find';
import type { Steps } from '../machine';
import { helpText } from '../cobra/usage';
import { checkExpiration, renew } from './certs/commands';
import { certificatePhase } from './certs/generate';
import { generateRequests } from './certs/requests';
import { checkJoin, migrate, printDefaults, validate } from './config/commands';
import { configurationOf } from './configuration';
import type { Configuration } from './configuration';
import { KUBEADM_VERSION, releaseOf } from './constants';
import { COMMANDS } from './generated/commands';
import { TEXTS } from './generated/texts';
import { listImages } from './images';
import { kubeconfigPhase, userKubeconfig } from './kubeconfig/files';
import { KubeadmError } from './machine';
import type { KubeadmMachine } from './machine';
import { controlPlanePhase, etcdPhase } from './manifests/write';
import { checkBeforeInit, checkBeforeJoin, ignoredErrors } from './preflight/checks';
import { token } from './token/commands';
import { drawnKey } from './token/token';
import { apply } from './upgrade/apply';
import { upgradeNode } from './upgrade/node';
import { plan } from './upgrade/plan';

export type { Host, KubeadmMachine } from './machine';

const noArguments = ({ args, command }: Call): void => {
  if (args.length > 0) throw new KubeadmError(`unknown command ${JSON.stringify(args[0])} for ${JSON.stringify(commandPath(command))}`);
};

function version(machine: KubeadmMachine, { flags }: Call): void {
  const output = flags.text('output');
  if (output === 'short') machine.out(`${machine.version ?? KUBEADM_VERSION}\n`);
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

/** The configuration of `init`: a file's, or what flags say on top of the defaults. */
function initConfiguration(machine: KubeadmMachine, { flags }: Call): Configuration {
  const read = configurationOf(machine, flags.text('config'));
  if (flags.text('config') !== '') return read;
  const given = (name: string): string => (flags.has(name) && flags.changed(name) ? flags.text(name) : '');
  return {
    ...read, certificatesDir: given('cert-dir') || read.certificatesDir, advertiseAddress: given('apiserver-advertise-address') || read.advertiseAddress, imageRepository: given('image-repository') || read.imageRepository,
    controlPlaneEndpoint: given('control-plane-endpoint') || read.controlPlaneEndpoint, serviceSubnet: given('service-cidr') || read.serviceSubnet, podSubnet: given('pod-network-cidr') || read.podSubnet,
    kubernetesVersion: given('kubernetes-version') || read.kubernetesVersion, nodeName: given('node-name') || read.nodeName,
  };
}

/** A phase of `init` that makes certificates. */
function certificates(machine: KubeadmMachine, call: Call, name: string): void {
  checkMixed(call);
  certificatePhase(machine, ownConfiguration(machine, call), name);
}

/** The phases that write manifests. */
function manifests(machine: KubeadmMachine, call: Call, part: string): void {
  checkMixed(call);
  const configuration = ownConfiguration(machine, call);
  if (part === 'etcd') etcdPhase(machine, configuration, releaseOf(machine.version ?? KUBEADM_VERSION));
  else controlPlanePhase(machine, configuration, part);
}

/** What of `init`'s configuration the phases read, with the address of this machine. */
function ownConfiguration(machine: KubeadmMachine, call: Call): Configuration {
  const read = initConfiguration(machine, call);
  return { ...read, advertiseAddress: read.advertiseAddress || machine.host.address };
}

/** What `init` and `join` refuse before they begin. */
function begin(machine: KubeadmMachine, call: Call): void {
  checkMixed(call);
  if (call.path === 'join') checkJoin(machine, call);
  throw new KubeadmError(`kubeadm ${call.path} is not simulated here`);
}

/** What takes arguments of its own. */
const TAKES_ARGUMENTS = new Set(['upgrade plan', 'upgrade apply', 'token create', 'token delete', 'join']);

function* execute(machine: KubeadmMachine, call: Call): Steps<void> {
  const { path, command } = call;
  const renewed = /^certs renew (\S+)$/.exec(path)?.[1];
  const phase = /^init phase certs (\S+)$/.exec(path)?.[1];
  const part = /^init phase control-plane (\S+)$/.exec(path)?.[1];
  const defaults = /^config print (\S+)-defaults$/.exec(path)?.[1];
  const kubeconfig = /^init phase kubeconfig (\S+)$/.exec(path)?.[1];
  const nodePhase = /^upgrade node phase (.+)$/.exec(path)?.[1];
  const tokenVerb = /^token (\S+)$/.exec(path)?.[1];
  if (!TAKES_ARGUMENTS.has(path)) noArguments(call);
  if (path === 'certs check-expiration') yield* checkExpiration(machine, call);
  else if (renewed !== undefined) yield* renew(machine, call, renewed);
  else if (part !== undefined || path === 'init phase etcd local') manifests(machine, call, part ?? 'etcd');
  else if (path === 'upgrade plan') yield* plan(machine, call);
  else if (path === 'upgrade apply') yield* apply(machine, call);
  else if (path === 'upgrade node' || nodePhase !== undefined) yield* upgradeNode(machine, call, nodePhase);
  else if (tokenVerb !== undefined) yield* token(machine, call, tokenVerb);
  else if (kubeconfig !== undefined) {
    checkMixed(call);
    kubeconfigPhase(machine, ownConfiguration(machine, call), kubeconfig);
  } else if (path === 'kubeconfig user') userKubeconfig(machine, ownConfiguration(machine, call), call);
  else if (path === 'certs generate-csr') {
    const configuration = ownConfiguration(machine, call);
    generateRequests(machine, { ...configuration, certificatesDir: call.flags.text('cert-dir') || configuration.certificatesDir }, call.flags.text('kubeconfig-dir'));
  } else if (path === 'certs certificate-key') machine.out(`${drawnKey(machine.now())}\n`);
  else if (path === 'init phase preflight' || path === 'join phase preflight') preflight(machine, call);
  else if (phase !== undefined) certificates(machine, call, phase);
  else if (path === 'config images list') listImages(machine, call);
  else if (path === 'config migrate') migrate(machine, call);
  else if (path === 'config validate') validate(machine, call);
  else if (defaults !== undefined) printDefaults(machine, call, defaults);
  else if (path === 'init' || path === 'join') begin(machine, call);
  else if (path === 'version') version(machine, call);
  else if ((command.data.commands ?? []).length > 0) {
    machine.out(helpText(TEXTS, command));
    machine.err('error: \n');
    throw new KubeadmError('subcommand is required');
  } else throw new KubeadmError(`kubeadm ${path} is not simulated here`);
}

export function* runKubeadm(machine: KubeadmMachine, argv: readonly string[]): Steps<number> {
  try {
    const outcome = callOf(COMMANDS, argv);
    if ('unknown' in outcome) throw new KubeadmError(outcome.unknown);
    if ('badFlags' in outcome) throw new KubeadmError(outcome.badFlags);
    if ('help' in outcome) machine.out(helpText(TEXTS, outcome.help));
    else yield* execute(machine, outcome.call);
    return 0;
  } catch (error) {
    if (!(error instanceof KubeadmError)) throw error;
    machine.err(`error: ${error.message}\nTo see the stack trace of this error execute with --v=5 or higher\n`);
    return 1;
  }
}
