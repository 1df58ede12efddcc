import type { Pod } from '@site/src/simulation/api';
import { podKey, type Decision, type RejectionParams, type SchedulerSetup } from '@site/src/simulation/scheduler';
import { explainPending, groupAlike, readDump, whatIf, type Change, type Dump, type Remedy, type WhatIf, type WhyPending } from '@site/src/simulation/scheduler/why-pending';

/** So many nodes of a reason carry their own figures; the others their name. */
const DETAILED = 200;

export interface DumpReason {
  readonly plugin: string;
  readonly reasons: readonly string[];
  readonly nodes: readonly string[];
  readonly params: readonly (readonly RejectionParams[])[];
}

/** Pods that wait for the same reasons. */
export interface DumpGroup {
  readonly pods: readonly string[];
  readonly kind: Decision['kind'];
  /** The event's words, the gates, or the other scheduler's name. */
  readonly message: string;
  /** Where it would go now; empty for most. */
  readonly node: string;
  readonly victims: readonly string[];
  readonly reasons: readonly DumpReason[];
  readonly remedies: readonly Remedy[];
}

/** What a dump says about the Pods that wait. */
export interface DumpReport {
  readonly nodes: number;
  readonly placed: number;
  readonly pending: number;
  readonly nodeNames: readonly string[];
  readonly cordoned: readonly string[];
  readonly groups: readonly DumpGroup[];
  readonly absent: readonly string[];
}

const messageOf = (decision: Decision): string => {
  switch (decision.kind) {
    case 'unschedulable':
      return decision.failure.message;
    case 'gated':
      return decision.status.reasons.join(', ');
    case 'otherScheduler':
      return decision.schedulerName;
    default:
      return '';
  }
};

function toGroup({ decision, reasons, remedies, pods }: WhyPending & { readonly pods: readonly string[] }): DumpGroup {
  const postFilter = decision.kind === 'unschedulable' ? decision.failure.postFilter : undefined;
  const chosen = postFilter?.kind === 'nominated' ? postFilter.preemption.chosen : undefined;
  return {
    pods,
    kind: decision.kind,
    message: messageOf(decision),
    node: decision.kind === 'scheduled' ? decision.node : (chosen?.node ?? ''),
    victims: chosen?.victims.map(podKey) ?? [],
    reasons: reasons.map((one) => ({ ...one, params: one.params.slice(0, DETAILED) })),
    remedies,
  };
}

/** Reads a dump's text and answers for each Pod that waits; `tell` hears how many of them are done. Throws a DumpError, or a SyntaxError of JSON. */
export function analyse(text: string, options: SchedulerSetup, tell: (done: number, total: number) => void): { dump: Dump; report: DumpReport } {
  const dump = readDump(JSON.parse(text));
  const results: WhyPending[] = [];
  for (const one of explainPending(dump, () => true, options)) {
    // Of equal Pods the thoughts are needed once, and here not at all: the reasons hold what is shown.
    results.push({ ...one, decision: 'trace' in one.decision ? { ...one.decision, trace: undefined } : one.decision });
    tell(results.length, dump.pending.length);
  }
  const { nodes, pods = [] } = dump.cluster;
  return {
    dump,
    report: {
      nodes: nodes.length,
      placed: pods.length,
      pending: dump.pending.length,
      nodeNames: nodes.map(({ metadata }) => metadata.name ?? ''),
      cordoned: nodes.filter(({ spec }) => spec?.unschedulable === true).map(({ metadata }) => metadata.name ?? ''),
      groups: groupAlike(results).map(toGroup),
      absent: dump.absent,
    },
  };
}

/** The changes tried on the dump; those of Pods on the Pods named. */
export const tryOn = (dump: Dump, changes: readonly Change[], pods: readonly string[], options: SchedulerSetup): WhatIf => {
  const concerned = new Set(pods);
  return whatIf(dump, changes, (pod: Pod) => concerned.has(podKey(pod)), options);
};
