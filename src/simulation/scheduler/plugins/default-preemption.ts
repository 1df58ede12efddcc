import { labelSelectorMatches } from '../../api';
import type { Pod } from '../../api';
import { parseTime } from '../../base';
import type { NodeInfo } from '../cache/node-info';
import { podPriority } from '../cache/pod-info';
import type { PodInfo } from '../cache/pod-info';
import { fitErrorMessage } from '../cycle/messages';
import type { FailedCycle, Plugin, PostFilterResult, PreemptionCandidate, Status } from '../framework';
import { hasSelector } from '../helper/default-selector';
import type { PodDisruptionBudget } from '../objects';

const NAME = 'DefaultPreemption';

/** kubescheduler.config.k8s.io/v1 DefaultPreemptionArgs. */
export interface DefaultPreemptionArgs {
  readonly minCandidateNodesPercentage?: number;
  readonly minCandidateNodesAbsolute?: number;
}

/** GetPodStartTime in microseconds: a Pod that has not started yet counts as starting now, later than any other. */
const startTime = ({ status }: Pod): number => parseTime(status?.startTime ?? '') ?? Infinity;

/** util.MoreImportantPod: higher priority, then running longer. */
function byImportance(a: Pod, b: Pod): number {
  const difference = podPriority(b) - podPriority(a);
  if (difference !== 0) return difference;
  const [x, y] = [startTime(a), startTime(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** filterPodsWithPDBViolation: each Pod that goes uses up its budgets' allowance, most important first. */
function splitByBudget(pods: readonly PodInfo[], budgets: readonly PodDisruptionBudget[]): { violating: PodInfo[]; others: PodInfo[] } {
  const allowed = budgets.map(({ status }) => status?.disruptionsAllowed ?? 0);
  const violating: PodInfo[] = [];
  const others: PodInfo[] = [];
  for (const info of pods) {
    const labels = info.pod.metadata.labels ?? {};
    let violates = false;
    budgets.forEach(({ metadata, spec, status }, i) => {
      const selector = spec?.selector;
      const covers = Object.keys(labels).length > 0 && (metadata.namespace || 'default') === info.namespace && hasSelector(selector) && labelSelectorMatches(selector, labels);
      if (!covers || Object.hasOwn(status?.disruptedPods ?? {}, info.pod.metadata.name ?? '')) return;
      allowed[i] -= 1;
      if (allowed[i] < 0) violates = true;
    });
    (violates ? violating : others).push(info);
  }
  return { violating, others };
}

/** SelectVictimsOnNode: take all lower Pods away; if the Pod fits then, put them back one by one as long as it still does. */
function selectVictims(cycle: FailedCycle, original: NodeInfo, budgets: readonly PodDisruptionBudget[]): PreemptionCandidate | Status {
  const node = original.copy();
  const filters = cycle.tryOut();
  const remove = (info: PodInfo): void => {
    node.removePod(info.key);
    filters.removePod(info, node);
  };
  const potential = node.pods.filter((other) => other.priority < cycle.pod.priority);
  for (const info of potential) remove(info);
  if (potential.length === 0) return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ['No preemption victims found for incoming pod'], params: [] };
  const status = filters.check(node);
  if (status !== null) return status;
  potential.sort((a, b) => byImportance(a.pod, b.pod));
  const { violating, others } = splitByBudget(potential, budgets);
  const victims: Pod[] = [];
  const mustGo = (info: PodInfo): boolean => {
    node.addPod(info);
    filters.addPod(info, node);
    if (filters.check(node) === null) return false;
    remove(info);
    victims.push(info.pod);
    return true;
  };
  const pdbViolations = violating.filter(mustGo).length;
  others.forEach(mustGo);
  victims.sort(byImportance);
  return { node: node.name, victims, pdbViolations };
}

/** PodEligibleToPreemptOthers: the words against it, or null. */
function notEligible({ pod, cache, statuses }: FailedCycle): string | null {
  if (pod.pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.pod.status?.nominatedNodeName ?? '';
  if (nominated === '' || (statuses.byNode.get(nominated) ?? statuses.absent)?.code === 'UnschedulableAndUnresolvable') return null;
  const leaving = ({ priority, pod: other }: PodInfo): boolean => {
    if (priority >= pod.priority || other.metadata.deletionTimestamp === undefined) return false;
    const target = (other.status?.conditions ?? []).find(({ type }) => type === 'DisruptionTarget');
    return target?.status === 'True' && target.reason === 'PreemptionByScheduler';
  };
  return cache.node(nominated)?.pods.some(leaving) === true ? 'not eligible due to a terminating pod on the nominated node.' : null;
}

/** pickOneNodeForPreemption's rules in turn, more is better. */
const RULES: readonly ((candidate: PreemptionCandidate) => number)[] = [
  ({ pdbViolations }) => -pdbViolations,
  ({ victims }) => -podPriority(victims[0]),
  // The offset makes any Pod count, whatever its priority's sign.
  ({ victims }) => -victims.reduce((sum, pod) => sum + podPriority(pod) + 2 ** 31, 0),
  ({ victims }) => -victims.length,
  ({ victims }) => {
    const highest = Math.max(...victims.map(podPriority));
    return Math.min(...victims.filter((pod) => podPriority(pod) === highest).map(startTime));
  },
];

function best(candidates: readonly PreemptionCandidate[]): readonly PreemptionCandidate[] {
  let left = candidates;
  for (const rule of RULES) {
    const scores = left.map(rule);
    const top = Math.max(...scores);
    left = left.filter((_, i) => scores[i] === top);
  }
  return left;
}

/**
 * pkg/scheduler/framework/plugins/defaultpreemption and framework/preemption: on nodes where less important Pods are in the way, the fewest
 * and least important of them make room, budgets being respected where possible. The Pods go later and over the API; until then the node
 * is only nominated.
 */
export function newDefaultPreemption(args: DefaultPreemptionArgs = {}): Plugin<never, never> {
  const { minCandidateNodesPercentage = 10, minCandidateNodesAbsolute = 100 } = args;
  const findCandidates = (cycle: FailedCycle, nodes: readonly NodeInfo[]): { candidates: PreemptionCandidate[]; statuses: Map<string, Status> } => {
    const enough = Math.min(nodes.length, Math.max(minCandidateNodesAbsolute, Math.floor((nodes.length * minCandidateNodesPercentage) / 100)));
    const budgets = cycle.cache.listers.list('PodDisruptionBudget');
    const offset = nodes.length === 0 ? 0 : cycle.below(nodes.length);
    const kept: PreemptionCandidate[] = [];
    const violating: PreemptionCandidate[] = [];
    const statuses = new Map<string, Status>();
    for (let i = 0; i < nodes.length && !(kept.length > 0 && kept.length + violating.length >= enough); i += 1) {
      const node = nodes[(offset + i) % nodes.length];
      const found = selectVictims(cycle, node, budgets);
      if ('victims' in found) (found.pdbViolations === 0 ? kept : violating).push(found);
      else statuses.set(node.name, found);
    }
    return { candidates: [...kept, ...violating], statuses };
  };
  return {
    name: NAME,
    postFilter(cycle): PostFilterResult {
      const { cache, statuses: { byNode, absent }, below } = cycle;
      const words = notEligible(cycle);
      if (words !== null) return { kind: 'unschedulable', message: `preemption: ${words}` };
      const potential = cache.nodes.filter(({ name }) => (byNode.get(name) ?? absent)?.code === 'Unschedulable');
      const { candidates, statuses } = findCandidates(cycle, potential);
      if (candidates.length === 0) {
        const message = fitErrorMessage(cache.nodes.length, { nodeToStatus: statuses, absentReasons: ['Preemption is not helpful for scheduling'], preFilterMessage: '' }, '');
        return { kind: 'unschedulable', message: `preemption: ${message}`, clearsNomination: true };
      }
      const tied = best(candidates);
      return { kind: 'nominated', preemption: { candidates, chosen: tied[below(tied.length)], tied: tied.map(({ node }) => node).sort() } };
    },
  };
}
