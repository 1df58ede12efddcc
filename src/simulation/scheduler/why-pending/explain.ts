import type { Pod } from '../../api';
import { podKey } from '../cache/pod-info';
import type { Decision } from '../decision';
import type { RejectionParams } from '../profile/explanations';
import { newScheduler } from '../schedule-all';
import type { SchedulerSetup } from '../scheduler';
import type { Dump } from './dump';
import { findRemedies } from './remedies';
import type { Remedy } from './remedies';

/** Why one Pod waits. */
export interface WhyPending {
  /** `namespace/name`. */
  readonly pod: string;
  readonly decision: Decision;
  /** Nodes by the reasons that kept the Pod from them, most frequent first; `params`: the same as data, one list a node. */
  readonly reasons: readonly { readonly plugin: string; readonly reasons: readonly string[]; readonly nodes: readonly string[]; readonly params: readonly (readonly RejectionParams[])[] }[];
  /** Single changes that would place it, the smallest first. */
  readonly remedies: readonly Remedy[];
}

function group(decision: Decision): WhyPending['reasons'] {
  const groups = new Map<string, { plugin: string; reasons: readonly string[]; nodes: string[]; params: (readonly RejectionParams[])[] }>();
  for (const { node, filters } of decision.kind === 'unschedulable' ? (decision.trace?.nodes ?? []) : []) {
    const rejection = filters.find(({ verdict }) => verdict === 'reject');
    if (rejection === undefined) continue;
    const reasons = rejection.reasons ?? [];
    const key = `${rejection.plugin} ${reasons.join(', ')}`;
    const found = groups.get(key) ?? { plugin: rejection.plugin, reasons, nodes: [], params: [] };
    groups.set(key, found);
    found.nodes.push(node);
    found.params.push(rejection.params ?? []);
  }
  return [...groups.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}

/** What the answer for a Pod depends on besides the cluster: replicas of one controller have it in common. */
const kindOf = ({ metadata, spec, status }: Pod): string =>
  JSON.stringify([metadata.namespace ?? '', metadata.labels ?? {}, (metadata.ownerReferences ?? []).find(({ controller }) => controller === true)?.uid ?? null, spec, status?.nominatedNodeName ?? '']);

/**
 * For each Pending Pod of a dump (or those asked for) what kube-scheduler would say about it now, and what would help; one after the other, so
 * that whoever asks can show how far it is. All nodes are looked at. Replicas that are equal get one answer.
 */
export function* explainPending({ cluster, pending }: Dump, wanted: (pod: Pod) => boolean = () => true, options: SchedulerSetup = {}): Generator<WhyPending> {
  const scheduler = newScheduler(cluster, { ...options, configuration: { ...options.configuration, percentageOfNodesToScore: 100 } });
  // Pods that made room for themselves on a node hold it against the others.
  for (const pod of pending) scheduler.observe(pod);
  const known = new Map<string, WhyPending>();
  for (const pod of pending.filter(wanted)) {
    const kind = kindOf(pod);
    const before = known.get(kind);
    if (before !== undefined) {
      yield { ...before, pod: podKey(pod), decision: { ...before.decision, pod: podKey(pod) } };
      continue;
    }
    const decision = scheduler.explain(pod);
    const remedies = decision.kind === 'unschedulable' && decision.trace !== undefined ? findRemedies(scheduler, pod, decision.trace) : [];
    const why: WhyPending = { pod: podKey(pod), decision, reasons: group(decision), remedies };
    known.set(kind, why);
    yield why;
  }
}

/** {@link explainPending}, all at once. */
export const whyPending = (dump: Dump, wanted?: (pod: Pod) => boolean, options?: SchedulerSetup): WhyPending[] => [...explainPending(dump, wanted, options)];
