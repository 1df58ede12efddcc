import { type Format } from '@site/src/phrases/amounts';
import { type SchedulerPhrases } from '@site/src/phrases/scheduler';
import type { Happening } from '@site/src/simulation/scenarios/scheduling';
import { type Decision } from '@site/src/simulation/scheduler';
import { type LabText } from './messages';
import { type Step } from './steps';

interface Saying {
  readonly step: Step | undefined;
  readonly happening: Happening | undefined;
  readonly short: (key: string) => string;
  /** Pods that wait at the start. */
  readonly waiting: number;
  readonly text: LabText;
  readonly f: Format;
  readonly phrases: SchedulerPhrases;
}

/** The last step in a sentence. */
export function saysText({ step, happening, short, waiting, text, f, phrases }: Saying): string {
  if (step === undefined || happening === undefined) return waiting === 0 ? text.says.nothing : text.says.ready(f.n(waiting));
  if (happening.kind !== 'attempt' && happening.kind !== 'aside') return eventText(happening, short, text, f);
  const { decision } = happening;
  const pod = short(decision.pod);
  const trace = decision.kind === 'scheduled' || decision.kind === 'unschedulable' ? decision.trace : undefined;
  switch (step.kind) {
    case 'take':
      return text.says.take(pod);
    case 'preFilter':
      return trace?.preFilter.rejection === undefined ? text.says.preFilter(pod) : text.says.preFilterReject(pod, trace.preFilter.rejection.plugin);
    case 'postFilter':
      return decision.kind === 'unschedulable' && decision.failure.postFilter.kind === 'nominated'
        ? text.says.preempts(pod, decision.failure.postFilter.preemption.chosen.node, decision.failure.postFilter.preemption.chosen.victims.map(({ metadata }) => short(`${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`)).join(', '))
        : text.says.noPreemption(pod);
    case 'filter':
    case 'score': {
      if (step.node === null) return step.kind === 'filter' ? text.says.filterAll(pod) : text.says.scoreAll(pod);
      const node = trace?.nodes.find((one) => one.node === step.node);
      if (step.kind === 'score') return text.says.score(step.node, f.n(node?.total ?? 0));
      const rejection = node?.filters.find((filter) => filter.verdict === 'reject');
      if (rejection === undefined) return text.says.filterPass(pod, step.node);
      return text.says.filterReject(step.node, rejection.plugin, (rejection.params ?? []).map(phrases.rejection).join(' '));
    }
    default:
      return endText(decision, pod, text, f);
  }
}

function endText(decision: Decision, pod: string, text: LabText, f: Format): string {
  switch (decision.kind) {
    case 'scheduled': {
      if (decision.score === null) return text.says.only(pod, decision.node);
      const placed = text.says.placed(pod, decision.node, f.n(decision.score));
      return decision.tied.length > 1 ? `${placed} ${text.says.tie(f.n(decision.tied.length))}` : placed;
    }
    case 'unschedulable':
      return decision.failure.postFilter.kind === 'nominated' ? text.says.nominated(pod, decision.failure.postFilter.preemption.chosen.node) : text.says.failed(pod);
    case 'gated':
      return text.says.gated(pod);
    case 'bound':
      return decision.nodeExists ? text.says.bound(pod, decision.node) : text.says.boundGone(pod, decision.node);
    case 'otherScheduler':
      return text.says.other(pod, decision.schedulerName);
  }
}

function eventText(one: Exclude<Happening, { kind: 'attempt' | 'aside' }>, short: (key: string) => string, text: LabText, f: Format): string {
  switch (one.kind) {
    case 'created':
      return text.says.created(one.pods.map(({ metadata }) => short(`${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`)).join(', '));
    case 'refused':
      return text.says.refused(one.message);
    case 'leaving':
      return text.says.leaving[one.why](short(one.pod), one.node, one.until === null ? text.says.noEnd : text.says.until(f.n(one.until - one.at)));
    case 'gone':
      return text.says.gone(short(one.pod), f.n(one.at));
    case 'acted': {
      const { action } = one;
      switch (action.kind) {
        case 'wait':
          return text.acted.wait(f.n(action.seconds));
        case 'deletePod':
          return text.acted.deletePod(short(action.pod));
        case 'ungate':
          return text.acted.ungate(short(action.pod));
        case 'cordon':
        case 'uncordon':
          return text.acted[action.kind](action.node);
        case 'addNode':
          return text.acted.addNode(one.nodes[0]?.metadata.name ?? '');
        case 'zoneDown':
        case 'zoneUp':
          return text.acted[action.kind](action.zone);
        case 'restart':
          return text.acted.restart(action.deployment.replace(/^default\//, ''));
      }
    }
  }
}
