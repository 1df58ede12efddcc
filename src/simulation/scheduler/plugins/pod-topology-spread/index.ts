import type { TopologySpreadConstraint } from '../../../api';
import { Action, interest } from '../../events';
import type { Plugin } from '../../framework';
import { HOSTNAME, constraintsFor } from './constraint';
import type { Defaults } from './constraint';
import { spreadFilter } from './filter';
import type { SpreadRejection } from './filter';
import { afterNodeChange, afterPodChange } from './hints';
import { spreadScorer } from './score';
import type { SpreadScore } from './score';

export type { SpreadRejection } from './filter';
export type { SpreadScore, SpreadTerm } from './score';

const NAME = 'PodTopologySpread';

/** plugin.go systemDefaultConstraints: soft, for Pods that a Service or a workload selects and that have no constraints of their own. */
const SYSTEM_DEFAULTS: readonly TopologySpreadConstraint[] = [
  { topologyKey: HOSTNAME, whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 3 },
  { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 5 },
];

/** kubescheduler.config.k8s.io/v1 PodTopologySpreadArgs. */
export interface PodTopologySpreadArgs {
  readonly defaultConstraints?: readonly TopologySpreadConstraint[];
  readonly defaultingType?: 'System' | 'List';
}

/**
 * pkg/scheduler/framework/plugins/podtopologyspread. Filter: a DoNotSchedule constraint allows a domain `maxSkew` more Pods than the
 * emptiest domain has. Score: fewer matching Pods in the node's domains are better; Pods of a workload without constraints are
 * spread softly over hosts and zones (the system defaults).
 */
export function newPodTopologySpread(args: PodTopologySpreadArgs = {}): Plugin<SpreadRejection, SpreadScore> {
  const defaults: Defaults = args.defaultingType === 'List' ? { constraints: args.defaultConstraints ?? [], system: false } : { constraints: SYSTEM_DEFAULTS, system: true };
  return {
    name: NAME,
    normalization: 'spread',
    preFilter(pod, cache) {
      const constraints = constraintsFor(pod, 'DoNotSchedule', defaults, cache);
      return constraints.length === 0 ? 'skip' : { filter: spreadFilter(NAME, constraints, pod, cache) };
    },
    preScore(pod, cache, nodes) {
      const constraints = constraintsFor(pod, 'ScheduleAnyway', defaults, cache);
      const requireAll = (pod.pod.spec.topologySpreadConstraints ?? []).length > 0 || !defaults.system;
      return constraints.length === 0 ? null : spreadScorer(constraints, requireAll, pod, cache, nodes);
    },
    events: [
      interest('Pod', Action.Add | Action.UpdatePodLabel | Action.UpdatePodToleration | Action.Delete, (pod, before, after, cache) => afterPodChange(defaults, pod, before, after, cache)),
      interest('Node', Action.Add | Action.Delete | Action.UpdateNodeLabel | Action.UpdateNodeTaint, (pod, before, after, cache) => afterNodeChange(defaults, pod, before, after, cache)),
    ],
  };
}
