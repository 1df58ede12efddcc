import type { Pod } from '../../api';
import { podKey } from '../cache/pod-info';
import type { SchedulerConfiguration } from '../profile/configuration';
import { newScheduler } from '../schedule-all';
import type { Decision } from '../decision';
import type { Dump } from './dump';
import { findRemedies } from './remedies';
import type { Remedy } from './remedies';

export { DumpError, readDump } from './dump';
export type { Dump } from './dump';
export type { Remedy } from './remedies';

/** Why one Pod waits. */
export interface WhyPending {
  /** `namespace/name`. */
  readonly pod: string;
  readonly decision: Decision;
  /** Nodes by the reasons that kept the Pod from them, most frequent first. */
  readonly reasons: readonly { readonly plugin: string; readonly reasons: readonly string[]; readonly nodes: readonly string[] }[];
  /** Single changes that would place it, the smallest first. */
  readonly remedies: readonly Remedy[];
}

function group(decision: Decision): WhyPending['reasons'] {
  const groups = new Map<string, { plugin: string; reasons: readonly string[]; nodes: string[] }>();
  for (const { node, filters } of decision.kind === 'unschedulable' ? (decision.trace?.nodes ?? []) : []) {
    const rejection = filters.find(({ verdict }) => verdict === 'reject');
    if (rejection === undefined) continue;
    const reasons = rejection.reasons ?? [];
    const key = `${rejection.plugin} ${reasons.join(', ')}`;
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { plugin: rejection.plugin, reasons, nodes: [node] });
    else found.nodes.push(node);
  }
  return [...groups.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}

/** For each Pending Pod of a dump (or those asked for) what kube-scheduler would say about it now, and what would help. All nodes are looked at. */
export function whyPending({ cluster, pending }: Dump, wanted: (pod: Pod) => boolean = () => true, configuration: SchedulerConfiguration = {}): WhyPending[] {
  const scheduler = newScheduler(cluster, { configuration: { ...configuration, percentageOfNodesToScore: 100 } });
  // Pods that made room for themselves on a node hold it against the others.
  for (const pod of pending) scheduler.observe(pod);
  return pending.filter(wanted).map((pod) => {
    const decision = scheduler.explain(pod);
    const remedies = decision.kind === 'unschedulable' && decision.trace !== undefined ? findRemedies(scheduler, pod, decision.trace) : [];
    return { pod: podKey(pod), decision, reasons: group(decision), remedies };
  });
}
