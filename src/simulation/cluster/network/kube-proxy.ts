import { controllerUser } from '../control/controller';
import type { Controller, Desk, Heard, Work } from '../control/controller';
import { byText } from '../../base/ordered-map';
import type { Pod } from '../../api';
import { NEW_MACHINE, stateAt } from '../node/machine/machine';
import type { NodeSettings } from '../node/settings';

const SLICES = 'endpointslices.discovery.k8s.io';
const SECOND = 1_000_000;
/** iptables.minSyncPeriod and nftables.minSyncPeriod. */
const MIN_SYNC_PERIOD = SECOND;
const KEY = 'sync';
const CONTAINER = 'kube-proxy';

export interface KubeProxyMemory {
  /** µs since 1970. */
  readonly syncedAt: number | undefined;
}

export const kubeProxyName = (node: string): string => `kube-proxy-${node}`;

/** BoundedFrequencyRunner: at once after a pause, otherwise when the least time between two syncs is over. */
function onChange(_: Heard, desk: Desk<KubeProxyMemory>): void {
  const { syncedAt } = desk.memory;
  const left = syncedAt === undefined ? 0 : syncedAt + MIN_SYNC_PERIOD - desk.now;
  if (left > 0) desk.enqueueAfter(KEY, left);
  else desk.enqueue(KEY);
}

/** Whether its container runs. */
const runs = (node: string, work: Work<KubeProxyMemory>): boolean =>
  [...byText.entries(work.machine(node)?.pods ?? null)].some(([, { containers }]) => containers.some((one) => one.name === CONTAINER && stateAt(one, work.now).state === 'running'));

function sync(node: string, work: Work<KubeProxyMemory>, asPod: boolean): void {
  if (asPod && !runs(node, work)) return;
  work.setMachine(node, { ...(work.machine(node) ?? NEW_MACHINE), proxied: { services: work.view.list('services'), slices: work.view.list(SLICES) } });
  work.memory = { syncedAt: work.now };
}

/** A Pod of kube-proxy's DaemonSet on this node: its process may have begun. */
const ownPod = (node: string) => (heard: Heard, desk: Desk<KubeProxyMemory>): void => {
  const { metadata, spec } = heard.object as Pod;
  if (spec.nodeName === node && metadata.labels?.['k8s-app'] === 'kube-proxy') onChange(heard, desk);
};

/**
 * kube-proxy of a node (cmd/kube-proxy, pkg/proxy): it hears of Services and EndpointSlices and hands what its caches hold to the node's kernel. Stopped, it leaves the
 * rules as they are; started again, it takes everything anew. It stands in `more` of a cluster's options. `asPod`: it runs in the Pods of kubeadm's DaemonSet, and only as
 * long as they do.
 */
export const kubeProxy = ({ name }: NodeSettings, asPod = false): Controller<KubeProxyMemory> => ({
  name: kubeProxyName(name),
  user: controllerUser('kube-proxy'),
  process: kubeProxyName(name),
  workers: 1,
  memory: { syncedAt: undefined },
  handlers: { services: onChange, [SLICES]: onChange, ...(asPod ? { pods: ownPod(name) } : {}) },
  start: (desk) => desk.enqueue(KEY),
  reconcile: (_, work) => sync(name, work, asPod),
});
