import { createRegistry } from '../../../api/registry';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import type { JsonObject } from '../../../api/schema/walk';
import { request, runUntil } from '../../../cluster/cluster';
import type { Request } from '../../../cluster/apiserver/types';
import { conditionOf } from '../../../cluster/controllers/deployment/status';
import { viewOf } from '../../../cluster/control/view';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { statusViewer } from '../../../kubectl/verbs/rollout/status-text';
import { KubectlError } from '../../../kubectl/runtime/errors';
import { ADMIN, BEGINS } from '../admin';
import { scene } from '../scene';
import { clientWords } from '../stop-component/checks';
import type { Traffic } from '../traffic/traffic';
import { deploymentObject, ROLLOUT_CATALOGUE, rolloutPatch, serviceObject } from './manifest';
import { boundsOf } from './options';
import type { RolloutOptions } from './options';
import { lookAtRoll, RATE } from './roll';
import type { Roll, Second } from './roll';
import { undoOf } from './rollback';
import type { Undo } from './rollback';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2', 'node-3'];
const SHOP = { group: 'apps', resource: 'deployments', namespace: 'default', name: 'shop', user: ADMIN } as const;

export interface RolloutView extends Pick<Roll, 'least' | 'most'> {
  readonly seconds: readonly Second[];
  readonly traffic: Pick<Traffic, 'sent' | 'lost'>;
  /** After how many seconds the deadline was said to be over. */
  readonly detected: number | null;
  readonly paused: boolean;
  /** What `kubectl rollout status` prints now. */
  readonly status: string;
  readonly over: boolean;
  /** The Progressing condition. */
  readonly progressing: { readonly status: string; readonly reason: string; readonly message: string } | null;
  readonly undo: Undo;
  /** The tag of each ReplicaSet's image, by its name. */
  readonly images: Readonly<Record<string, string>>;
  /** Why the server did not take the rollout. */
  readonly refused: string | null;
}

const startRequest = (options: RolloutOptions): Request => ({ ...SHOP, verb: 'patch', patchType: 'strategic', patch: rolloutPatch(options) });

/** How long a rollout may take, so that it is shown whole: rounds of so many Pods as may be exchanged at a time; at most three minutes. */
function playedFor(options: RolloutOptions): number {
  const { most, least } = boundsOf(options);
  const rounds = Math.ceil(options.replicas / Math.max(1, most - least));
  const seconds = options.newImage === 'good' ? 12 + options.preStop + rounds * (options.readyAfter + options.minReadySeconds + 4) : options.progressDeadlineSeconds > 120 ? 90 : options.progressDeadlineSeconds + 15;
  return Math.min(180, seconds) * SECOND;
}

function statusOf(cluster: Cluster): { readonly text: string; readonly over: boolean } {
  const deployment = viewOf(cluster.server.store.tables).get('deployments.apps', 'default', 'shop');
  const viewer = statusViewer('apps.v1.Deployment');
  if (deployment === undefined || viewer === undefined) return { text: '', over: false };
  try {
    const { text, done } = viewer(deployment as unknown as JsonObject, 0);
    return { text: text.trimEnd(), over: done };
  } catch (error) {
    if (error instanceof KubectlError) return { text: `error: ${error.message}`, over: true };
    throw error;
  }
}

/** Whether the server takes the rollout is asked on a copy, where there is none yet. */
function refusal(config: ClusterConfig, cluster: Cluster, options: RolloutOptions): string | null {
  const sets = viewOf(cluster.server.store.tables).list('replicasets.apps', 'default');
  const generation = viewOf(cluster.server.store.tables).get('deployments.apps', 'default', 'shop')?.metadata.generation ?? 0;
  if (sets.length > 1 || generation > 1) return null;
  const { answer } = request(config, cluster, { ...startRequest(options), dryRun: true });
  return 'failure' in answer ? clientWords(answer.failure) : null;
}

/** A Deployment with its Service and requests to it, at the moment at which a new template was applied. */
export const rolloutScene = scene<RolloutOptions, RolloutView, Roll>({
  begin: (options) => {
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at, { catalogue: ROLLOUT_CATALOGUE })), now: BEGINS });
    const asked = (before: Cluster, what: Request): Cluster => request(config, before, what).cluster;
    const served = asked(cluster, { verb: 'create', group: '', resource: 'services', namespace: 'default', name: 'shop', user: ADMIN, body: serviceObject });
    const created = asked(served, { ...SHOP, verb: 'create', body: deploymentObject(options) });
    const settled = runUntil(config, created, BEGINS + 60 * SECOND).cluster;
    return { config, cluster: asked(settled, startRequest(options)), shown: settled.clock.now + playedFor(options) };
  },
  namespaces: ['default'],
  gather: { every: SECOND / RATE, look: ({ cluster }, before) => lookAtRoll(cluster, before) },
  view: ({ config, cluster, options, gathered }) => {
    const view = viewOf(cluster.server.store.tables);
    const deployment = view.get('deployments.apps', 'default', 'shop');
    const { text, over } = statusOf(cluster);
    const progressing = conditionOf(deployment?.status, 'Progressing');
    const sets = view.ownedBy('replicasets.apps', deployment?.metadata.uid ?? '');
    const { seconds, traffic: { sent, lost }, least, most, detected } = gathered;
    return {
      seconds, traffic: { sent, lost }, least, most, detected: detected === null ? null : Math.round((detected - BEGINS - 60 * SECOND) / SECOND),
      paused: deployment?.spec.paused === true, status: text, over,
      progressing: progressing === undefined ? null : { status: progressing.status, reason: progressing.reason ?? '', message: progressing.message ?? '' },
      undo: deployment === undefined ? { says: '' } : undoOf(deployment, sets),
      images: Object.fromEntries(sets.map(({ metadata, spec }) => [metadata.name ?? '', (spec?.template?.spec?.containers[0]?.image ?? '').replace(/^.*\//, '')])),
      refused: refusal(config, cluster, options),
    };
  },
});
