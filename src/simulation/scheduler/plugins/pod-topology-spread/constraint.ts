import { labelSelectorMatches } from '../../../api';
import type { LabelSelector, Labels, TopologySpreadConstraint } from '../../../api';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import type { PodCounter } from '../../cache/pod-counts';
import type { PodInfo } from '../../cache/pod-info';
import { defaultSelector, hasSelector } from '../../helper/default-selector';
import { hasRequiredAffinity, requiredAffinityMatches } from '../../helper/required-affinity';
import { untoleratedTaint } from '../../helper/tolerations';

export const HOSTNAME = 'kubernetes.io/hostname';

/** One constraint with everything optional filled in (common.go topologySpreadConstraint). */
export interface Constraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly selector: LabelSelector | undefined;
  readonly minDomains: number;
  readonly honorAffinity: boolean;
  readonly honorTaints: boolean;
}

export type Mode = 'DoNotSchedule' | 'ScheduleAnyway';

/** What the profile spreads Pods by that have no constraints of their own. */
export interface Defaults {
  readonly constraints: readonly TopologySpreadConstraint[];
  /** The system's own defaults also spread over nodes that lack one of the labels. */
  readonly system: boolean;
}

/** filterTopologySpreadConstraints: those of one mode, with matchLabelKeys merged into the selector. */
function constraintsOf(list: readonly TopologySpreadConstraint[], mode: Mode, podLabels: Labels): Constraint[] {
  return list
    .filter((c) => c.whenUnsatisfiable === mode)
    .map((c) => {
      const keys = (c.matchLabelKeys ?? []).filter((key) => Object.hasOwn(podLabels, key));
      const own = c.labelSelector;
      const added = keys.map((key) => ({ key, operator: 'In', values: [podLabels[key] ?? ''] }));
      return {
        maxSkew: c.maxSkew,
        topologyKey: c.topologyKey,
        selector: own === undefined || keys.length === 0 ? own : { ...own, matchExpressions: [...(own.matchExpressions ?? []), ...added] },
        minDomains: c.minDomains ?? 1,
        honorAffinity: (c.nodeAffinityPolicy ?? 'Honor') === 'Honor',
        honorTaints: (c.nodeTaintsPolicy ?? 'Ignore') === 'Honor',
      };
    });
}

/** The Pod's own constraints, or else the profile's with the selector of the Pod's workload (buildDefaultConstraints). */
export function constraintsFor(pod: PodInfo, mode: Mode, defaults: Defaults, cache: Cache): Constraint[] {
  const own = pod.pod.spec.topologySpreadConstraints ?? [];
  const labels = pod.pod.metadata.labels ?? {};
  if (own.length > 0) return constraintsOf(own, mode, labels);
  const constraints = constraintsOf(defaults.constraints, mode, labels);
  if (constraints.length === 0) return [];
  const selector = defaultSelector(pod, cache);
  return hasSelector(selector) ? constraints.map((constraint) => ({ ...constraint, selector })) : [];
}

/** countPodsMatchSelector, on all nodes: an empty selector counts nothing, and neither does a Pod that is going away. */
export function counterOf({ selector }: Constraint, namespace: string, cache: Cache): PodCounter | null {
  if (!hasSelector(selector)) return null;
  return cache.counts.counter(`spread ${namespace} ${JSON.stringify(selector)}`, (info) =>
    info.namespace === namespace && info.pod.metadata.deletionTimestamp === undefined && labelSelectorMatches(selector, info.pod.metadata.labels ?? {}));
}

export const hasKeys = (labels: Labels, constraints: readonly Constraint[]): boolean => constraints.every((c) => Object.hasOwn(labels, c.topologyKey));

/** matchNodeInclusionPolicies for one Pod: which nodes count as its domains. Null when all do, whatever the node. */
export function inclusion({ pod }: PodInfo, constraint: Constraint): ((node: NodeInfo) => boolean) | null {
  const affinity = constraint.honorAffinity && hasRequiredAffinity(pod);
  if (!affinity && !constraint.honorTaints) return null;
  return (node) =>
    (!affinity || requiredAffinityMatches(pod, node.labels, node.name)) && (!constraint.honorTaints || untoleratedTaint(node.taints, pod.spec.tolerations ?? []) === undefined);
}
