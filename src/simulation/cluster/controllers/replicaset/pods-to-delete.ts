import { parseTime } from '../../../base/time';
import type { Pod } from '../../../api';
import { isPodActive, isPodReady, phaseOf, readySince } from '../../control/pods';

const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/** GetDeletionCostFromPodAnnotations: 0 for what is no 32-bit number, or is written otherwise than Go prints it. */
function deletionCost({ metadata }: Pod): number {
  const text = metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? '';
  const value = Number(text);
  return /^(0|-?[1-9][0-9]*)$/.test(text) && value >= -(2 ** 31) && value < 2 ** 31 ? value : 0;
}

/** maxContainerRestarts: of containers, and of sidecars. */
function restarts({ spec, status }: Pod): readonly [regular: number, sidecars: number] {
  const most = (list: readonly { readonly restartCount?: number }[] | undefined): number => Math.max(0, ...(list ?? []).map(({ restartCount = 0 }) => restartCount));
  const sidecars = new Set((spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name));
  return [most(status?.containerStatuses), most(status?.initContainerStatuses?.filter(({ name }) => sidecars.has(name)))];
}

/** logarithmicRankDiff: ages are compared by the power of two of their nanoseconds; negative: `a` is younger. */
function rankDifference(a: number, b: number, now: number): number {
  const rank = (time: number): number => (now - time > 0 ? Math.trunc(Math.log2((now - time) * 1000)) : -1);
  return rank(a) - rank(b);
}

/** Younger first, by the power of two; of one rank the lower UID. No time at all counts as the youngest. */
function byAge(a: number | undefined, b: number | undefined, one: Pod, other: Pod, now: number): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return rankDifference(a, b, now) || ((one.metadata.uid ?? '') < (other.metadata.uid ?? '') ? -1 : 1);
}

/** ActivePodsWithRanks.Less: negative where `a` goes before `b`. */
function compare(a: Pod, b: Pod, rank: (pod: Pod) => number, now: number): number {
  const [nodeA, nodeB] = [a.spec.nodeName ?? '', b.spec.nodeName ?? ''];
  if (nodeA !== nodeB && (nodeA === '' || nodeB === '')) return nodeA === '' ? -1 : 1;
  const phase = (PHASES[phaseOf(a)] ?? 0) - (PHASES[phaseOf(b)] ?? 0);
  if (phase !== 0) return phase;
  if (isPodReady(a) !== isPodReady(b)) return isPodReady(a) ? 1 : -1;
  const cost = deletionCost(a) - deletionCost(b);
  if (cost !== 0) return cost;
  if (rank(a) !== rank(b)) return rank(b) - rank(a);
  const ready = isPodReady(a) ? byAge(readySince(a), readySince(b), a, b, now) : 0;
  if (ready !== 0) return ready;
  const [regularA, sidecarsA] = restarts(a);
  const [regularB, sidecarsB] = restarts(b);
  if (regularA !== regularB) return regularB - regularA;
  if (sidecarsA !== sidecarsB) return sidecarsB - sidecarsA;
  const created = ({ metadata }: Pod): number | undefined => (metadata.creationTimestamp === undefined ? undefined : parseTime(metadata.creationTimestamp));
  return byAge(created(a), created(b), a, b, now);
}

/**
 * Which Pods a ReplicaSet gives up, the first first: getPodsToDelete of pkg/controller/replicaset. `related`: the Pods of all ReplicaSets of the same owner;
 * who has more of them beside it on its node goes before.
 */
export function podsToDelete(pods: readonly Pod[], related: readonly Pod[], count: number, now: number): Pod[] {
  if (count >= pods.length) return pods.slice(0, count);
  const onNode = new Map<string, number>();
  for (const pod of related) if (isPodActive(pod)) onNode.set(pod.spec.nodeName ?? '', (onNode.get(pod.spec.nodeName ?? '') ?? 0) + 1);
  const rank = (pod: Pod): number => onNode.get(pod.spec.nodeName ?? '') ?? 0;
  return [...pods].sort((a, b) => compare(a, b, rank, now)).slice(0, count);
}
