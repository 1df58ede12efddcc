import { parsePrefix } from '../base/ip';
import type { ApiObject } from '../api';
import type { AuthorizerAnswer } from '../api/cel/library/authorizer';
import type { Service } from '../api/generated/types/core.v1';
import type { Registry } from '../api/registry';
import type { ServicePools } from '../api/service/pools';
import { EXTENSIONS } from '../policy/admission/chain';
import type { Responder } from '../policy/admission/webhooks/reply';
import { admissionOf } from './apiserver/admission';
import { newCluster, request, runUntil } from './cluster';
import type { Cluster, ClusterConfig } from './cluster';
import { anyController } from './control/controller';
import { controllerManager } from './controllers/all';
import type { MetricsSource } from './controllers/horizontal-autoscaler';
import type { AnyController } from './control/controller';
import { DEFAULT_CATALOGUE } from './images/catalogue';
import { kubelet } from './node/kubelet';
import type { NodeSettings } from './node/settings';
import { kubeScheduler } from './scheduler';
import { objectsIn } from './store/store';
import type { Store } from './store/store';

/** The namespaces that the API server makes for itself (pkg/controlplane/controller/systemnamespaces). */
const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** kubeadm's service subnet. */
const SERVICE_NETWORK = '10.96.0.0/12';

/** What may still be given to Services, of what those that are there have not taken. */
function servicePools(store: Store): ServicePools {
  const services = objectsIn(store.tables, 'services') as Service[];
  const network = parsePrefix(SERVICE_NETWORK);
  return {
    networks: network === undefined ? [] : [network],
    takenAddresses: new Set(services.flatMap(({ spec }) => spec?.clusterIPs ?? [])),
    nodePorts: [30_000, 32_767],
    takenNodePorts: new Set(services.flatMap(({ spec }) => [...(spec?.ports ?? []).flatMap(({ nodePort }) => nodePort ?? []), ...(spec?.healthCheckNodePort === undefined ? [] : [spec.healthCheckNodePort])])),
  };
}

/** No authorizer is asked yet: everybody may do everything. */
const UNASKED = (): AuthorizerAnswer => ({ allowed: true, reason: '' });

/** A cluster as kubeadm makes it: the default admission chain, all controllers, the scheduler, and what else is given. `respond`: the programs behind its webhooks. */
export const defaultConfig = (registry: Registry, more: readonly AnyController[] = [], metrics?: MetricsSource, respond?: Responder): ClusterConfig => ({
  server: { registry, admission: admissionOf(registry, EXTENSIONS, UNASKED, respond), pools: servicePools },
  controllers: [...controllerManager(registry, metrics), anyController(kubeScheduler()), ...more],
});

/** A node of a small cluster: its place in a row of nodes gives its addresses. */
export const nodeSettings = (name: string, index: number, more: Partial<NodeSettings> = {}): NodeSettings => ({
  name, ip: `192.168.0.${11 + index}`, podNetwork: `10.244.${1 + index}`, capacity: { cpu: '4', memory: '8Gi', 'ephemeral-storage': '100Gi', pods: '110' }, catalogue: DEFAULT_CATALOGUE, ...more,
});

export interface DefaultClusterOptions {
  readonly nodes: readonly NodeSettings[];
  readonly seed?: number;
  /** µs since 1970. */
  readonly now: number;
  readonly metrics?: MetricsSource;
}

/** A cluster that lives: its control plane, and nodes with kubelets that have registered and are ready. */
export function defaultCluster(registry: Registry, { nodes, seed = 1, now, metrics }: DefaultClusterOptions): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const config = defaultConfig(registry, nodes.map((node) => anyController(kubelet(node))), metrics);
  return { config, cluster: bootCluster(config, seed, now) };
}

/** The cluster with its own namespaces and their ServiceAccounts. `now`: µs since 1970. */
export function bootCluster(config: ClusterConfig, seed: number, now: number): Cluster {
  const user = { username: 'system:apiserver', groups: ['system:masters'] };
  const begun = SYSTEM_NAMESPACES.reduce((cluster, name) => {
    const body: ApiObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    return request(config, cluster, { verb: 'create', group: '', resource: 'namespaces', name, body, user }).cluster;
  }, newCluster(config, seed, now));
  return runUntil(config, begun, now).cluster;
}
