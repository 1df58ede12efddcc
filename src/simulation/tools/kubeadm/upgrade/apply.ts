/** `kubeadm upgrade apply` (cmd/kubeadm/app/cmd/upgrade/apply.go, cmd/phases/upgrade/apply). */
import { isOlder, mustParseVersion, parseSemanticVersion } from '../../../base/version';
import type { Call } from '../../cobra/find';
import type { Steps } from '../../machine';
import { Client } from '../cluster/client';
import { fetchConfiguration, NoConfigMap } from '../cluster/configuration';
import type { Kept } from '../cluster/configuration';
import { KUBEADM_VERSION, releaseOf } from '../constants';
import type { Release } from '../constants';
import { KubeadmError, within } from '../machine';
import type { KubeadmMachine } from '../machine';
import { ignoredErrors, root, upgradeChecks } from '../preflight/checks';
import { runChecks } from '../preflight/run';
import { checkHealth } from './checks';
import { tokenRules, upgradeAddons, uploadConfiguration, writeKubeletConfiguration } from './finish';
import { listErrors, policyRefusal, upgradePolicyErrors } from './policy';
import { upgradeStaticPods } from './static-pods';
import { kubeletVersions } from './versions';
import { wrapped } from './plan';

export const PULLING = `[upgrade/preflight] Pulling images required for setting up a Kubernetes cluster
[upgrade/preflight] This might take a minute or two, depending on the speed of your internet connection
[upgrade/preflight] You can also perform this action beforehand using 'kubeadm config images pull'
`;

/** NormalizeKubernetesVersion. */
function normalised(version: string, { minor }: Release): string {
  const parsed = parseSemanticVersion(version);
  if ('error' in parsed) throw new KubeadmError(`version "${version}" doesn't match patterns for neither semantic version nor labels (stable, latest, ...)`);
  if (isOlder(parsed.version, mustParseVersion(`1.${minor - 1}.0`))) throw new KubeadmError(`this version of kubeadm only supports deploying clusters with the control plane version >= 1.${minor - 1}.0. Current version: ${version}`);
  return version.startsWith('v') ? version : `v${version}`;
}

/** enforceVersionPolicies. */
function enforce(machine: KubeadmMachine, { flags }: Call, client: Client, target: string, release: Release): void {
  machine.out(`[upgrade/preflight] You have chosen to upgrade the cluster version to "${target}"\n`);
  const clusterVersion = machine.serverVersion?.();
  if (clusterVersion === undefined) throw new KubeadmError("the version argument is invalid due to these fatal errors:\n\n\t- Unable to fetch cluster version: Couldn't fetch cluster version from the API Server\n\nPlease fix the misalignments highlighted above and try upgrading again");
  machine.out(`[upgrade/versions] Cluster version: ${clusterVersion}\n[upgrade/versions] kubeadm version: ${release.version}\n`);
  const found = upgradePolicyErrors({
    clusterVersion, kubeadmVersion: release.version, kubeletVersions: [...kubeletVersions(client).keys()], target, allowExperimentalUpgrades: flags.bool('allow-experimental-upgrades'), allowReleaseCandidateUpgrades: flags.bool('allow-release-candidate-upgrades'),
  });
  const refusal = policyRefusal(found, flags.bool('force'));
  if (refusal !== undefined) throw new KubeadmError(refusal);
  const { skippable } = found;
  if (skippable.length === 0) return;
  machine.out(`[upgrade/preflight] Found ${skippable.length} potential version compatibility errors but skipping since the --force flag is set: \n\n${listErrors(skippable)}`);
}

function confirm(machine: KubeadmMachine): void {
  machine.out('[upgrade] Are you sure you want to proceed? [y/N]: ');
  if (!['y', 'yes'].includes((machine.stdin.split('\n')[0] ?? '').toLowerCase())) throw new KubeadmError("won't proceed; the user didn't answer (Y|y) in order to continue");
}

function* preflight(machine: KubeadmMachine, call: Call, client: Client, kept: Kept, target: string, release: Release): Steps<string> {
  const { flags } = call;
  const ignored = ignoredErrors(flags.list('ignore-preflight-errors'), []);
  machine.out('[upgrade/preflight] Running preflight checks\n');
  runChecks(machine, [root], ignored);
  runChecks(machine, upgradeChecks(kept.configuration.criSocket), ignored);
  yield* checkHealth(machine, client, kept.configuration, ignored, (text) => machine.out(text));
  const version = normalised(target, release);
  enforce(machine, call, client, version, release);
  if (!flags.bool('yes') && !flags.bool('force')) confirm(machine);
  machine.out(PULLING);
  return version;
}

const missing = (args: readonly string[]): KubeadmError | undefined => (args.length === 0 ? new KubeadmError('missing one or more required arguments. Required arguments: [version]') : args.length > 1 ? new KubeadmError('too many arguments. Required arguments: [version]') : undefined);

export function* apply(machine: KubeadmMachine, call: Call): Steps<void> {
  const { flags, args } = call;
  const wrong = missing(args);
  if (wrong !== undefined) throw wrong;
  if (flags.bool('dry-run')) throw new KubeadmError('kubeadm upgrade apply --dry-run is not simulated here');
  const release = releaseOf(machine.version ?? KUBEADM_VERSION);
  const path = flags.text('kubeconfig');
  const client = within(`couldn't create a Kubernetes client from file "${path}"`, () => new Client(machine, path));
  let kept: Kept;
  try {
    kept = yield* fetchConfiguration(machine, client, { logPrefix: 'upgrade', say: (text) => machine.out(text), endpoint: true });
  } catch (error) {
    if (error instanceof NoConfigMap && error.missing) {
      machine.out(`[upgrade] In order to upgrade, a ConfigMap called "kubeadm-config" in the "kube-system" namespace must exist.\n[upgrade/config] Use 'kubeadm init phase upload-config kubeadm --config your-config-file' to re-upload it.\n`);
      throw new KubeadmError('[upgrade] FATAL: the ConfigMap "kubeadm-config" in the "kube-system" namespace was not found');
    }
    throw error instanceof KubeadmError ? new KubeadmError(`[upgrade] FATAL: ${error.message}`) : error;
  }
  const version = yield* wrapped('error execution phase preflight', preflight(machine, call, client, kept, args[0]!, release));
  const upgraded: Kept = { ...kept, configuration: { ...kept.configuration, kubernetesVersion: version } };
  machine.out(`[upgrade/control-plane] Upgrading your static Pod-hosted control plane to version "${version}" (timeout: 5m0s)...\n`);
  yield* wrapped("error execution phase control-plane: couldn't complete the static pod upgrade", upgradeStaticPods({ machine, client, configuration: upgraded.configuration, release, etcd: flags.bool('etcd-upgrade'), renew: flags.bool('certificate-renewal') }));
  machine.out('[upgrade/control-plane] The control plane instance for this node was successfully upgraded!\n');
  within('error execution phase upload-config/kubeadm', () => uploadConfiguration(machine, client, upgraded));
  machine.out('[upgrade/kubeconfig] The kubeconfig files for this node were successfully upgraded!\n');
  within('error execution phase kubelet-config', () => writeKubeletConfiguration(machine, upgraded));
  tokenRules(machine);
  within('error execution phase addon', () => upgradeAddons(machine, client, upgraded, release));
  machine.out(`\n[upgrade] SUCCESS! A control plane node of your cluster was upgraded to "${version}".\n\n[upgrade] Now please proceed with upgrading the rest of the nodes by following the right order.\n`);
}
