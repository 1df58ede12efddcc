import type { ServiceOptions } from '@site/src/simulation/scenarios/services';

const START: ServiceOptions = {
  type: 'LoadBalancer', mode: 'iptables', externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster', distribution: 'none', affinity: false, client: 'client-a', address: 'cluster-ip',
  via: 'node-a', keepsConnection: false, pods: { 'web-1': 'ready', 'web-2': 'ready', 'web-3': 'ready', 'web-4': 'ready' }, event: 'none', eventPod: 'web-1', seed: 1,
};

/** Where the lab begins. */
export const PRESETS = {
  /** A Pod asks the ClusterIP, each request on a connection of its own. */
  spread: START,
  /** Somebody outside asks a NodePort: who is seen, and which Pods are left. */
  local: { ...START, client: 'outside', address: 'node-port' },
  /** One connection for all, and its Pod is deleted. */
  kept: { ...START, keepsConnection: true, event: 'deleted', eventPod: 'web-3' },
  /** The DNS tab: what a name costs. */
  dns: START,
} as const satisfies Readonly<Record<string, ServiceOptions>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as readonly Preset[];
