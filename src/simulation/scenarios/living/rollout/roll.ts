import type { Deployment, Pod } from '../../../api';
import { conditionOf } from '../../../cluster/controllers/deployment/status';
import { TIMED_OUT } from '../../../cluster/controllers/deployment/progress';
import { HASH_LABEL } from '../../../cluster/controllers/deployment/session';
import { isPodActive, isPodReady, isPodTerminating } from '../../../cluster/control/pods';
import { viewOf } from '../../../cluster/control/view';
import type { Cluster } from '../../../cluster/state';
import { lostIn, oneRequest, quietTraffic } from '../traffic/traffic';
import type { Traffic, TrafficTo } from '../traffic/traffic';
import { SERVICE } from './manifest';

/** One second of a rollout; the Pods as they are at its end, but for `least`. */
export interface Second {
  readonly old: number;
  readonly fresh: number;
  /** The fewest that were ready at any moment of it. */
  readonly least: number;
  /** Pods that are not being deleted, ready or not, and those that are. */
  readonly pods: number;
  readonly ending: number;
  readonly lost: number;
}

/** What is gathered of a rollout. */
export interface Roll {
  readonly traffic: Traffic;
  /** The template that the rollout began from. */
  readonly oldHash: string;
  readonly seconds: readonly Second[];
  /** The second that is not over yet, and what was lost before it. */
  readonly open: Second;
  readonly lostBefore: number;
  readonly looks: number;
  /** Since the beginning: the fewest that were ready, and the most Pods that were not being deleted. */
  readonly least: number;
  readonly most: number;
  /** When the Deployment said that its deadline is over, µs since 1970. */
  readonly detected: number | null;
}

/** So many requests a second, and how many seconds are kept. */
export const RATE = 20;
const MOST_SECONDS = 900;

const TO: TrafficTo = { namespace: 'default', service: SERVICE, answerTakes: 200_000, path: '/' };

const deploymentOf = (cluster: Cluster): Deployment | undefined => viewOf(cluster.server.store.tables).get('deployments.apps', 'default', 'shop');

interface Counts {
  readonly old: number;
  readonly fresh: number;
  readonly pods: number;
  readonly ending: number;
}

function countPods(pods: readonly Pod[], oldHash: string): Counts {
  const active = pods.filter(isPodActive);
  const ready = active.filter(isPodReady);
  const old = ready.filter(({ metadata }) => metadata.labels?.[HASH_LABEL] === oldHash).length;
  return { old, fresh: ready.length - old, pods: active.length, ending: pods.filter(isPodTerminating).length };
}

function beginRoll(cluster: Cluster): Roll {
  const view = viewOf(cluster.server.store.tables);
  const pods = view.list('pods', 'default');
  const oldHash = pods[0]?.metadata.labels?.[HASH_LABEL] ?? '';
  const { old, fresh, ...counts } = countPods(pods, oldHash);
  const open: Second = { old, fresh, ...counts, least: old + fresh, lost: 0 };
  return { traffic: quietTraffic(cluster, view.list('nodes').length, TO), oldHash, seconds: [open], open, lostBefore: 0, looks: 0, least: old + fresh, most: counts.pods, detected: null };
}

const hasTimedOut = (cluster: Cluster): boolean => conditionOf(deploymentOf(cluster)?.status, 'Progressing')?.reason === TIMED_OUT;

/** One look: a request is sent, and the Pods are counted. */
export function lookAtRoll(cluster: Cluster, before: Roll | undefined): Roll {
  if (before === undefined) return beginRoll(cluster);
  const traffic = oneRequest(cluster, before.traffic, TO);
  const counts = countPods(viewOf(cluster.server.store.tables).list('pods', 'default'), before.oldHash);
  const ready = counts.old + counts.fresh;
  const looks = before.looks + 1;
  const isFirst = before.looks % RATE === 0;
  const open: Second = { ...counts, least: isFirst ? ready : Math.min(before.open.least, ready), lost: lostIn(traffic) - before.lostBefore };
  const isOver = looks % RATE === 0;
  return {
    traffic, oldHash: before.oldHash, looks, open,
    seconds: isOver ? [...before.seconds, open].slice(-MOST_SECONDS) : before.seconds,
    lostBefore: isOver ? lostIn(traffic) : before.lostBefore,
    least: Math.min(before.least, ready), most: Math.max(before.most, counts.pods),
    detected: before.detected ?? (hasTimedOut(cluster) ? cluster.clock.now : null),
  };
}
