/** What follows the control plane in an upgrade: configuration, kubelet, add-ons (cmd/kubeadm/app/phases/{uploadconfig,kubelet,addons}, phases/upgrade/postupgrade.go). */
import type { ApiObject } from '../../../api';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { sortedYaml } from '../../sorted';
import type { Client } from '../cluster/client';
import { CONFIG_MAP } from '../cluster/configuration';
import type { Kept } from '../cluster/configuration';
import { KUBELET_DIRECTORY, KUBERNETES_DIRECTORY } from '../constants';
import type { Release } from '../constants';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { yamlOf } from '../cluster/configuration';
import { timestamp } from './timestamp';

type Json = Readonly<Record<string, unknown>>;
const UPGRADE_DIRECTORY = 'KUBEADM_UPGRADE_DRYRUN_DIR';
const ENDPOINT_FLAG = 'container-runtime-endpoint';

/** The ClusterConfiguration and the kubelets' configuration are kept for later upgrades. */
export function uploadConfiguration(machine: KubeadmMachine, client: Client, { document, configuration }: Kept): void {
  machine.out(`[upload-config] Storing the configuration used in ConfigMap "${CONFIG_MAP}" in the "kube-system" Namespace\n`);
  const map = client.get('configmaps', CONFIG_MAP);
  const text = sortedYaml({ ...document, kubernetesVersion: configuration.kubernetesVersion });
  client.update('configmaps', { ...map, data: { ...objectOf((map as unknown as Json)['data']), ClusterConfiguration: text } } as unknown as ApiObject);
  machine.out('[kubelet] Creating a ConfigMap "kubelet-config" in namespace kube-system with the configuration for the kubelets in the cluster\n');
}

/** The flags of /var/lib/kubelet/kubeadm-flags.env. */
function flagsOf(text: string): readonly string[] {
  return /KUBELET_KUBEADM_ARGS="([^"]*)"/.exec(text)?.[1]?.split(' ').filter((word) => word !== '') ?? [];
}

/** What belongs to this machine alone stands in a file of its own, which is made out of the flags where it is missing. */
function instanceConfiguration(machine: KubeadmMachine): Json {
  const { files } = machine;
  const path = `${KUBELET_DIRECTORY}/instance-config.yaml`;
  const there = files.read(path);
  if (there !== undefined) return yamlOf(there);
  const environment = files.read(`${KUBELET_DIRECTORY}/kubeadm-flags.env`);
  if (environment === undefined) throw new KubeadmError(`error reading kubeadm flags file: open ${KUBELET_DIRECTORY}/kubeadm-flags.env: no such file or directory`);
  const flags = flagsOf(environment);
  const endpoint = flags.find((flag) => flag.startsWith(`--${ENDPOINT_FLAG}=`))?.slice(ENDPOINT_FLAG.length + 3) ?? '';
  if (endpoint !== '') files.write(`${KUBELET_DIRECTORY}/kubeadm-flags.env`, `KUBELET_KUBEADM_ARGS="${flags.filter((flag) => !flag.startsWith(`--${ENDPOINT_FLAG}=`)).join(' ')}"\n`);
  machine.out(`[kubelet-start] Writing kubelet configuration to file "${path}"\n`);
  const made = { apiVersion: 'kubelet.config.k8s.io/v1beta1', containerRuntimeEndpoint: endpoint, kind: 'KubeletConfiguration' };
  files.write(path, sortedYaml(made));
  return made;
}

