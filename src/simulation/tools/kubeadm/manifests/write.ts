/** `kubeadm init phase control-plane` and `etcd local` (cmd/kubeadm/app/cmd/phases/init: controlplane.go, etcd.go): the manifests as files. */
import type { Configuration } from '../configuration';
import { CONTROL_PLANE, MANIFESTS_DIRECTORY } from '../constants';
import type { Release } from '../constants';
import type { KubeadmMachine } from '../machine';
import { controlPlanePods } from './control-plane';
import { etcdPod } from './etcd';
import { podText } from './pod';

const fileOf = (directory: string, name: string): string => `${directory}/${name}.yaml`;

/** CreateInitStaticPodManifestFiles. */
export function writeControlPlane(machine: KubeadmMachine, configuration: Configuration, directory: string): void {
  for (const [name, pod] of Object.entries(controlPlanePods(machine, configuration))) machine.files.write(fileOf(directory, name), podText(pod));
}

export function writeEtcd(machine: KubeadmMachine, configuration: Configuration, release: Release, directory: string): void {
  machine.files.write(fileOf(directory, 'etcd'), podText(etcdPod(configuration, release)));
}

const SHORT: Readonly<Record<string, (typeof CONTROL_PLANE)[number]>> = { apiserver: 'kube-apiserver', 'controller-manager': 'kube-controller-manager', scheduler: 'kube-scheduler' };

/** One of them, or `all`. */
export function controlPlanePhase(machine: KubeadmMachine, configuration: Configuration, name: string): void {
  const pods = controlPlanePods(machine, configuration);
  if (name === 'all') machine.out(`[control-plane] Using manifest folder "${MANIFESTS_DIRECTORY}"\n`);
  for (const part of name === 'all' ? CONTROL_PLANE : [SHORT[name]!]) {
    machine.out(`[control-plane] Creating static Pod manifest for "${part}"\n`);
    machine.files.write(fileOf(MANIFESTS_DIRECTORY, part), podText(pods[part]));
  }
}

export function etcdPhase(machine: KubeadmMachine, configuration: Configuration, release: Release): void {
  if (configuration.external !== undefined) return;
  machine.out(`[etcd] Creating static Pod manifest for local etcd in "${MANIFESTS_DIRECTORY}"\n`);
  writeEtcd(machine, configuration, release, MANIFESTS_DIRECTORY);
}
