/** What became of each controller's Pods: the answers to what is asked are what happened, not what is known of it. */
import type { Pod } from '../../../api';
import type { Cluster } from '../../../cluster/state';
import { controllerRefOf } from '../../../cluster/control/owners';
import { isPodReady, isPodTerminal } from '../../../cluster/control/pods';
import { viewOf } from '../../../cluster/control/view';
import { VICTIM } from './disturbances';
import type { Disturbance } from './disturbances';
import { WORKLOADS } from './objects';
import type { Workload } from './objects';

export interface Member {
  readonly uid: string;
  readonly name: string;
  readonly node: string;
}

/** The Pods of one controller over a time. */
export interface Course {
  /** When it began, and since then, in the order in which they were seen. */
  readonly before: readonly Member[];
  readonly created: readonly Member[];
  /** Of those of the beginning: gone by now. */
  readonly gone: readonly Member[];
  /** Ready at the beginning, now, and at the least; the most that there were at once. */
  readonly readyBefore: number;
  readonly ready: number;
  readonly least: number;
  readonly most: number;
}

export type Courses = Readonly<Record<Workload, Course>>;

/** Whose a Pod is in the end: through the ReplicaSet of a Deployment, the Job of a CronJob. */
function rootOf(cluster: Cluster, pod: Pod): Workload | undefined {
  const view = viewOf(cluster.server.store.tables);
  const own = controllerRefOf(pod);
  const above = own?.kind === 'ReplicaSet' ? view.get('replicasets.apps', 'default', own.name) : own?.kind === 'Job' ? view.get('jobs.batch', 'default', own.name) : undefined;
  const kind = (above === undefined ? undefined : controllerRefOf(above)?.kind) ?? own?.kind;
  return WORKLOADS.find((one) => one === kind);
}

/** The Pods of one in the order of their names. */
export const podsOf = (cluster: Cluster, kind: Workload): readonly Pod[] => viewOf(cluster.server.store.tables).list('pods', 'default').filter((pod) => rootOf(cluster, pod) === kind);

const memberOf = ({ metadata, spec }: Pod): Member => ({ uid: metadata.uid ?? '', name: metadata.name ?? '', node: spec.nodeName ?? '' });

function nextCourse(pods: readonly Pod[], known: Course | undefined): Course {
  const now = pods.map(memberOf);
  const there = pods.filter((pod) => !isPodTerminal(pod)).length;
  const ready = pods.filter((pod) => isPodReady(pod) && pod.metadata.deletionTimestamp === undefined).length;
  if (known === undefined) return { before: now, created: [], gone: [], readyBefore: ready, ready, least: ready, most: there };
  const { before, created } = known;
  const seen = created.map((one) => now.find(({ uid }) => uid === one.uid) ?? one);
  const fresh = now.filter(({ uid }) => !before.some((one) => one.uid === uid) && !created.some((one) => one.uid === uid));
  return { before, created: [...seen, ...fresh], gone: before.filter(({ uid }) => !now.some((one) => one.uid === uid)), readyBefore: known.readyBefore, ready, least: Math.min(known.least, ready), most: Math.max(known.most, there) };
}

/** One look at all of them. */
export const nextCourses = (cluster: Cluster, known: Courses | undefined): Courses =>
  Object.fromEntries(WORKLOADS.map((kind) => [kind, nextCourse(podsOf(cluster, kind), known?.[kind])])) as unknown as Courses;

/** Whether what is asked about a disturbance is so. `refused`: what the API server answered, where it did not take it. */
export function isSo(disturbance: Disturbance, { before, created, readyBefore, least, most }: Course, refused: string | null): boolean {
  switch (disturbance) {
    // The Pod that was deleted comes back under its name.
    case 'delete': return created.some(({ name }) => before.some((one) => one.name === name));
    // There is a new Pod on a node that is left.
    case 'node': return created.some(({ node }) => node !== '' && node !== VICTIM);
    // A new Pod is on the node that takes none.
    case 'cordon': return created.some(({ node }) => node === VICTIM);
    case 'scale': return refused === null;
    // The new one comes before an old one goes.
    case 'rollout': return most > before.length;
    // Not one that was ready is missing.
    case 'bad': return least >= readyBefore;
  }
}
