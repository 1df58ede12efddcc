/** `kubeadm upgrade plan` (cmd/kubeadm/app/cmd/upgrade: plan.go, common.go). */
import { goJsonIndented } from '../../../base/go/json';
import { alignColumns } from '../../../base/go/tabwriter';
import { parseSemanticVersion } from '../../../base/version';
import type { Call } from '../../cobra/find';
import type { Steps } from '../../machine';
import { sortedYaml } from '../../sorted';
import { Client } from '../cluster/client';
import { componentVersions, fetchConfiguration } from '../cluster/configuration';
import type { Kept } from '../cluster/configuration';
import { configurationOf } from '../configuration';
import { CONTROL_PLANE, KUBEADM_VERSION, MANIFESTS_DIRECTORY } from '../constants';
import { KubeadmError, warn, within } from '../machine';
import type { KubeadmMachine } from '../machine';
import { ignoredErrors, root } from '../preflight/checks';
import { runChecks } from '../preflight/run';
import { availableUpgrades, canUpgradeKubelets } from './available';
import type { ClusterFacts, Label, Upgrade } from './available';
import { checkHealth } from './checks';
import { coreDnsVersion, kubeletVersions } from './versions';
import type { NodesByVersion } from './versions';

interface Component {
  readonly name: string;
  readonly currentVersion?: string;
  readonly newVersion?: string;
  readonly nodeName?: string;
}

interface Offered {
  readonly description: string;
  readonly components: readonly Component[];
}

const FORMATS = 'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,template,templatefile,text,yaml';
const API = 'output.kubeadm.k8s.io/v1alpha3';
const SEPARATOR = `${'_'.repeat(69)}\n\n`;

const component = (name: string, currentVersion: string, newVersion: string, nodeName = ''): Component => ({
  name, ...(currentVersion === '' ? {} : { currentVersion }), ...(newVersion === '' ? {} : { newVersion }), ...(nodeName === '' ? {} : { nodeName }),
});

const rows = (name: string, versions: NodesByVersion, next: string): readonly Component[] => [...versions].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([version, nodes]) => nodes.map((node) => component(name, version, next, node)));

interface Before {
  readonly kubernetes: string;
  readonly kubeadm: string;
  readonly dns: string;
  readonly kubelets: NodesByVersion;
  readonly parts: ReadonlyMap<string, NodesByVersion>;
}

/** genAvailableUpgrade. */
const offered = (before: Before, upgrade: Upgrade, etcd: boolean): Offered => ({
  description: upgrade.description,
  components: [
    ...(canUpgradeKubelets([...before.kubelets.keys()], upgrade) ? rows('kubelet', before.kubelets, upgrade.kubernetes) : []), ...CONTROL_PLANE.flatMap((name) => rows(name, before.parts.get(name)!, upgrade.kubernetes)),
    component('kube-proxy', before.kubernetes, upgrade.kubernetes), component('CoreDNS', before.dns, upgrade.dns), component('kubeadm', before.kubeadm, upgrade.kubeadm), ...(etcd ? rows('etcd', before.parts.get('etcd')!, upgrade.etcd) : []),
  ],
});

const table = (components: readonly Component[]): string => alignColumns(`${[['COMPONENT', 'NODE', 'CURRENT', 'TARGET'], ...components.map(({ name, nodeName = '', currentVersion = '', newVersion = '' }) => [name, nodeName, currentVersion, newVersion])].map((row) => row.join('\t')).join('\n')}\n`, { minWidth: 10, padding: 3 });

/** printAvailableUpgrade. */
function upgradeText({ description, components }: Offered): string {
  const kubernetes = components.find(({ name }) => name === 'kube-apiserver')?.newVersion ?? '';
  const kubeadm = components.find(({ name }) => name === 'kubeadm');
  const parsed = parseSemanticVersion(kubernetes);
  if ('error' in parsed) throw new KubeadmError(`Unable to parse normalized version "${kubernetes}" as a semantic version: ${parsed.error}`);
  const flag = parsed.version.preRelease === '' ? '' : parsed.version.preRelease.startsWith('rc') ? ' --allow-release-candidate-upgrades' : ' --allow-experimental-upgrades';
  const note = kubeadm?.currentVersion === kubeadm?.newVersion ? '' : `Note: Before you can perform this upgrade, you have to update kubeadm to ${kubeadm?.newVersion ?? ''}.\n\n`;
  return `Components that must be upgraded manually after you have upgraded the control plane with 'kubeadm upgrade apply':\n${table(components.filter(({ name }) => name === 'kubelet'))}\nUpgrade to the latest ${description}:\n\n${
    table(components.filter(({ name }) => name !== 'kubelet' && name !== 'kubeadm'))}\nYou can now apply the upgrade by executing the following command:\n\n\tkubeadm upgrade apply ${kubernetes}${flag}\n\n${note}${SEPARATOR}`;
}

interface ConfigState {
  readonly group: string;
  readonly currentVersion?: string;
  readonly preferredVersion: string;
  readonly manualUpgradeRequired: boolean;
}

