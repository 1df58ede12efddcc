import type { EndingView } from '@site/src/simulation/scenarios/living/probes/shutdown/begin';
import type { ShutdownOptions } from '@site/src/simulation/scenarios/living/probes/shutdown/options';
import type { shutdownMessages } from '../ShutdownLab/messages';

type Texts = (typeof shutdownMessages)['ko'];

/** When the last node's rules spared the Pod, ms since its deletion; null while one still leads to it. */
export function lastRuleOf({ rules }: EndingView): number | null {
  const times = rules.map((stages) => (stages.at(-1)?.is === 'spared' ? stages.at(-1)!.from : null));
  return times.length === 0 || times.includes(null) ? null : Math.max(...times.map((at) => at ?? 0));
}

/** From when on nothing listens in the Pod, ms since its deletion: its port closed, or its end. */
export const deafSince = ({ term, ended }: EndingView, options: ShutdownOptions): number | null => (options.term === 'closes' ? term : (ended?.at ?? null));

/** What the reader is asked to reach. */
export function metGoals(view: EndingView, { lag, answer, preStop, finish, term }: ShutdownOptions): Readonly<Record<'lossless' | 'long' | 'table', boolean>> {
  const isWhole = view.gone !== null && lastRuleOf(view) !== null;
  const lossless = isWhole && lag >= 2 && view.lostAll === 0;
  return { lossless, long: lossless && answer >= 5000, table: isWhole && preStop >= 15 && finish >= 30 && (term === 'closes' || term === 'serves') && view.ended?.code === 0 };
}

/** How the Pod ended, and what was lost, in two sentences. */
export function saysEnding(view: EndingView, text: Texts, count: (n: number) => string, seconds: (ms: number) => string): string {
  const { refused, ended, term, losses, sent } = view;
  if (refused !== null) return text.refusedBy(refused);
  const lost = text.summary(count(sent), losses.refused + losses.none, losses.cut + losses.error);
  if (ended === null || term === null) return `${text.playing} ${lost}`;
  const how = ended.code === 137 ? text.howEnded.killed(seconds(ended.at)) : text.howEnded.own(seconds(ended.at), ended.code);
  return `${text.howTerm(seconds(term))} ${how} ${lost}`;
}
