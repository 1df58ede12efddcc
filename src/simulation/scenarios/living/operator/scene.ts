/** A Database that an operator looks after: the operator's program, what it did at each call, what it owns, and the way of a deletion. */
import { ALL_KINDS } from '../../../api/kinds/all';
import { customKinds } from '../../../api/custom/custom-kinds';
import { ruleObjectErrors } from '../../../api/custom/rules/check-object';
import { toJson } from '../../../api/manifest/json';
import { visitManifest } from '../../../api/manifest/visit';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import { byText } from '../../../base/ordered-map';
import { resourceOf } from '../../../cluster/apiserver/resource';
import { request, runUntil } from '../../../cluster/cluster';
import { anyController } from '../../../cluster/control/controller';
import { viewOf } from '../../../cluster/control/view';
import { definitionControllers } from '../../../cluster/controllers/definitions';
import { bootCluster, defaultConfig, nodeSettings } from '../../../cluster/default-cluster';
import { DEFAULT_CATALOGUE } from '../../../cluster/images/catalogue';
import { NODE_DOOR } from '../../../cluster/node/door';
import { kubelet } from '../../../cluster/node/kubelet';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { objectAt } from '../../../cluster/store/store';
import { databaseOperator } from '../../operator/controller';
import type { Call, OperatorMemory } from '../../operator/controller';
import { DATABASE_CRD } from '../../operator/definition';
import { OPERATOR, OPERATOR_IMAGES, operatorManifest } from '../../operator/install';
import { LEVEL_SCRIPT } from '../../operator/script';
import { ADMIN, BEGINS } from '../admin';
import { asked } from '../asked';
import { scene } from '../scene';
import { DATABASE, OPERATOR_INPUTS } from './inputs';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2'];
/** When the reader comes in; a Pod has failed a moment ago. */
const STARTS = BEGINS + 70 * SECOND;
const SHOWN = STARTS + 1_200_000;
/** Calls that are shown. */
const MOST_CALLS = 30;

export interface DatabaseView {
  readonly replicas: number;
  readonly generation: number;
  readonly observedGeneration: number | null;
  readonly ready: { readonly status: string; readonly reason: string; readonly message: string; readonly observedGeneration: number } | null;
  readonly deleting: boolean;
  readonly finalizers: readonly string[];
}

export interface Achieved {
  /** What was deleted or changed behind its back came back. */
  readonly repaired: boolean;
  /** The Database is to go, and nobody lets it. */
  readonly stuck: boolean;
  /** Then it went, after its backup. */
  readonly backedUp: boolean;
  /** With edges something is missing for good while the operator runs. */
  readonly missed: boolean;
}

export interface OperatorView {
  readonly operator: 'running' | 'starting' | 'stopped';
  readonly edge: boolean;
  readonly fault: OperatorMemory['fault'];
  /** What its ConfigMap says, and what runs; they differ until it starts anew. */
  readonly program: string;
  readonly runs: string;
  readonly database: DatabaseView | null;
  readonly service: boolean;
  /** Of the StatefulSet. */
  readonly set: { readonly replicas: number; readonly ready: number } | null;
  readonly backup: 'none' | 'runs' | 'done';
  /** The newest last. */
  readonly calls: readonly Call[];
  readonly achieved: Achieved;
  /** Since when something that should be there is not, while the operator runs, µs. */
  readonly missingSince: number | null;
}

interface Custom extends ApiObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string; readonly observedGeneration?: number }[] };
}

function created(config: ClusterConfig, cluster: Cluster, manifests: string): Cluster {
  return visitManifest(manifests, config.server.registry, { source: 'scene', validate: true }).reduce((now, visit) => {
    if ('error' in visit) throw new RangeError(visit.error);
    const body = toJson(visit.body) as unknown as ApiObject;
    const place = resourceOf(config.server.registry, body);
    if (place === undefined) throw new RangeError(`${body.kind} is not served`);
    const { name = '', namespace } = body.metadata;
    return asked(config, now, { verb: 'create', ...place, name, ...(namespace === undefined ? {} : { namespace }), user: ADMIN, body });
  }, cluster);
}

