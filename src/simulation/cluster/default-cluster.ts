import { parsePrefix } from '../base/ip';
import type { ApiObject } from '../api';
import type { Service } from '../api/generated/types/core.v1';
import type { PriorityClass } from '../api/generated/types/scheduling.v1';
import type { Registry } from '../api/registry';
import type { ServicePools } from '../api/service/pools';
import { EXTENSIONS } from '../policy/admission/chain';
import type { Responder } from '../policy/admission/webhooks/reply';
import { admissionOf } from './apiserver/admission';
import { authorizeRequest, authorizerOf, guardRoles } from './apiserver/authorization/authorize';
import { bootstrapObjects } from './apiserver/authorization/rbac-index';
import { resourceOf } from './apiserver/resource';
import { newCluster, request, runUntil } from './cluster';
import type { Cluster, ClusterConfig } from './cluster';
import { SYSTEM_PRIORITY_CLASSES } from '../policy/admission/priority';
import { anyController } from './control/controller';
import { controllerManager } from './controllers/all';
import type { MetricsSource } from './controllers/horizontal-autoscaler';
import type { AnyController } from './control/controller';
import { DEFAULT_CATALOGUE } from './images/catalogue';
import { NODE_DOOR } from './node/door';
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

/** A cluster as kubeadm makes it: the default admission chain, all controllers, the scheduler, and what else is given. `respond`: the programs behind its webhooks. */
export const defaultConfig = (registry: Registry, more: readonly AnyController[] = [], metrics?: MetricsSource, respond?: Responder): ClusterConfig => ({
  server: { registry, admission: admissionOf(registry, EXTENSIONS, authorizerOf, respond), pools: servicePools, authorize: authorizeRequest, guard: guardRoles },
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
  /** What runs in it besides: operators, drivers of volumes. */
  readonly more?: readonly AnyController[];
  /** How many times slower than an idle machine the one is on which the controllers and the scheduler run; a node says it of itself. */
  readonly slower?: number;
}

/** How much later a controller looks at what it hears of, for each time that its machine is slower than an idle one, µs: one queue lies between, where a kubelet has several. */
const LOOK = 10_000;

/** What a cluster with these nodes is made of: its control plane, a kubelet for each, and what else is given. */
export function clusterConfig(registry: Registry, { nodes, metrics, more = [], slower = 1 }: DefaultClusterOptions): ClusterConfig {
  const { controllers, ...rest } = defaultConfig(registry, [], metrics);
  const late = (slower - 1) * LOOK;
  return { ...rest, controllers: [...controllers.map((one) => (late === 0 ? one : { ...one, late })), ...nodes.map((node) => anyController(kubelet(node))), ...more], machines: NODE_DOOR };
}

/** A cluster that lives, with nodes that have registered and are ready. */
export function defaultCluster(registry: Registry, options: DefaultClusterOptions): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const config = clusterConfig(registry, options);
  return { config, cluster: bootCluster(config, options.seed ?? 1, options.now) };
}

/** What an API server makes for itself when it starts: namespaces, roles and their bindings, priority classes, and the Service by which Pods reach it. */
function ownObjects(): readonly ApiObject[] {
  const namespaces = SYSTEM_NAMESPACES.map((name): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const service: Service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } }, spec: { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }], sessionAffinity: 'None', type: 'ClusterIP' } };
  const classes = SYSTEM_PRIORITY_CLASSES.map(({ name, value }): PriorityClass => ({
    apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, preemptionPolicy: 'PreemptLowerPriority',
    description: name === 'system-node-critical' ? 'Used for system critical pods that must not be moved from their current node.' : 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  }));
  return [...namespaces, ...bootstrapObjects(), ...classes, service];
}

/** The cluster with what its API server makes for itself, and the ServiceAccounts of its namespaces. `now`: µs since 1970. */
export function bootCluster(config: ClusterConfig, seed: number, now: number): Cluster {
  // The loopback client of the API server.
  const user = { username: 'system:apiserver', groups: ['system:masters'] };
  const begun = ownObjects().reduce((cluster, body) => {
    const { namespace, name = '' } = body.metadata;
    const resource = resourceOf(config.server.registry, body);
    return resource === undefined ? cluster : request(config, cluster, { verb: 'create', ...resource, ...(namespace === undefined ? {} : { namespace }), name, body, user }).cluster;
  }, newCluster(config, seed, now));
  return runUntil(config, begun, now).cluster;
}
