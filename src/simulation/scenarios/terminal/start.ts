import { ALL_KINDS } from '../../api/kinds/all';
import { customKinds } from '../../api/custom/custom-kinds';
import { ruleObjectErrors } from '../../api/custom/rules/check-object';
import { toJson } from '../../api/manifest/json';
import { visitManifest } from '../../api/manifest/visit';
import { createRegistry } from '../../api/registry';
import type { ApiObject } from '../../api/types';
import { request, runUntil, startController } from '../../cluster/cluster';
import { anyController } from '../../cluster/control/controller';
import type { AnyController } from '../../cluster/control/controller';
import { bootCluster, defaultConfig, nodeSettings } from '../../cluster/default-cluster';
import { apiServerEndpoints, COREDNS_OBJECTS, kubeadmImages, KUBE_PROXY_OBJECTS, kubeProxy, POD_NETWORK, SERVERS, webhooksFrom } from '../../cluster/network';
import { kubelet } from '../../cluster/node/kubelet';
import { kubeletName } from '../../cluster/node/settings';
import type { NodeSettings } from '../../cluster/node/settings';
import { loadCluster, readDump } from '../../cluster/load/load';
import { servedRegistry } from '../../cluster/apiserver/served';
import { authorizeRequest } from '../../cluster/apiserver/authorization/authorize';
import type { ServerConfig } from '../../cluster/apiserver/types';
import { resourceOf } from '../../cluster/apiserver/resource';
import { stopComponent } from '../../cluster/components';
import { nodeDoor } from '../../cluster/node/door';
import type { ComponentName } from '../../cluster/components';
import type { Cluster, ClusterConfig } from '../../cluster/state';
import { availabilityController } from '../../cluster/aggregation/availability';
import { definitionControllers } from '../../cluster/controllers/definitions';
import { METRICS_SERVER, metricsAnswer, servesMetrics } from '../../cluster/metrics/metrics-api';
import { converterOf, DEFAULT_CATALOGUE } from '../../cluster/images/catalogue';
import type { Catalogue } from '../../cluster/images/catalogue';
import { daemonFate } from '../../cluster/node/host/programs';
import { nodeProcesses } from '../../cluster/node/processes';
import { containerPrograms } from '../../shell/container';
import { containerScripts } from '../../shell/process';
import { ADMIN, BEGINS } from '../living/admin';
import { scene } from '../living/scene';
import { ALLOCATABLE, CAPACITY, SPARE_ZONE } from './machines';
import { networkOf } from './addons/addon';
import type { Addon, AddonName, GivenRepositories } from './addons';
import type { AnyScene, Beginning } from '../living/scene';
import { CONTROL_IMAGES, controlPlaneControllers, hostsOf, withControlPlane } from './control-plane';
import { KUBEADM_OBJECTS } from './kubeadm-objects';
import { storageControllers, storageObjects } from './storage';
import { scriptTools } from './network/script-tools';

/** How a terminal's cluster begins, as plain data. */
export interface Start {
  /** Manifests that are applied before the reader comes: YAML, several documents. */
  readonly manifests?: string;
  /** Namespaces that are made before that, so that bare Pods can be in them. */
  readonly namespaces?: readonly string[];
  /** Files on the reader's machine, from the home directory on. */
  readonly files?: Readonly<Record<string, string>>;
  /** Seconds that have passed since the manifests were applied; 20 unless it is said. */
  readonly settled?: number;
  /** Images besides those of the course, or in their place: repository → words (cluster/images/behaviour). */
  readonly images?: Readonly<Record<string, { readonly words: readonly string[]; readonly tags?: readonly string[] }>>;
  /** Machines besides the course's, in zone kr-b, that have joined the cluster but whose kubelets have never run: whoever starts one adds a node. */
  readonly spare?: readonly string[];
  /** Whether the network plug-in enforces NetworkPolicies; it does unless it is said. */
  readonly policies?: boolean;
  /** Controllers besides those of kubeadm: a load balancer that is there; an Ingress and a Gateway controller whose manifests lie in the home directory. */
  readonly addons?: readonly AddonName[];
  /** Those of them that have been installed from their manifests. */
  readonly installed?: readonly AddonName[];
  /** Repositories that the Git server at git.example.com has (addons: [argocd]), by name: the commits of main, the oldest first. */
  readonly git?: GivenRepositories;
  /** In place of the course's cluster: a minikube that nobody has started yet, and beside it a Linux machine with Docker. */
  readonly minikube?: boolean;
  /** How many seconds the control plane's certificates are still good for, from the beginning on; eleven months unless it is said. */
  readonly certificates?: number;
  /** Components that stand still from the beginning. */
  readonly stopped?: readonly string[];
  /** Command lines that somebody else typed before the reader came, after `settled`: they stand in no history, and each has to succeed. */
  readonly broken?: readonly string[];
  /** Seconds that have passed since; 60 unless it is said. */
  readonly brokenFor?: number;
  /** What `kubectl get … -A -o json` printed elsewhere: its objects are all that there is, and nothing runs. */
  readonly dump?: string;
}

