import { useEffect, useRef } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { flowMessages } from './flowMessages';
import { haltsAt, isDead, PLACES, statusOf, STEPS, type Place, type StepStatus } from './flow';
import styles from './Flow.module.css';
import { victimOf } from './journey';
import type { PodsPerNodeState } from './state';

/** Never colour alone: each status has a mark of its own. */
const MARKS: Record<StepStatus, string> = { done: '✓', now: '▶', ahead: '○', never: '✕' };

interface FlowStageProps {
  state: PodsPerNodeState;
  onStep: (step: number) => void;
}

/** Everyone who takes part, in the place where they live, and the steps of the journey; who acts now is lit, who is stopped is hatched. */
export function FlowStage({ state, onStep }: FlowStageProps) {
  const text = useMessages(flowMessages);
  const steps = STEPS[state.play];
  const victim = victimOf(state);
  const halt = haltsAt(state.play, victim, state.deadAt);
  const list = useRef<HTMLOListElement>(null);

  // The list scrolls by itself, so that the step shown is in it; the page stays where it is.
  useEffect(() => {
    const box = list.current;
    const item = box?.children[state.step];
    if (!box || !(item instanceof HTMLElement)) return;
    const top = item.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + item.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 3;
  }, [state.step, state.play]);

  const numbers = (actor: string) => steps.flatMap((one, index) => (one.actor === actor ? [index + 1] : []));

  return (
    <div className={styles.flow}>
      <div className={styles.map} role="group" aria-label={text.figure}>
        {(Object.keys(PLACES) as Place[]).map((place) => (
          <div key={place} className={styles.place} data-place={place}>
            <p>{text.places[place]}</p>
            <ul>
              {PLACES[place].map((actor) => {
                const dead = isDead(actor, victim);
                const now = steps[state.step]?.actor === actor;
                return (
                  <li key={actor} className={styles.actor} data-now={now || undefined} data-dead={dead || undefined} data-idle={numbers(actor).length === 0 || undefined}>
                    <span>{text.actors[actor]}</span>
                    <span className={styles.numbers}>{dead ? `✕ ${text.deadMark}` : numbers(actor).join(' · ')}</span>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </div>
      <ol ref={list} className={styles.steps} aria-label={text.list}>
        {steps.map((one, index) => {
          const status = statusOf(index, state.step, halt);
          return (
            <li key={one.id}>
              <button type="button" className={styles.step} data-status={status} aria-current={index === state.step ? 'step' : undefined} onClick={() => onStep(index)}>
                <span className={styles.stepMark} aria-hidden="true">
                  {MARKS[status]}
                </span>
                <span>
                  <b>{index + 1}.</b> {text.steps[one.id]}
                  <span className={styles.status}> ({text.statuses[status]})</span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
