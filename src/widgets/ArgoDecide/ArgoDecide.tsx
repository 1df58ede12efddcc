import { useMessages } from '@site/src/i18n/messages';
import { autoSync, type AutoSync } from '@site/src/simulation/gitops/decide/auto-sync';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { applicationOf, ATTEMPTS, comparedIn, DIFFERENCES, initialState, parseState, SWITCHES, type ArgoDecideState, type Switch } from './state';
import styles from './ArgoDecide.module.css';

const GATES = ['automated', 'different', 'leftovers', 'attempt', 'wipe'] as const;
type Gate = (typeof GATES)[number];

/** Why nothing is started: `operationRuns` and `beingDeleted` are asked before these questions, and are not so here. */
type Reason = Exclude<Extract<AutoSync, { action: 'skip' }>['reason'], 'operationRuns' | 'beingDeleted'> | Extract<AutoSync, { action: 'refuse' }>['why'];

const STOPS: Readonly<Record<Reason, Gate>> = {
  notAutomated: 'automated',
  notOutOfSync: 'different',
  onlyLeftovers: 'leftovers',
  failedBefore: 'attempt',
  noSelfHeal: 'attempt',
  wouldWipeOut: 'wipe',
};

function reasonOf(decision: Extract<AutoSync, { action: 'skip' | 'refuse' }>): Reason {
  if (decision.action === 'refuse') return decision.why;
  if (decision.reason === 'operationRuns' || decision.reason === 'beingDeleted') throw new Error('no sync runs here, and nothing is being deleted');
  return decision.reason;
}

/** At which question a refresh ends; all are passed when it syncs. */
function stopsAt(decision: AutoSync): number {
  if (decision.action === 'start') return GATES.length;
  return GATES.indexOf(decision.action === 'wait' ? 'attempt' : STOPS[reasonOf(decision)]);
}

/** The questions of one refresh, in Argo CD's order, and where they end. */
export default function ArgoDecide() {
  const text = useMessages(messages);
  const kept = useWidgetState<ArgoDecideState>({ name: 'argo-decide', version: 1, initial: initialState, parse: parseState });
  const { difference, attempt, on } = kept.state;
  const has = (one: Switch) => on.includes(one);
  const decision = autoSync(applicationOf(kept.state), comparedIn(kept.state));
  const end = stopsAt(decision);
  const says = () => {
    if (decision.action === 'wait') return text.wait(decision.after / 1000);
    if (decision.action !== 'start') return text.never[reasonOf(decision)];
    return text.sync(decision.operation.sync?.resources !== undefined, decision.operation.sync?.prune === true);
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