const NODES = [
  { name: 'cp-1', zone: 'kr-a', control: true },
  { name: 'node-a', zone: 'kr-a', control: false },
  { name: 'node-b', zone: 'kr-a', control: false },
  { name: 'node-c', zone: 'kr-b', control: false },
];

let looking: ServerConfig | undefined;
/** The API server as the script of an image reads it; made when the first one does. */
const lookedAt = (): ServerConfig => (looking ??= { registry: createRegistry(ALL_KINDS), authorize: authorizeRequest, customKinds: (definition) => customKinds(definition, ruleObjectErrors) });

const SCRIPTS = containerScripts(scriptTools(lookedAt));


/** The node of a minikube: its control plane takes Pods as well. */
const MINIKUBE = { name: 'minikube', zone: '', control: true };

const settingsOf = (catalogue: Catalogue, nodes: typeof NODES) => nodes.map(({ name, zone, control }, at) => nodeSettings(name, at - 1, {
  catalogue, scripts: SCRIPTS, programs: containerPrograms(), journal: { server: `https://${zone === '' ? '192.168.49.2' : '192.168.0.10'}:6443` }, ...(control ? { daemons: daemonFate } : {}), capacity: CAPACITY, allocatable: ALLOCATABLE,
  ...(control ? { ip: '192.168.0.10', podNetwork: '10.244.0' } : {}),
  labels: { ...(zone === '' ? {} : { 'topology.kubernetes.io/zone': zone }), ...(control ? { 'node-role.kubernetes.io/control-plane': '' } : {}) },
  ...(zone === '' ? { ip: '192.168.49.2', capacity: { ...CAPACITY, cpu: '2', memory: '2Gi' }, allocatable: { ...CAPACITY, cpu: '2', memory: '2Gi' } } : {}),
  ...(control && zone !== '' ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] } : {}),
}));

/** The objects of manifests; throws where one does not read. */
function objectsOf(config: ClusterConfig, cluster: Cluster, manifests: string): readonly ApiObject[] {
  return visitManifest(manifests, servedRegistry(config.server, cluster.server.store), { source: 'start', validate: true }).map((visit) => {
    if ('error' in visit) throw new RangeError(`a starting state does not read: ${visit.error}`);
    return toJson(visit.body) as unknown as ApiObject;
  });
}

function applied(config: ClusterConfig, cluster: Cluster, objects: readonly ApiObject[]): Cluster {
  return objects.reduce((now, body) => {
    const registry = servedRegistry(config.server, now.server.store);
    const resource = resourceOf(registry, body);
    if (resource === undefined) return now;
    const { namespace, name = '' } = body.metadata;
    const namespaced = registry.find(body.apiVersion, body.kind)?.resource?.namespaced !== false;
    const { cluster: next, answer } = request(config, now, { verb: 'create', ...resource, ...(namespaced ? { namespace: namespace ?? 'default' } : {}), name, user: ADMIN, body, fieldManager: 'kubectl-client-side-apply' });
    if ('failure' in answer) throw new RangeError(`${body.kind} ${name} of a starting state is refused: ${answer.failure.message}`);
    // Its objects can follow once it is established.
    return body.kind === 'CustomResourceDefinition' ? runUntil(config, next, next.clock.now + 100_000).cluster : next;
  }, cluster);
}

/** What stands in every terminal's cluster before somebody comes: kinds and names. */
export const STANDS: ReadonlySet<string> = new Set([...COREDNS_OBJECTS, ...KUBE_PROXY_OBJECTS, ...KUBEADM_OBJECTS, ...apiServerEndpoints(''), ...storageObjects(NODES.map(({ name }) => name))].map(({ kind, metadata }) => `${kind}/${metadata.name}`));

