import { useMessages } from '@site/src/i18n/messages';
import { decideAutoSync, type AutoSyncDecision } from '@site/src/simulation/tools/argocd/decide';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { ATTEMPTS, DIFFERENCES, initialState, lastAttempt, OBJECTS, parseState, SWITCHES, type ArgoDecideState, type Switch } from './state';
import styles from './ArgoDecide.module.css';

const GATES = ['automated', 'different', 'leftovers', 'attempt', 'wipe'] as const;
type Gate = (typeof GATES)[number];

const STOPS: Readonly<Record<Extract<AutoSyncDecision, { action: 'never' }>['reason'], Gate>> = {
  notAutomated: 'automated',
  inSync: 'different',
  onlyLeftovers: 'leftovers',
  failedBefore: 'attempt',
  noSelfHeal: 'attempt',
  wouldWipeOut: 'wipe',
};

/** At which question a refresh ends; all are passed when it syncs. */
function stopsAt(decision: AutoSyncDecision): number {
  if (decision.action === 'sync') return GATES.length;
  return GATES.indexOf(decision.action === 'wait' ? 'attempt' : STOPS[decision.reason]);
}

/** The questions of one refresh, in Argo CD's order, and where they end. */
export default function ArgoDecide() {
  const text = useMessages(messages);
  const kept = useWidgetState<ArgoDecideState>({ name: 'argo-decide', version: 1, initial: initialState, parse: parseState });
  const { difference, attempt, on } = kept.state;
  const has = (one: Switch) => on.includes(one);
  const decision = decideAutoSync({ automated: has('automated'), prune: has('prune'), selfHeal: has('selfHeal') }, OBJECTS[difference], lastAttempt(attempt));
  const end = stopsAt(decision);
  const says = () => {
    if (decision.action === 'sync') return text.sync(decision.onlyDifferent, decision.prune);
    return decision.action === 'wait' ? text.wait(decision.seconds) : text.never[decision.reason];
  };
  const mark = (index: number) => {
    if (index < end) return <Tone tone="good">{text.passed}</Tone>;
    return index === end ? <Tone tone={decision.action === 'wait' ? 'waiting' : 'failed'}>{text.stopped}</Tone> : <span>{text.unasked}</span>;
  };
  const toggle = (one: Switch) => kept.setState({ ...kept.state, on: SWITCHES.filter((other) => (other === one ? !has(one) : has(other))) });

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <SegmentedControl legend={text.attempt} value={attempt} onChange={(value) => kept.setState({ ...kept.state, attempt: value })} options={ATTEMPTS.map((value) => ({ value, label: text.attempts[value] }))} />
      }
      stage={
        <ol className={styles.gates}>
          {GATES.map((gate, index) => (
            <li key={gate} className={styles.gate} data-state={index === end ? 'stopped' : index > end ? 'unasked' : undefined}>
              <span>{text.gates[gate]}</span>
              {mark(index)}
            </li>
          ))}
        </ol>
      }
      says={says()}
      controls={
        <>
          <SegmentedControl legend={text.difference} value={difference} onChange={(value) => kept.setState({ ...kept.state, difference: value })} options={DIFFERENCES.map((value) => ({ value, label: text.differences[value] }))} />
          <fieldset className={styles.switches}>
            <legend>{text.policy}</legend>
            {SWITCHES.map((one) => (
              <label key={one}>
                <input type="checkbox" checked={has(one)} onChange={() => toggle(one)} />
                <code>{text.switches[one]}</code>
              </label>
            ))}
          </fieldset>
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
