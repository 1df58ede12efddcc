/** `kubeadm upgrade node` and its phases (cmd/kubeadm/app/cmd/upgrade/node.go, cmd/phases/upgrade/node). */
import type { Call } from '../../cobra/find';
import type { Steps } from '../../machine';
import { Client } from '../cluster/client';
import { fetchConfiguration } from '../cluster/configuration';
import type { Kept } from '../cluster/configuration';
import { KUBEADM_VERSION, KUBERNETES_DIRECTORY, MANIFESTS_DIRECTORY, releaseOf } from '../constants';
import { KubeadmError, within } from '../machine';
import type { KubeadmMachine } from '../machine';
import { ignoredErrors, root, upgradeChecks } from '../preflight/checks';
import { runChecks } from '../preflight/run';
import { PULLING } from './apply';
import { upgradeAddons, writeKubeletConfiguration } from './finish';
import { wrapped } from './plan';
import { upgradeStaticPods } from './static-pods';

interface Run {
  readonly machine: KubeadmMachine;
  readonly call: Call;
  readonly client: Client;
  readonly kept: Kept;
  readonly controlPlane: boolean;
}

const flag = ({ flags }: Call, name: string, fallback: boolean): boolean => (flags.has(name) ? flags.bool(name) : fallback);

function preflight({ machine, call, kept, controlPlane }: Run): void {
  const ignored = ignoredErrors(call.flags.has('ignore-preflight-errors') ? call.flags.list('ignore-preflight-errors') : [], []);
  machine.out('[upgrade/preflight] Running pre-flight checks\n');
  runChecks(machine, [root], ignored);
  runChecks(machine, upgradeChecks(kept.configuration.criSocket), ignored);
  machine.out(controlPlane ? PULLING : '[upgrade/preflight] Skipping prepull. Not a control plane node.\n');
}

function* controlPlanePhase({ machine, call, client, kept: { configuration }, controlPlane }: Run): Steps<void> {
  if (!controlPlane) {
    machine.out('[upgrade/control-plane] Skipping phase. Not a control plane node.\n');
    return;
  }
  machine.out(`[upgrade/control-plane] Upgrading your Static Pod-hosted control plane instance to version "${configuration.kubernetesVersion}"...\n`);
  yield* wrapped("couldn't complete the static pod upgrade", upgradeStaticPods({ machine, client, configuration, release: releaseOf(machine.version ?? KUBEADM_VERSION), etcd: flag(call, 'etcd-upgrade', true), renew: flag(call, 'certificate-renewal', true) }));
  machine.out('[upgrade/control-plane] The control plane instance for this node was successfully upgraded!\n');
}

const kubeconfig = ({ machine, controlPlane }: Run): void => machine.out(controlPlane ? '[upgrade/kubeconfig] The kubeconfig files for this node were successfully upgraded!\n' : '[upgrade/kubeconfig] Skipping phase. Not a control plane node.\n');

function addon({ machine, client, kept, controlPlane }: Run, which: string): void {
  if (controlPlane) upgradeAddons(machine, client, kept, releaseOf(machine.version ?? KUBEADM_VERSION));
  else for (const name of ['coredns', 'kube-proxy']) if (which === 'all' || which === name) machine.out(`[upgrade/addon] Skipping the addon/${name} phase. Not a control plane node.\n`);
}

const PHASES = ['preflight', 'control-plane', 'kubeconfig', 'kubelet-config', 'addon', 'post-upgrade'];

/** All phases, or the one that is named: `preflight`, `addon coredns`. */
export function* upgradeNode(machine: KubeadmMachine, call: Call, phase?: string): Steps<void> {
  const { flags } = call;
  if (flag(call, 'dry-run', false)) throw new KubeadmError('kubeadm upgrade node --dry-run is not simulated here');
  const controlPlane = machine.files.read(`${MANIFESTS_DIRECTORY}/kube-apiserver.yaml`) !== undefined;
  const path = flags.has('kubeconfig') && flags.changed('kubeconfig') ? flags.text('kubeconfig') : `${KUBERNETES_DIRECTORY}/${controlPlane ? 'admin' : 'kubelet'}.conf`;
  const client = within(`couldn't create a Kubernetes client from file "${path}"`, () => new Client(machine, path));
  const kept = yield* wrapped('unable to fetch the kubeadm-config ConfigMap', fetchConfiguration(machine, client, { logPrefix: 'upgrade', say: (text) => machine.out(text), endpoint: controlPlane }));
  const run: Run = { machine, call, client, kept, controlPlane };
  const skipped = new Set(flags.has('skip-phases') ? flags.list('skip-phases') : []);
  const [name, which = 'all'] = (phase ?? '').split(' ');
  for (const one of PHASES.filter((each) => (phase === undefined ? !skipped.has(each) : each === name))) {
    const what = `error execution phase ${one}`;
    if (one === 'preflight') within(what, () => preflight(run));
    else if (one === 'control-plane') yield* wrapped(what, controlPlanePhase(run));
    else if (one === 'kubeconfig') kubeconfig(run);
    else if (one === 'kubelet-config') within(what, () => writeKubeletConfiguration(machine, kept));
    else if (one === 'addon') within(what, () => addon(run, which));
  }
}
