import { labelSelectorMatches, matchesLabels, nodeSelectorMatches } from '../../api';
import type { LabelSelector, Labels, Pod, TopologySpreadConstraint } from '../../api';
import { MAX_NODE_SCORE, SKIP, StateKey } from '../framework';
import type { Plugin, SpreadTerm } from '../framework';
import { mulDiv } from '../integers';
import type { NodeInfo } from '../node-info';
import type { PodInfo } from '../pod-info';
import { hasSelector, workloadSelector } from '../selectors-of';
import type { Snapshot } from '../snapshot';
import { tolerates } from './tolerations';

const NAME = 'PodTopologySpread';
const HOSTNAME = 'kubernetes.io/hostname';
const MISMATCH = "node(s) didn't match pod topology spread constraints";

/** One constraint with everything optional filled in. */
interface Constraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly selector: LabelSelector | undefined;
  readonly minDomains: number;
  readonly honorAffinity: boolean;
  readonly honorTaints: boolean;
}

/** plugin.go systemDefaultConstraints: soft, for Pods that a Service or a workload selects and that have no constraints of their own. */
const SYSTEM_DEFAULTS: readonly TopologySpreadConstraint[] = [
  { topologyKey: HOSTNAME, whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 3 },
  { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 5 },
];

/** filterTopologySpreadConstraints: those of one mode, with matchLabelKeys merged into the selector. */
function constraintsOf(list: readonly TopologySpreadConstraint[], mode: string, podLabels: Labels, selector?: LabelSelector): Constraint[] {
  return list
    .filter((c) => c.whenUnsatisfiable === mode)
    .map((c) => {
      const keys = (c.matchLabelKeys ?? []).filter((key) => Object.hasOwn(podLabels, key));
      const own = selector ?? c.labelSelector;
      const merged = own === undefined || keys.length === 0 ? own : { ...own, matchExpressions: [...(own.matchExpressions ?? []), ...keys.map((key) => ({ key, operator: 'In', values: [podLabels[key] ?? ''] }))] };
      return {
        maxSkew: c.maxSkew,
        topologyKey: c.topologyKey,
        selector: merged,
        minDomains: c.minDomains ?? 1,
        honorAffinity: (c.nodeAffinityPolicy ?? 'Honor') === 'Honor',
        honorTaints: (c.nodeTaintsPolicy ?? 'Ignore') === 'Honor',
      };
    });
}

/** matchNodeInclusionPolicies: does the node's domain count for this Pod? */
function included(constraint: Constraint, pod: Pod, node: NodeInfo): boolean {
  if (constraint.honorAffinity) {
    if (!matchesLabels(pod.spec.nodeSelector ?? {}, node.labels)) return false;
    const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    if (required !== undefined && !nodeSelectorMatches(required.nodeSelectorTerms ?? [], node.labels, node.name)) return false;
  }
  if (!constraint.honorTaints) return true;
  return node.taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerates(pod.spec.tolerations ?? [], taint));
}

const hasKeys = (node: NodeInfo, constraints: readonly Constraint[]): boolean => constraints.every((c) => Object.hasOwn(node.labels, c.topologyKey));

/** countPodsMatchSelector: an empty selector counts nothing. */
function countMatching(node: NodeInfo, selector: LabelSelector | undefined, namespace: string): number {
  if (!hasSelector(selector)) return 0;
  let count = 0;
  for (const { pod } of node.pods) {
    if ((pod.metadata.namespace ?? 'default') === namespace && labelSelectorMatches(selector, pod.metadata.labels ?? {})) count += 1;
  }
  return count;
}

interface Hard {
  readonly constraints: readonly Constraint[];
  /** By constraint: matching Pods in each domain that counts. */
  readonly counts: readonly ReadonlyMap<string, number>[];
}
const HARD = new StateKey<Hard>(`${NAME}/filter`);

interface Soft {
  readonly constraints: readonly Constraint[];
  readonly ignored: ReadonlySet<NodeInfo>;
  readonly counts: readonly Map<string, number>[];
  /** topologyNormalizingWeight: ln(number of domains + 2). */
  readonly weights: readonly number[];
  readonly sizes: readonly number[];
}
const SOFT = new StateKey<Soft>(`${NAME}/score`);

function countDomains(constraints: readonly Constraint[], { pod }: PodInfo, snapshot: Snapshot): Map<string, number>[] {
  const counts = constraints.map(() => new Map<string, number>());
  const namespace = pod.metadata.namespace ?? 'default';
  for (const node of snapshot.nodes) {
    if (!hasKeys(node, constraints)) continue;
    constraints.forEach((constraint, i) => {
      if (!included(constraint, pod, node)) return;
      const domain = node.labels[constraint.topologyKey] ?? '';
      counts[i]?.set(domain, (counts[i]?.get(domain) ?? 0) + countMatching(node, constraint.selector, namespace));
    });
  }
  return counts;
}

function softConstraints({ pod }: PodInfo, snapshot: Snapshot): { constraints: Constraint[]; requireAll: boolean } {
  const own = pod.spec.topologySpreadConstraints ?? [];
  const labels = pod.metadata.labels ?? {};
  if (own.length > 0) return { constraints: constraintsOf(own, 'ScheduleAnyway', labels), requireAll: true };
  const selector = workloadSelector(pod, snapshot);
  return { constraints: hasSelector(selector) ? constraintsOf(SYSTEM_DEFAULTS, 'ScheduleAnyway', labels, selector) : [], requireAll: false };
}

