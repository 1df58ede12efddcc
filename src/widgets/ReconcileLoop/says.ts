import type { LoopView } from '@site/src/simulation/scenarios/living/reconcile-loop/scene';
import type { messages } from './messages';

type Texts = (typeof messages)['ko'];

/** A sentence or two on what happened last, and why. */
export function says({ steps, switches, active, desired, queue, retry }: LoopView, { says: text }: Texts): string {
  if (switches.worker === 'paused' && queue.length > 0) return text.waiting(queue.length);
  // A look that found all well does not take the place of what was done.
  const last = steps.findLast((step) => (step.kind === 'sync' && step.did !== 'nothing') || (step.kind === 'event' && step.fate === 'lost') || step.kind === 'retry');
  const over = active > desired ? ` ${text.over(active, desired)}` : '';
  if (last === undefined) return text.nothing(desired);
  if (last.kind === 'retry') return retry === null ? text.nothing(desired) : `${text.retry(last.tries)}${over}`;
  if (last.kind === 'event') return text.lost(last.object);
  if (last.kind !== 'sync' || last.did === 'nothing') return '';
  if (last.did === 'waits') return `${text.waits}${over}`;
  if (switches.controller === 'adds' && last.did === 'create') return `${text.adds(last.count)}${over}`;
  return `${text[last.did](last.desired, last.seen, last.count)}${over}`;
}
