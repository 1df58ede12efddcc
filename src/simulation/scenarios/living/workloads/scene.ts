import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { request, runUntil } from '../../../cluster/cluster';
import { stopComponent } from '../../../cluster/components';
import { isPodTerminal } from '../../../cluster/control/pods';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import type { Cluster, ClusterConfig } from '../../../cluster/state';
import { ADMIN, BEGINS } from '../admin';
import { scene } from '../scene';
import { clientWords } from '../stop-component/checks';
import { ASKED, deedsOf } from './disturbances';
import type { Deed, WorkloadOptions } from './disturbances';
import { PLACES, workloadObject, WORKLOADS, WORKLOADS_CATALOGUE } from './objects';
import type { Workload } from './objects';
import { isSo, nextCourses, podsOf } from './outcome';
import type { Course, Courses } from './outcome';

const SECOND = 1_000_000;
const NODES = ['node-1', 'node-2', 'node-3'];
/** When the Job is created, so that it is at work when the reader comes: after a run of the CronJob. */
const JOB_AT = BEGINS + 300 * SECOND;
const STARTS = JOB_AT + 20 * SECOND;

export interface Row extends Course {
  readonly kind: Workload;
  /** In the client's words, where the API server did not take what was asked. */
  readonly refused: string | null;
  /** What is asked of this one is so; null where it is not asked, or nothing was done yet. */
  readonly isSo: boolean | null;
}

export interface WorkloadsView {
  readonly rows: readonly Row[];
}

function created(config: ClusterConfig, cluster: Cluster, kind: Workload): Cluster {
  const { group, resource, name } = PLACES[kind];
  const { cluster: next, answer } = request(config, cluster, { verb: 'create', group, resource, namespace: 'default', name, user: ADMIN, body: workloadObject(kind) });
  if ('failure' in answer) throw new RangeError(answer.failure.message);
  return next;
}

type Refusals = Readonly<Partial<Record<Workload, string>>>;

function done(config: ClusterConfig, cluster: Cluster, deeds: readonly Deed[]): { readonly cluster: Cluster; readonly refused: Refusals } {
  let [now, refused] = [cluster, {} as Refusals];
  for (const { to, input } of deeds) {
    if (input.kind === 'component') now = stopComponent(config, now, input.name);
    if (input.kind !== 'request') continue;
    const { cluster: next, answer } = request(config, now, input.request);
    now = next;
    if ('failure' in answer && to !== null) refused = { ...refused, [to]: clientWords(answer.failure) };
  }
  return { cluster: now, refused };
}

/** What came of the beginning of a cluster, beside the cluster: the same options always give the same. */
const refusals = new WeakMap<ClusterConfig, Refusals>();

/** Five controllers on three nodes; all are disturbed alike once the reader has said what will come of it. */
export const workloadsScene = scene<WorkloadOptions, WorkloadsView, Courses>({
  begin: ({ disturbance, predicted }) => {
    const { config, cluster: booted } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at, { catalogue: WORKLOADS_CATALOGUE })), now: BEGINS });
    const ready = runUntil(config, booted, BEGINS + 20 * SECOND).cluster;
    const lasting = WORKLOADS.filter((kind) => kind !== 'Job').reduce((cluster, kind) => created(config, cluster, kind), ready);
    const { cluster } = runUntil(config, created(config, runUntil(config, lasting, JOB_AT).cluster, 'Job'), STARTS);
    if (predicted === null) return { config, cluster };
    const disturbed = done(config, cluster, deedsOf(disturbance, (kind) => podsOf(cluster, kind).filter((pod) => !isPodTerminal(pod))));
    refusals.set(config, disturbed.refused);
    return { config, cluster: disturbed.cluster, shown: STARTS + ASKED[disturbance].plays * SECOND };
  },
  namespaces: ['default'],
  gather: { every: SECOND / 4, look: ({ cluster }, before) => nextCourses(cluster, before) },
  view: ({ config, options: { disturbance, predicted }, gathered }) => {
    const { asks } = ASKED[disturbance];
    return {
      rows: WORKLOADS.map((kind): Row => {
        const refused = refusals.get(config)?.[kind] ?? null;
        return { kind, ...gathered[kind], refused, isSo: predicted === null || !asks.includes(kind) ? null : isSo(disturbance, gathered[kind], refused) };
      }),
    };
  },
});
