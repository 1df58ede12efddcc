import { clsx } from 'clsx';
import { useMessages } from '@site/src/i18n/messages';
import type { LoopStep } from '@site/src/simulation/scenarios/living/reconcile-loop/memory';
import loop from '../living/loop.module.css';
import { ScrollBox } from '../parts';
import { messages } from './messages';
import styles from './ReconcileLoop.module.css';

const SECOND = 1_000_000;
const shortTime = (us: number): string => (us < SECOND ? `${us / 1000} ms` : `${(us / SECOND).toFixed(1)} s`);

/** What was heard, decided and asked for, the newest first. */
export function Steps({ steps, begun }: { steps: readonly LoopStep[]; begun: number }) {
  const text = useMessages(messages);
  return (
    <ScrollBox label={text.steps} className={clsx(loop.told, styles.steps)}>
      {steps.length === 0 && <p>{text.noSteps}</p>}
      <ol>
        {[...steps].reverse().map((step, index) => (
          // A step has no name; those before it never change.
          <li key={steps.length - index} data-kind={step.kind} data-fate={step.kind === 'event' ? step.fate : undefined}>
            <span className={loop.at}>{text.second(((step.at - begun) / SECOND).toFixed(1))}</span> <Told step={step} />
          </li>
        ))}
      </ol>
    </ScrollBox>
  );
}

function Told({ step }: { step: LoopStep }) {
  const text = useMessages(messages);
  switch (step.kind) {
    case 'event': return <span>{text.event[step.change](step.object)} {text.fate[step.fate]}</span>;
    case 'sync': return <b>{text.sync(step.desired, step.seen, text.did[step.did](step.count))}</b>;
    case 'retry': return <span>{text.retried(step.tries, shortTime(step.after))}</span>;
    case 'request': return step.error === undefined ? <span>{text.request[step.verb](step.pod)}</span> : <span>{text.refused} <code lang="en">{step.error}</code></span>;
  }
}
