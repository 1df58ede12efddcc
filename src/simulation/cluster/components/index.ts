/**
 * Components of a cluster that can be stopped and started again; then what really fails, fails: requests in the words of the client or of the server (refusal.ts),
 * watches that connect again later each time and list anew when the API server has begun anew (switch.ts), Leases that nobody renews, Events that are said late (events/send.ts).
 *
 * Simplified: etcd's members are always in reach of the API server and elect a leader at once; the watches of one process come back together; a controller that waits
 * for an answer goes on with other keys. Leader election is there where a controller asks for the Lease (controllers/leader-lease): without one a controller manager that
 * cannot reach the API server goes on, as in the recordings.
 */
import type { ClusterConfig, Cluster } from '../state';
import { Run } from '../run/run';
import { start, stop } from './switch';
import type { ComponentName } from './types';

export { etcdState, isStopped } from './refusal';
export { ETCD_MEMBERS } from './types';
export type { ComponentName, ComponentsState } from './types';

/** Every component that can be stopped, in a cluster of these nodes. */
export const componentNames = (nodes: readonly string[]): ComponentName[] => [
  'kube-apiserver', 'etcd-0', 'etcd-1', 'etcd-2', 'kube-scheduler', 'kube-controller-manager', 'coredns', ...nodes.flatMap((node): ComponentName[] => [`kubelet/${node}`, `network/${node}`]),
];

/** Kills a component, or asks it to end. */
export function stopComponent(config: ClusterConfig, cluster: Cluster, name: ComponentName, asked = false): Cluster {
  const run = new Run(config, cluster);
  stop(run, name, asked);
  return run.cluster;
}

/** Starts a component that was stopped; it is there a moment later. */
export function startComponent(config: ClusterConfig, cluster: Cluster, name: ComponentName): Cluster {
  const run = new Run(config, cluster);
  start(run, name);
  return run.cluster;
}
