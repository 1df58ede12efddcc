/** A node's static Pod folder, from outside. Wake its kubelet's `manifests` afterwards (cluster.ts: wake). */
import { byText } from '../../base/ordered-map';
import type { Pod } from '../../api';
import type { Cluster } from '../state';
import { NEW_MACHINE } from './machine/machine';

/** Puts a file into the folder, or takes it away where `pod` is undefined. */
export function withManifest(cluster: Cluster, node: string, file: string, pod: Pod | undefined): Cluster {
  const machine = byText.get(cluster.machines, node) ?? NEW_MACHINE;
  const manifests = pod === undefined ? byText.delete(machine.manifests, file) : byText.set(machine.manifests, file, pod);
  return { ...cluster, machines: byText.set(cluster.machines, node, { ...machine, manifests }) };
}
