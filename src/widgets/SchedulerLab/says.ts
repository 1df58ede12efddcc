import { type Format } from '@site/src/phrases/amounts';
import { type SchedulerPhrases } from '@site/src/phrases/scheduler';
import { type Decision } from '@site/src/simulation/scheduler';
import { type LabText } from './messages';
import { type Step } from './steps';

/** The last step in a sentence. */
export function saysText(step: Step | undefined, decision: Decision | undefined, short: (key: string) => string, waiting: number, text: LabText, f: Format, phrases: SchedulerPhrases): string {
  if (decision === undefined || step === undefined) return waiting === 0 ? text.says.nothing : text.says.ready(f.n(waiting));
  const pod = short(decision.pod);
  if (step.kind === 'take') return text.says.take(pod);
  if (step.kind === 'end') return endText(decision, pod, text, f);
  const trace = decision.kind === 'scheduled' || decision.kind === 'unschedulable' ? decision.trace : undefined;
  const node = trace?.nodes.find((n) => n.node === step.node);
  if (step.kind === 'score') return text.says.score(step.node, f.n(node?.total ?? 0));
  const rejection = node?.filters.find((filter) => filter.verdict === 'reject');
  if (rejection === undefined) return text.says.filterPass(pod, step.node);
  return text.says.filterReject(step.node, rejection.plugin, (rejection.params ?? []).map(phrases.rejection).join(' '));
}

function endText(decision: Decision, pod: string, text: LabText, f: Format): string {
  switch (decision.kind) {
    case 'scheduled': {
      if (decision.score === null) return text.says.only(pod, decision.node);
      const placed = text.says.placed(pod, decision.node, f.n(decision.score));
      return decision.tied.length > 1 ? `${placed} ${text.says.tie(f.n(decision.tied.length))}` : placed;
    }
    case 'unschedulable':
      return text.says.failed(pod);
    case 'gated':
      return text.says.gated(pod);
    case 'bound':
      return decision.nodeExists ? text.says.bound(pod, decision.node) : text.says.boundGone(pod, decision.node);
    case 'otherScheduler':
      return text.says.other(pod, decision.schedulerName);
  }
}