/** scoring.go initPreScoreState and PreScore. */
function prepareSoft(pod: PodInfo, snapshot: Snapshot, nodes: readonly NodeInfo[]): Soft | null {
  const { constraints, requireAll } = softConstraints(pod, snapshot);
  if (constraints.length === 0) return null;
  const ignored = new Set(nodes.filter((node) => requireAll && !hasKeys(node, constraints)));
  const counts = constraints.map(() => new Map<string, number>());
  for (const node of nodes) {
    if (ignored.has(node)) continue;
    constraints.forEach((c, i) => {
      if (c.topologyKey !== HOSTNAME) counts[i]?.set(node.labels[c.topologyKey] ?? '', 0);
    });
  }
  const sizes = constraints.map((c, i) => (c.topologyKey === HOSTNAME ? nodes.length - ignored.size : (counts[i]?.size ?? 0)));
  const namespace = pod.pod.metadata.namespace ?? 'default';
  for (const node of snapshot.nodes) {
    if (requireAll && !hasKeys(node, constraints)) continue;
    constraints.forEach((c, i) => {
      const domain = node.labels[c.topologyKey] ?? '';
      const before = counts[i]?.get(domain);
      if (before === undefined || !included(c, pod.pod, node)) return;
      counts[i]?.set(domain, before + countMatching(node, c.selector, namespace));
    });
  }
  return { constraints, ignored, counts, sizes, weights: sizes.map((size) => Math.log(size + 2)) };
}

function spreadTerms(soft: Soft, pod: PodInfo, node: NodeInfo): SpreadTerm[] {
  if (soft.ignored.has(node)) return [];
  return soft.constraints.flatMap((c, i): SpreadTerm[] => {
    const domain = Object.hasOwn(node.labels, c.topologyKey) ? node.labels[c.topologyKey] : undefined;
    if (domain === undefined) return [];
    const count = c.topologyKey === HOSTNAME ? countMatching(node, c.selector, pod.pod.metadata.namespace ?? 'default') : (soft.counts[i]?.get(domain) ?? 0);
    const weight = soft.weights[i] ?? 0;
    return [{ topologyKey: c.topologyKey, domain, count, domains: soft.sizes[i] ?? 0, weight, maxSkew: c.maxSkew, part: count * weight + (c.maxSkew - 1) }];
  });
}

const sum = (terms: readonly SpreadTerm[]): number => Math.round(terms.reduce((total, term) => total + term.part, 0));

/**
 * pkg/scheduler/framework/plugins/podtopologyspread. Filter: a DoNotSchedule constraint allows a domain `maxSkew` more Pods than the
 * emptiest domain has. Score: fewer matching Pods in the node's domains are better; Pods of a workload without constraints are
 * spread softly over hosts and zones (the system defaults).
 */
export const podTopologySpread: Plugin = {
  name: NAME,
  normalization: 'spread',
  preFilter(state, pod, snapshot) {
    const { spec, metadata } = pod.pod;
    const constraints = constraintsOf(spec.topologySpreadConstraints ?? [], 'DoNotSchedule', metadata.labels ?? {});
    if (constraints.length === 0) return { status: SKIP };
    state.write(HARD, { constraints, counts: countDomains(constraints, pod, snapshot) });
    return { status: null };
  },
  filter(state, pod, node) {
    const hard = state.read(HARD);
    for (const [i, c] of (hard?.constraints ?? []).entries()) {
      const domain = Object.hasOwn(node.labels, c.topologyKey) ? (node.labels[c.topologyKey] ?? '') : null;
      const counts = hard?.counts[i] ?? new Map<string, number>();
      const self = labelSelectorMatches(c.selector, pod.pod.metadata.labels ?? {}) ? 1 : 0;
      const matching = domain === null ? 0 : (counts.get(domain) ?? 0);
      const min = counts.size < c.minDomains ? 0 : Math.min(...counts.values());
      const params = [{ kind: 'spread', topologyKey: c.topologyKey, domain, matching, self, min, maxSkew: c.maxSkew }] as const;
      if (domain === null) return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: [`${MISMATCH} (missing required label)`], params };
      if (matching + self - min > c.maxSkew) return { plugin: NAME, code: 'Unschedulable', reasons: [MISMATCH], params };
    }
    return null;
  },
  preScore(state, pod, snapshot, nodes) {
    const soft = prepareSoft(pod, snapshot, nodes);
    if (soft === null) return SKIP;
    state.write(SOFT, soft);
    return null;
  },
  score(state, pod, node) {
    const soft = state.read(SOFT);
    return soft === undefined ? 0 : sum(spreadTerms(soft, pod, node));
  },
  normalize(scores, state, nodes) {
    const ignored = state.read(SOFT)?.ignored ?? new Set<NodeInfo>();
    const counted = scores.filter((_, i) => !ignored.has(nodes[i] as NodeInfo));
    const max = Math.max(0, ...counted);
    const min = Math.min(...counted);
    for (const [i, score] of scores.entries()) {
      const node = nodes[i];
      scores[i] = node !== undefined && ignored.has(node) ? 0 : max === 0 ? MAX_NODE_SCORE : mulDiv(MAX_NODE_SCORE, max + min - score, max);
    }
  },
  explain(state, pod, node) {
    const soft = state.read(SOFT);
    return { kind: 'spread', terms: soft === undefined ? [] : spreadTerms(soft, pod, node) };
  },
};
