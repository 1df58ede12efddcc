import { useMessages } from '@site/src/i18n/messages';
import { ScrollBox, SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { ANSWERS, COUNTS, initialState, KINDS, outcomeOf, parseState, POLICIES, type OutcomeState } from './state';
import styles from './WebhookOutcome.module.css';

/** What becomes of a write, for each answer of its webhooks and each failurePolicy, with the server's words. */
export default function WebhookOutcome() {
  const text = useMessages(messages);
  const kept = useWidgetState<OutcomeState>({ name: 'webhook-outcome', version: 1, initial: initialState, parse: parseState });
  const { kind, count } = kept.state;
  const silent = outcomeOf(kept.state, 'timeout', 'Ignore');

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ScrollBox label={text.table}>
          <table className={styles.table} aria-label={text.table}>
            <thead>
              <tr>
                <th scope="col">{text.answer}</th>
                {POLICIES.map((policy) => (
                  <th key={policy} scope="col">
                    {policy}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ANSWERS.map((answer) => (
                <tr key={answer}>
                  <th scope="row">{text.answers[answer]}</th>
                  {POLICIES.map((policy) => {
                    const { admitted, seconds, refusal } = outcomeOf(kept.state, answer, policy);
                    return (
                      <td key={policy}>
                        <Tone tone={admitted ? 'good' : 'failed'}>{admitted ? text.admitted : text.refused}</Tone> {text.waited(seconds)}
                        {refusal && (
                          <code className={styles.words}>
                            {refusal.code} {refusal.message}
                          </code>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      }
      says={text.says(kind, count, silent.admitted, silent.seconds)}
      controls={
        <>
          <SegmentedControl legend={text.kind} options={KINDS.map((value) => ({ value, label: text.kinds[value] }))} value={kind} onChange={(next) => kept.setState({ kind: next, count })} />
          <SegmentedControl
            legend={text.count}
            options={COUNTS.map((value) => ({ value: String(value), label: text.counts(value) }))}
            value={String(count)}
            onChange={(next) => kept.setState({ kind, count: COUNTS.find((one) => String(one) === next) ?? count })}
          />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