/** GetVersionStates: kubeadm knows one version of each. */
const states = ({ proxy }: Kept): readonly ConfigState[] => [
  { group: 'kubeproxy.config.k8s.io', ...(proxy === undefined ? {} : { currentVersion: 'v1alpha1' }), preferredVersion: 'v1alpha1', manualUpgradeRequired: false },
  { group: 'kubelet.config.k8s.io', currentVersion: 'v1beta1', preferredVersion: 'v1beta1', manualUpgradeRequired: false },
];

const statesText = (all: readonly ConfigState[]): string => `
The table below shows the current state of component configs as understood by this version of kubeadm.
Configs that have a "yes" mark in the "MANUAL UPGRADE REQUIRED" column require manual config upgrade or
resetting to kubeadm defaults before a successful upgrade can be performed. The version to manually
upgrade to is denoted in the "PREFERRED VERSION" column.

${alignColumns(`${[['API GROUP', 'CURRENT VERSION', 'PREFERRED VERSION', 'MANUAL UPGRADE REQUIRED'], ...all.map(({ group, currentVersion, preferredVersion, manualUpgradeRequired }) => [group, currentVersion ?? '-', preferredVersion, manualUpgradeRequired ? 'yes' : 'no'])].map((row) => row.join('\t')).join('\n')}\n`, { minWidth: 10, padding: 3 })}${SEPARATOR}`;

/** VersionFromCILabel: what was typed stands for every label; else the release server is asked. */
const labels = (machine: KubeadmMachine, given: string) => (name: string, what: string): Label => {
  const text = given === '' ? machine.label?.(name) : given;
  if (text === undefined) return { error: `Couldn't fetch latest ${what} from the internet: unable to get URL "https://dl.k8s.io/release/${name}.txt": Get "https://dl.k8s.io/release/${name}.txt": dial tcp: lookup dl.k8s.io: no such host` };
  const parsed = parseSemanticVersion(text);
  return 'error' in parsed ? { error: `Couldn't parse ${given === '' ? 'latest' : 'version'} ${what}: ${parsed.error}` } : { text, version: parsed.version };
};

export function* plan(machine: KubeadmMachine, { flags, args }: Call): Steps<void> {
  const output = flags.text('output');
  if (!['', 'text', 'json', 'yaml'].includes(output)) throw new KubeadmError(`could not construct output printer: unable to match a printer suitable for the output format "${output}", allowed formats are: ${FORMATS}`);
  const isText = output === '' || output === 'text';
  const say = (text: string): void => {
    if (isText) machine.out(text);
  };
  const path = flags.text('kubeconfig');
  if (flags.text('config') !== '') within('[upgrade/upgrade config] FATAL', () => configurationOf(machine, flags.text('config')));
  const client = within(`couldn't create a Kubernetes client from file "${path}"`, () => new Client(machine, path));
  const ignored = ignoredErrors(flags.list('ignore-preflight-errors'), []);
  say('[preflight] Running pre-flight checks.\n');
  runChecks(machine, [root], ignored);
  const endpoint = machine.files.read(`${MANIFESTS_DIRECTORY}/kube-apiserver.yaml`) !== undefined;
  const kept = yield* wrapped('[upgrade/init config] FATAL', fetchConfiguration(machine, client, { logPrefix: 'upgrade/config', say, endpoint }));
  yield* wrapped('[upgrade/health] FATAL', checkHealth(machine, client, kept.configuration, ignored, say));
  const kubelets = kubeletVersions(client);
  const parts = new Map([...CONTROL_PLANE, 'etcd'].map((name) => [name, componentVersions(client, name)] as const));
  const facts: ClusterFacts = {
    apiServers: [...parts.get('kube-apiserver')!.keys()], kubeadmVersion: machine.version ?? KUBEADM_VERSION, kubeletVersions: [...kubelets.keys()], etcdVersion: [...parts.get('etcd')!.keys()][0] ?? '', label: labels(machine, args[0] ?? ''),
  };
  const { said, upgrades, error } = availableUpgrades(facts, flags.bool('allow-experimental-upgrades'), flags.bool('allow-release-candidate-upgrades'));
  let cluster = '';
  for (const one of said) {
    if ('line' in one) {
      say(`${one.line}\n`);
      cluster = /^\[upgrade\/versions\] Cluster version: (.*)$/.exec(one.line)?.[1] ?? cluster;
    } else warn(machine, 'compute.go:120', one.warning);
  }
  if (error !== undefined) throw new KubeadmError(`[upgrade/versions] FATAL: ${error}`);
  if (upgrades.length === 0) return;
  const before: Before = { kubernetes: cluster, kubeadm: facts.kubeadmVersion, dns: coreDnsVersion(client), kubelets, parts };
  const availableList = upgrades.map((one) => offered(before, one, flags.bool('etcd-upgrade')));
  const configVersions = states(kept);
  const whole = { kind: 'UpgradePlan', apiVersion: API, availableUpgrades: availableList, configVersions };
  if (output === 'json') machine.out(`${goJsonIndented(whole, '    ')}\n`);
  else if (output === 'yaml') machine.out(sortedYaml(whole));
  else machine.out(`${availableList.map(upgradeText).join('')}${statesText(configVersions)}`);
}

/** errors.Wrap around steps. */
export function* wrapped<T>(what: string, steps: Steps<T>): Steps<T> {
  try {
    return yield* steps;
  } catch (error) {
    throw error instanceof KubeadmError ? new KubeadmError(`${what}: ${error.message}`) : error;
  }
}
