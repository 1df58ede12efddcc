import { byText } from '../../base/ordered-map';
import type { Node } from '../../api';
import type { NetworkNode, NetworkWorld, Host } from '../../network/connection';
import { nodeIPs, proxySettings, syncProxy } from '../../network/proxy';
import type { Family, ProxyConfiguration, ProxyMode, ProxyState } from '../../network/proxy';
import { indexNetwork } from '../../policy/network-policy';
import type { NetworkObjects } from '../../policy/network-policy';
import { isStopped } from '../components/refusal';
import { viewOf } from '../control/view';
import { listensAfter } from '../images/behaviour';
import { hasClosed, stateAt } from '../node/machine/machine';
import type { Machine, ProxiedObjects, RuntimeContainer, RuntimePod } from '../node/machine/machine';
import type { Cluster } from '../state';
import { objectsIn } from '../store/store';

export interface NetworkSettings {
  readonly mode: ProxyMode;
  /** kubeadm's podSubnet, and what else kube-proxy is given. */
  readonly configuration: ProxyConfiguration;
  /** Whether the network plug-in enforces NetworkPolicies. */
  readonly enforcesPolicies: boolean;
  /** What listens besides Pods: processes of the nodes, and machines outside. */
  readonly others?: readonly Host[];
}

/** Rules follow from what the kernel was told; the same objects on the same node give the same state, which is kept as long as they are. */
const made = new WeakMap<ProxiedObjects, { readonly node: Node; readonly settings: NetworkSettings; readonly state: ProxyState }>();

function rulesOf(proxied: ProxiedObjects, node: Node, settings: NetworkSettings, family: Family): ProxyState {
  const known = made.get(proxied);
  if (known !== undefined && known.node === node && known.settings.mode === settings.mode && known.settings.configuration === settings.configuration && known.state.settings.family === family) return known.state;
  const host = { node, localAddresses: Object.values(nodeIPs(node)), nfacct: true, serviceCIDRs: [] };
  const events = [...proxied.services.map((object) => ({ kind: 'Service', object }) as const), ...proxied.slices.map((object) => ({ kind: 'EndpointSlice', object }) as const)];
  const { state } = syncProxy(proxySettings(settings.configuration, host, settings.mode, family), undefined, events);
  made.set(proxied, { node, settings, state });
  return state;
}

/** What a container listens on by now: `TCP/8080`. */
export function listensOn(container: RuntimeContainer, now: number): readonly string[] {
  const state = stateAt(container, now);
  if (state.state !== 'running' || hasClosed(container, now)) return [];
  const { behaviour } = container;
  const all = new Set(behaviour.ports.map(({ port, udp }) => `${udp === true ? 'UDP' : 'TCP'}/${port}`));
  return [...all].filter((one) => listensAfter(behaviour, Number(one.slice(4)), now - state.startedAt, one.startsWith('UDP') ? 'UDP' : 'TCP'));
}

/** What processes of a node bind to 127.0.0.1 alone: kube-proxy's metrics, the controller manager, the scheduler. */
export const LOOPBACK_ONLY: ReadonlySet<number> = new Set([10_249, 10_257, 10_259]);
const bindsOutward = (listened: string): boolean => !listened.startsWith('TCP/') || !LOOPBACK_ONLY.has(Number(listened.slice(4)));

/** A running Pod as others reach it: the ports on which its containers listen by now. */
function hostOf({ sandboxes, containers }: RuntimePod, node: string, now: number): Host | undefined {
  const [sandbox] = sandboxes;
  if (sandbox === undefined || !sandbox.ready || sandbox.ip === '') return undefined;
  const listens = containers.flatMap((one) => (one.sandbox === sandbox.id ? listensOn(one, now) : []));
  return { address: sandbox.ip, node, listens };
}

/** The network of a cluster as it is now: rules as its nodes' kernels have them, Pods as its container runtimes have them. IPv4. */
export function networkOf(cluster: Cluster, settings: NetworkSettings): NetworkWorld {
  const view = viewOf(cluster.server.store.tables);
  const nodes = new Map<string, NetworkNode>();
  const hosts = new Map<string, Host>();
  for (const node of view.list('nodes')) {
    const name = node.metadata.name ?? '';
    const machine: Machine | undefined = byText.get(cluster.machines, name);
    const addresses = nodeIPs(node);
    nodes.set(name, {
      name, addresses, routing: { localAddresses: Object.values(addresses), podCIDRs: node.spec?.podCIDRs ?? [] },
      rules: machine?.proxied === undefined ? {} : { IPv4: rulesOf(machine.proxied, node, settings, 'IPv4') },
    });
    // Nothing reaches a node without network.
    if (isStopped(cluster.components, `network/${name}`)) continue;
    for (const address of Object.values(addresses)) hosts.set(address, { address, node: name, listens: [] });
    for (const [, pod] of byText.entries(machine?.pods ?? null)) {
      const host = hostOf(pod, name, cluster.clock.now);
      if (host === undefined) continue;
      const there = hosts.get(host.address);
      hosts.set(host.address, there === undefined ? host : { ...host, listens: [...there.listens, ...host.listens.filter(bindsOutward)] });
    }
  }
  for (const other of settings.others ?? []) {
    const there = hosts.get(other.address);
    hosts.set(other.address, there === undefined ? other : { ...there, listens: [...there.listens, ...other.listens] });
  }
  const objects = { namespaces: view.list('namespaces'), pods: view.list('pods'), networkPolicies: objectsIn(cluster.server.store.tables, 'networkpolicies.networking.k8s.io') };
  return { nodes, hosts, policies: settings.enforcesPolicies ? indexNetwork(objects as unknown as NetworkObjects) : undefined };
}
