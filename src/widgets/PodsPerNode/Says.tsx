import { useLocale, useMessages } from '@site/src/i18n/messages';
import { modeOf } from '@site/src/simulation/resources/pods-per-node';
import { haltsAt, STEPS } from './flow';
import { flowMessages } from './flowMessages';
import { victimOf } from './journey';
import type { Capacity } from '@site/src/simulation/resources/pods-per-node';
import { messages } from './messages';
import type { PodsPerNodeState } from './state';

export function LimitsSay({ state, result }: { state: PodsPerNodeState; result: Capacity }) {
  const text = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const stuck = result.scheduled - result.running;
  const { mostPods, provider } = modeOf(state.mode);
  return (
    <>
      {result.running === 0 && stuck === 0 ? text.nothing : text.says(number.format(result.running), result.first.map((id) => text.limits[id]).join(', '))}
      {stuck > 0 && ` ${text.saysStuck(number.format(result.scheduled), number.format(stuck))}`}
      {result.refused && mostPods !== null && ` ${text.saysRefused(number.format(mostPods), provider === 'openshift')}`}
    </>
  );
}

export function FlowSay({ state }: { state: PodsPerNodeState }) {
  const text = useMessages(flowMessages);
  const steps = STEPS[state.play];
  const victim = victimOf(state);
  const halt = haltsAt(state.play, victim, state.deadAt);
  const now = text.now(String(state.step + 1), String(steps.length), text.steps[steps[state.step]!.id]);
  if (victim === null) return <>{now}</>;
  const breaks = victim === 'control-plane' ? (state.play === 'apply' ? text.allApply : text.allGet) : text.breaks[steps[state.deadAt]!.id];
  const end = halt === null ? text.goesOn : text.halted(String(halt + 1));
  return (
    <>
      <b>{end}</b> {breaks} {halt === state.step ? null : now}
    </>
  );
}