function begin(): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const catalogue = { ...DEFAULT_CATALOGUE, ...OPERATOR_IMAGES };
  const plain = defaultConfig(createRegistry(ALL_KINDS), [...NODES.map((name, at) => anyController(kubelet(nodeSettings(name, at, { catalogue })))), ...definitionControllers, anyController(databaseOperator)]);
  const config: ClusterConfig = { ...plain, machines: NODE_DOOR, server: { ...plain.server, definitions: 'watched', customKinds: (one) => customKinds(one, ruleObjectErrors) } };
  const pass = (cluster: Cluster, at: number): Cluster => runUntil(config, cluster, at).cluster;
  const did = (cluster: Cluster, input: ReturnType<(typeof OPERATOR_INPUTS)['create']>): Cluster => (input.kind === 'request' ? request(config, cluster, input.request).cluster : cluster);
  const defined = pass(created(config, pass(bootCluster(config, 1, BEGINS), BEGINS + 5 * SECOND), DATABASE_CRD), BEGINS + 6 * SECOND);
  const installed = pass(created(config, defined, operatorManifest(LEVEL_SCRIPT)), BEGINS + 15 * SECOND);
  const living = pass(did(installed, OPERATOR_INPUTS.create(3)), STARTS);
  return { config, cluster: did(living, OPERATOR_INPUTS.failPod(`${DATABASE}-1`)) };
}

function databaseIn(cluster: Cluster): DatabaseView | null {
  const found = objectAt(cluster.server.store.tables, 'databases.example.com', `default/${DATABASE}`) as Custom | undefined;
  if (found === undefined) return null;
  const { metadata, spec, status } = found;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return {
    replicas: spec?.replicas ?? 0, generation: metadata.generation ?? 0, observedGeneration: status?.observedGeneration ?? null, deleting: metadata.deletionTimestamp !== undefined, finalizers: metadata.finalizers ?? [],
    ready: ready === undefined ? null : { status: ready.status, reason: ready.reason ?? '', message: ready.message ?? '', observedGeneration: ready.observedGeneration ?? 0 },
  };
}

const NOTHING: Achieved = { repaired: false, stuck: false, backedUp: false, missed: false };
/** So long something has to be missing until it is plain that nobody brings it back. */
const LOST = 10 * SECOND;

function viewIn(cluster: Cluster, before: OperatorView | undefined): OperatorView {
  const memory = byText.get(cluster.controllers, OPERATOR.name)?.memory as OperatorMemory;
  const server = viewOf(cluster.server.store.tables);
  const set = server.get('statefulsets.apps', 'default', DATABASE);
  const jobs = server.list('jobs.batch', 'default');
  const database = databaseIn(cluster);
  const service = server.get('services', 'default', DATABASE) !== undefined;
  const wanted = server.get('deployments.apps', OPERATOR.namespace, OPERATOR.name)?.spec?.replicas ?? 0;
  const pods = server.list('pods', OPERATOR.namespace).length;
  const operator = memory.container !== null && pods > 0 ? 'running' : wanted > 0 ? 'starting' : 'stopped';
  const whole = service && set?.spec?.replicas === database?.replicas;
  const missing = operator === 'running' && database !== null && !database.deleting && !whole;
  const missingSince = missing ? (before?.missingSince ?? cluster.clock.now) : null;
  const was = before?.achieved ?? NOTHING;
  const backup = jobs.length === 0 ? 'none' : jobs.every(({ status }) => (status?.succeeded ?? 0) > 0) ? 'done' : 'runs';
  return {
    operator, edge: memory.edge, fault: memory.fault, program: server.get('configmaps', OPERATOR.namespace, OPERATOR.name)?.data?.[OPERATOR.file] ?? '', runs: memory.script, database, service,
    set: set === undefined ? null : { replicas: set.spec?.replicas ?? 0, ready: set.status?.readyReplicas ?? 0 }, backup, calls: memory.calls.filter(({ at }) => at >= STARTS).slice(-MOST_CALLS), missingSince,
    achieved: {
      repaired: was.repaired || (before?.database != null && database !== null && !before.service && service && operator === 'running'),
      stuck: was.stuck || (database !== null && database.deleting && operator === 'stopped'),
      backedUp: was.backedUp || (was.stuck && database === null && backup === 'done'),
      missed: was.missed || (memory.edge && missingSince !== null && cluster.clock.now - missingSince >= LOST),
    },
  };
}

/** A Database of three whose operator can be stopped, disturbed and rewritten; one of its Pods has failed a moment ago. */
export const operatorScene = scene<null, OperatorView>({
  begin: () => ({ ...begin(), shown: SHOWN }),
  namespaces: ['default'],
  view: ({ cluster }, before) => viewIn(cluster, before),
});
