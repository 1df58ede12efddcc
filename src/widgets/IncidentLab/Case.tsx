import { useId, useState } from 'react';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { causeOf, choicesOf, GUESS_COST, HINT_COSTS, type Incident } from '@site/src/simulation/scenarios/incidents/incident';
import { Button, More, Tone } from '../parts';
import shared from '../parts/task.module.css';
import { clockText } from '../living/clock';
import { messages } from './messages';
import { codeOf, scoreOf, type IncidentState } from './state';
import styles from './IncidentLab.module.css';

interface CaseProps {
  readonly incident: Incident<string>;
  readonly state: IncidentState;
  /** µs since the reader came; null until the cluster is there. */
  readonly passed: number | null;
  /** Which of its checks hold now, and for how many seconds all have. */
  readonly held: readonly boolean[];
  readonly steadyFor: number | null;
  onHint: () => void;
  onGuess: (guess: string) => void;
  onGiveUp: () => void;
}

/** An incident that goes on: what was reported, the clock, hints, and the pick of its cause. */
export function Case({ incident, state, passed, held, steadyFor, onHint, onGuess, onGiveUp }: CaseProps) {
  const text = useMessages(messages);
  const name = useId();
  const [pick, setPick] = useState<string | null>(null);
  const { hints } = causeOf(incident, state.seed);
  const waits = passed === null;
  const mended = state.mended !== null;
  return (
    <div className={shared.stack}>
      <p className={styles.story}><b>{incident.title}.</b> <InlineText>{incident.story}</InlineText></p>
      <dl className={styles.counts}>
        <div><dt>{text.number}</dt><dd><code>{codeOf(state)}</code></dd></div>
        <div><dt>{text.spent}</dt><dd className={styles.clock}>{clockText(1_000_000 * scoreOf(state, (passed ?? 0) + state.rewound))}</dd></div>
        <div><dt>{text.works}</dt><dd><Tone tone={mended ? 'good' : steadyFor !== null ? 'working' : 'waiting'}>{mended ? text.mended : steadyFor !== null ? text.holding(Math.min(Math.floor(steadyFor), incident.steady), incident.steady) : text.notYet}</Tone></dd></div>
      </dl>
      <More label={text.check}>
        <ul className={shared.checks} role="list">
          {incident.check.map((line, at) => (
            <li key={line}><Tone tone={held[at] === true ? 'good' : 'waiting'}>{held[at] === true ? text.met : text.unmet}</Tone> <code>{line}</code></li>
          ))}
        </ul>
      </More>
      <div className={styles.hints} role="group" aria-label={text.hints}>
        {hints.slice(0, state.hints).map((hint) => <p key={hint}><InlineText>{hint}</InlineText></p>)}
        {state.hints < hints.length && <Button disabled={waits} onClick={onHint}>{text.hint(state.hints + 1, (HINT_COSTS[state.hints] ?? 0) / 60)}</Button>}
      </div>
      {!state.named && (
        <fieldset className={styles.causes}>
          <legend>{text.cause}</legend>
          {choicesOf(incident, state.seed).map((one) => {
            const wrong = state.wrong.includes(one.id);
            return (
              <label key={one.id} className={styles.cause}>
                <input type="radio" name={name} value={one.id} checked={pick === one.id} disabled={wrong || waits} onChange={() => setPick(one.id)} />
                <span><InlineText>{one.text}</InlineText> {wrong && <Tone tone="failed">{text.wrong}</Tone>}</span>
              </label>
            );
          })}
          <div className={shared.row}>
            <Button
              blocked={pick === null || state.wrong.includes(pick) ? text.nameFirst : null}
              onClick={() => {
                if (pick !== null) onGuess(pick);
              }}
            >
              {text.name}
            </Button>
            <small>{text.guessCost(GUESS_COST / 60)}</small>
          </div>
        </fieldset>
      )}
      {state.named && <p><Tone tone="good">{text.right}</Tone> <InlineText>{causeOf(incident, state.seed).text}</InlineText></p>}
      <div className={shared.row}><Button disabled={waits} onClick={onGiveUp}>{text.giveUp}</Button></div>
    </div>
  );
}