/** What kubeadm leaves: the control plane with CoreDNS and kube-proxy on it, and then the other nodes that join. */
function kubeadm(nodes: readonly NodeSettings[], spare: readonly string[], more: readonly AnyController[], network: Parameters<typeof webhooksFrom>[0]): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const [first, ...others] = nodes;
  const registry = createRegistry(ALL_KINDS);
  const plain = defaultConfig(registry, [...nodes.flatMap((node) => [anyController(kubelet(node)), anyController(kubeProxy(node, true))]), ...storageControllers, ...definitionControllers, ...controlPlaneControllers(first?.name ?? ''), ...nodes.map(({ name }) => anyController(nodeProcesses(name, SCRIPTS))), anyController(availabilityController({ serves: servesMetrics })), ...more], METRICS_SERVER);
  const config: ClusterConfig = { ...plain, ...(first === undefined ? {} : { host: first.name }), metrics: metricsAnswer, webhooks: webhooksFrom(network, first?.name ?? ''), hosts: hostsOf(first?.name ?? '', first?.catalogue ?? {}), machines: nodeDoor({ programs: containerPrograms() }), server: { ...plain.server, definitions: 'watched', customKinds: (definition) => customKinds(definition, ruleObjectErrors), converters: (image) => converterOf(first?.catalogue ?? {}, image) } };
  const joining = new Set((first?.name === MINIKUBE.name ? nodes : others).map(({ name }) => kubeletName(name)));
  // A minikube's controllers are there before its processes: nobody holds a Lease when these begin.
  const alone: ClusterConfig = { ...config, controllers: config.controllers.filter(({ name, elects }) => !joining.has(name) && (elects === undefined || first?.name !== MINIKUBE.name)) };
  const begun = applied(alone, bootCluster(alone, 1, BEGINS), [...COREDNS_OBJECTS, ...KUBE_PROXY_OBJECTS, ...(first?.name === MINIKUBE.name ? [] : KUBEADM_OBJECTS), ...apiServerEndpoints(first?.ip ?? '')]);
  const up = runUntil(alone, begun, BEGINS + 2_000_000).cluster;
  // Spare machines join when somebody starts their kubelets.
  const still = first?.name === MINIKUBE.name ? (['kube-controller-manager', 'kube-scheduler'] as const).reduce((cluster, name) => stopComponent(config, cluster, name), up) : up;
  const waiting = spare.reduce((cluster, name) => stopComponent(config, cluster, `kubelet/${name}`), still);
  return { config, cluster: [...joining].filter((name) => !spare.some((one) => kubeletName(one) === name)).reduce((cluster, name) => startController(config, cluster, name), waiting) };
}

/** What a terminal's cluster is like, before something is in it. */
export function terminalConfig({ images = {}, spare = [], minikube = false, policies = true }: Pick<Start, 'images' | 'spare' | 'minikube' | 'policies'>, addons: readonly Addon[] = []): Beginning {
  const nodes = minikube ? [MINIKUBE] : [...NODES, ...spare.map((name) => ({ name, zone: SPARE_ZONE, control: false }))];
  const { programs, ...more } = networkOf(addons);
  const network = { ...more, settings: { mode: 'iptables', configuration: { clusterCIDR: POD_NETWORK }, enforcesPolicies: policies }, programs: { ...SERVERS, ...programs } } as const;
  return kubeadm(settingsOf({ ...DEFAULT_CATALOGUE, ...CONTROL_IMAGES, ...kubeadmImages(), ...Object.fromEntries(addons.flatMap((one) => Object.entries(one.images))), ...images }, nodes), minikube ? [MINIKUBE.name] : spare, addons.flatMap(({ controller, others = [] }) => [controller(spare), ...others]), network);
}

/** The one cluster of the course: a control plane and three nodes in two zones; with what a lab or a page puts into it. */
export function beginTerminal({ manifests = '', settled = 20, images = {}, spare = [], stopped = [], minikube = false, policies, dump, addons: names = [], installed = [], namespaces = [], git = {}, certificates }: Start, addons: readonly Addon[] = []): Beginning {
  const { config, cluster } = terminalConfig({ images, spare, minikube, ...(policies === undefined ? {} : { policies }) }, addons);
  if (dump !== undefined) {
    const read = readDump(JSON.parse(dump) as unknown);
    if (typeof read === 'string') throw new RangeError(read);
    return { config, cluster: loadCluster(config, read).cluster };
  }
  const ready = applied(config, withControlPlane(config, runUntil(config, cluster, BEGINS + 5_000_000).cluster, minikube ? [MINIKUBE.name] : [...NODES.map(({ name }) => name), ...spare], certificates), storageObjects(minikube ? [MINIKUBE.name] : [...NODES.map(({ name }) => name), ...spare]));
  const given = [...addons.map((one) => one.manifests), ...addons.flatMap(({ files, applied: as }, at) => (installed.some((name) => name === names[at]) ? (as === undefined ? Object.values(files) : [as]) : []))].filter((text) => text !== '');
  const defined = given.reduce((now, text) => runUntil(config, applied(config, now, objectsOf(config, now, text)), now.clock.now + 1_000_000).cluster, ready);
  const besides = addons.reduce((now, { beside }) => beside?.(now, { git }) ?? now, defined);
  // A Pod is refused until its namespace has a ServiceAccount.
  const spaces = namespaces.length === 0 ? besides : runUntil(config, applied(config, besides, namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }))), besides.clock.now + 1_000_000).cluster;
  const begun = manifests.trim() === '' ? spaces : applied(config, spaces, objectsOf(config, spaces, manifests));
  const stands = stopped.reduce((now, name) => stopComponent(config, now, name as ComponentName), begun);
  return { config, cluster: runUntil(config, stands, stands.clock.now + settled * 1_000_000).cluster };
}

/** `addons`: the code of those that a start names. */
export const terminalScene = (addons: readonly Addon[] = []): AnyScene => scene<Start, null>({ begin: (start) => beginTerminal(start, addons) });