/** WriteKubeletConfigFiles: the kubelet reads it when it starts again. */
export function writeKubeletConfiguration(machine: KubeadmMachine, { kubelet }: Kept): void {
  const { files } = machine;
  const directory = `${KUBERNETES_DIRECTORY}/tmp/kubeadm-kubelet-config-${timestamp(machine.now())}`;
  warn(machine, 'postupgrade.go:105', `Using temporary directory ${directory} for kubelet config. To override it set the environment variable ${UPGRADE_DIRECTORY}`);
  const path = `${KUBELET_DIRECTORY}/config.yaml`;
  machine.out(`[upgrade] Backing up kubelet config file to ${directory}/config.yaml\n`);
  const old = files.read(path);
  if (old === undefined) throw new KubeadmError(`error backing up the kubelet config file: open ${path}: no such file or directory`);
  files.write(`${directory}/config.yaml`, old);
  const { containerRuntimeEndpoint = '' } = instanceConfiguration(machine);
  machine.out('[patches] Applied patch of type "application/strategic-merge-patch+json" to target "kubeletconfiguration"\n');
  machine.out(`[kubelet-start] Writing kubelet configuration to file "${path}"\n`);
  files.write(path, sortedYaml({ ...kubelet, containerRuntimeEndpoint }));
  machine.out('[upgrade/kubelet-config] The kubelet configuration for this node was successfully upgraded!\n');
}

/** The rules by which nodes join; they stand as `init` has made them. */
export function tokenRules(machine: KubeadmMachine): void {
  machine.out(`[upgrade/bootstrap-token] Configuring bootstrap token and cluster-info RBAC rules
[bootstrap-token] Configured RBAC rules to allow Node Bootstrap tokens to get nodes
[bootstrap-token] Configured RBAC rules to allow Node Bootstrap tokens to post CSRs in order for nodes to get long term certificate credentials
[bootstrap-token] Configured RBAC rules to allow the csrapprover controller automatically approve CSRs from a Node Bootstrap Token
[bootstrap-token] Configured RBAC rules to allow certificate rotation for all node client certificates in the cluster
[bootstrap-token] Configured RBAC rules to allow the API server kubelet client certificate to access the kubelet API
`);
}

/** Gives the first container of a workload another image. */
function setImage(client: Client, resource: string, name: string, image: string): void {
  const found = client.find(resource, name, 'apps') as unknown as Json | undefined;
  if (found === undefined) return;
  const spec = objectOf(found['spec']);
  const template = objectOf(spec['template']);
  const pod = objectOf(template['spec']);
  const [first, ...others] = listOf(pod['containers']).map(objectOf);
  if (textOf(first?.['image']) === image) return;
  client.update(resource, { ...found, spec: { ...spec, template: { ...template, spec: { ...pod, containers: [{ ...first, image }, ...others] } } } } as unknown as ApiObject, 'apps');
}

/** UnupgradedControlPlaneInstances: the other API servers whose image is not this one's. */
function behind(client: Client, node: string): readonly string[] {
  const images = new Map(client.list('pods', { labelSelector: 'component=kube-apiserver' }).map((pod) => {
    const spec = objectOf((pod as unknown as Json)['spec']);
    return [textOf(spec['nodeName']), textOf(objectOf(listOf(spec['containers'])[0])['image'])] as const;
  }));
  const own = images.get(node);
  if (own === undefined) throw new KubeadmError(`failed to determine whether all the control plane instances have been upgraded: cannot find kube-apiserver image for current control plane instance ${node}`);
  return [...images].filter(([, image]) => image !== own).map(([name]) => name).sort();
}

/** EnsureDNSAddon and EnsureProxyAddon: their images. The Corefile stays, which CoreDNS has not changed between these versions. */
export function upgradeAddons(machine: KubeadmMachine, client: Client, { configuration }: Kept, release: Release): void {
  const { imageRepository, kubernetesVersion, nodeName } = configuration;
  const late = behind(client, nodeName);
  if (late.length > 0) {
    for (let addon = 0; addon < 2; addon++) machine.out(`[upgrade/addon] Skipping upgrade of addons because control plane instances [${late.join(' ')}] have not been upgraded\n`);
    return;
  }
  setImage(client, 'deployments', 'coredns', `${imageRepository}${imageRepository === 'registry.k8s.io' ? '/coredns' : ''}/coredns:${release.coreDns}`);
  machine.out('[addons] Applied essential addon: CoreDNS\n');
  setImage(client, 'daemonsets', 'kube-proxy', `${imageRepository}/kube-proxy:${kubernetesVersion.replaceAll('+', '_')}`);
  machine.out('[addons] Applied essential addon: kube-proxy\n');
}
