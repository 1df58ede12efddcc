import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import { byText } from '../../../base/ordered-map';
import { anyController } from '../../../cluster/control/controller';
import { viewOf } from '../../../cluster/control/view';
import { bootCluster, defaultConfig, nodeSettings } from '../../../cluster/default-cluster';
import { request, runUntil } from '../../../cluster/cluster';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { kubelet } from '../../../cluster/node/kubelet';
import { NODE_DOOR } from '../../../cluster/node/door';
import type { Input } from '../../../cluster/history/history';
import { ADMIN, BEGINS } from '../admin';
import { scene } from '../scene';
import { loopController } from './controller';
import { activeIn } from './informer';
import { BLANK } from './memory';
import type { Achieved, LoopMemory, LoopStep } from './memory';
import { switchesObject } from './switches';
import type { LoopSwitches } from './switches';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2'];
/** When the reader comes in. */
const STARTS = BEGINS + 40 * SECOND;
/** Pods that the quota of the namespace allows: it ends what a bad controller begins. */
export const ROOM = 12;

export interface LoopView {
  readonly switches: LoopSwitches;
  readonly desired: number;
  /** Active Pods at the API server, and in the controller's cache. */
  readonly active: number;
  readonly seen: number;
  /** Pods that the quota allows. */
  readonly room: number;
  /** Changes that have not reached the cache, and when the next one does, µs since 1970. */
  readonly onItsWay: number;
  readonly arrives: number | null;
  readonly lost: number;
  readonly queue: readonly string[];
  readonly merged: number;
  readonly syncs: number;
  readonly retry: LoopMemory['retry'];
  /** Creations and deletions that it has not seen yet, and since when it waits. */
  readonly expects: { readonly adds: number; readonly deletions: number; readonly since: number } | null;
  /** The newest last. */
  readonly steps: readonly LoopStep[];
  readonly achieved: Achieved;
}

const SET: ApiObject = {
  apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'default' },
  spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.k8s.example/hello:1.0' }] } } },
} as ApiObject;
const QUOTA: ApiObject = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'room', namespace: 'default' }, spec: { hard: { pods: String(ROOM) } } } as ApiObject;

const asking = (body: Extract<Input, { kind: 'request' }>['request']): Input => ({ kind: 'request', request: body });

/** What the reader can do. */
export const LOOP_INPUTS = {
  delete: (name: string): Input => asking({ verb: 'delete', group: '', resource: 'pods', namespace: 'default', name, user: ADMIN }),
  /** A Pod by hand with the labels that the set selects. */
  add: (): Input => asking({ verb: 'create', group: '', resource: 'pods', namespace: 'default', user: ADMIN, body: { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'by-hand-', namespace: 'default', labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.k8s.example/hello:1.0' }] } } as ApiObject }),
  scale: (replicas: number): Input => asking({ verb: 'patch', group: 'apps', resource: 'replicasets', namespace: 'default', name: 'web', user: ADMIN, patch: { spec: { replicas } } }),
  /** `pods`: how many the namespace may have. */
  room: (pods: number): Input => asking({ verb: 'patch', group: '', resource: 'resourcequotas', namespace: 'default', name: 'room', user: ADMIN, patch: { spec: { hard: { pods: String(pods) } } } }),
} as const;

function played(config: ClusterConfig, cluster: Cluster, input: Input): Cluster {
  if (input.kind !== 'request') return cluster;
  const { cluster: next, answer } = request(config, cluster, input.request);
  if ('failure' in answer) throw new RangeError(answer.failure.message);
  return next;
}

function begin(): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const base = defaultConfig(createRegistry(KINDS_WITHOUT_EXPRESSIONS), NODES.map((name, at) => anyController(kubelet(nodeSettings(name, at)))));
  const config: ClusterConfig = { ...base, machines: NODE_DOOR, controllers: base.controllers.map((one) => (one.name === loopController.name ? anyController(loopController) : one)) };
  const bodies = [['configmaps', '', switchesObject], ['resourcequotas', '', QUOTA], ['replicasets', 'apps', SET]] as const;
  const booted = runUntil(config, bootCluster(config, 1, BEGINS), BEGINS + 20 * SECOND).cluster;
  const made = bodies.reduce((cluster, [resource, group, body]) => played(config, cluster, asking({ verb: 'create', group, resource, namespace: 'default', name: body.metadata.name ?? '', user: ADMIN, body })), booted);
  const { cluster } = runUntil(config, made, STARTS);
  const [pod] = viewOf(cluster.server.store.tables).list('pods', 'default');
  return { config, cluster: played(config, cluster, LOOP_INPUTS.delete(pod?.metadata.name ?? '')) };
}

function viewIn(cluster: Cluster): LoopView {
  const memory = (byText.get(cluster.controllers, loopController.name)?.memory ?? BLANK) as LoopMemory;
  const server = viewOf(cluster.server.store.tables);
  const set = server.get('replicasets.apps', 'default', 'web');
  const expected = byText.get(memory.inner.expectations, 'default/web');
  const [adds, deletions] = [Math.max(0, expected?.adds ?? 0), Math.max(0, expected?.deletions ?? 0) + (expected?.keys.length ?? 0)];
  return {
    switches: memory.switches, desired: set?.spec?.replicas ?? 0, active: activeIn(server, set), seen: activeIn(memory.cache === null ? server : viewOf(memory.cache), set),
    room: Number(server.get('resourcequotas', 'default', 'room')?.spec?.hard?.pods ?? 0),
    onItsWay: memory.onItsWay.length, arrives: memory.onItsWay[0]?.due ?? null, lost: memory.lost, queue: [...byText.entries(memory.queue.places)].map(([key]) => key), merged: memory.merged, syncs: memory.syncs,
    retry: memory.retry, expects: expected === undefined || adds + deletions === 0 ? null : { adds, deletions, since: expected.since },
    steps: memory.steps.filter(({ at }) => at >= STARTS), achieved: memory.achieved,
  };
}

/** A ReplicaSet of three whose controller can be watched and disturbed; a Pod was deleted a moment ago. */
export const reconcileLoopScene = scene<null, LoopView>({
  begin: () => ({ ...begin(), shown: STARTS + 4 * SECOND }),
  namespaces: ['default'],
  view: ({ cluster }) => viewIn(cluster),
});
