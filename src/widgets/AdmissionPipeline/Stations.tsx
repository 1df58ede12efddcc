import { useMessages } from '@site/src/i18n/messages';
import type { PolicyStep, WebhookStep } from '@site/src/simulation/policy/admission/steps';
import { Diff, More, Tone, type ToneName } from '../parts';
import { messages } from './messages';
import type { Fate, Row } from './view';
import styles from './AdmissionPipeline.module.css';

const TONES: Readonly<Record<Fate, ToneName>> = { passed: 'good', changed: 'working', refused: 'failed', idle: 'waiting', unreached: 'waiting' };

function Policy({ policy, binding, passedBy, error, rules }: PolicyStep) {
  const text = useMessages(messages);
  return (
    <li>
      <b>{[policy, binding].filter((part) => part !== '').join(' · ')}</b>
      {passedBy !== undefined && <span>{text.passedBy(passedBy)}</span>}
      {error !== undefined && <code className={styles.words} lang="en">{error}</code>}
      {rules.map(({ expression, value, message, cost }) => (
        <span key={expression} className={styles.rule}>
          <code className={styles.words}>{expression.trim()}</code>
          <span>
            {typeof value === 'boolean' ? <Tone tone={value ? 'good' : 'failed'}>{text.value[value ? 'true' : 'false']}</Tone> : value === undefined ? <Tone tone="failed">{text.value.none}</Tone> : <code className={styles.words}>{JSON.stringify(value)}</code>} <span className={styles.quiet}>{text.cost(String(cost))}</span>
          </span>
          {message !== undefined && <code className={styles.words} lang="en">{message}</code>}
        </span>
      ))}
    </li>
  );
}

function Webhook({ webhook, outcome, seconds, error, patch }: WebhookStep) {
  const text = useMessages(messages);
  return (
    <li>
      <b>{webhook}</b>
      <span>
        <Tone tone={outcome === 'allowed' ? 'good' : outcome === 'ignored' ? 'warned' : 'failed'}>{text.outcomes[outcome]}</Tone> <span className={styles.quiet}>{text.seconds(String(seconds))}</span>
      </span>
      {error !== undefined && <code className={styles.words} lang="en">{error}</code>}
      {patch?.map((operation) => <code key={JSON.stringify(operation)} className={styles.words} lang="en">{JSON.stringify(operation)}</code>)}
    </li>
  );
}

/** The stations of a request from the client to the storage, and what happened at each. */
export function Stations({ rows }: { rows: readonly Row[] }) {
  const text = useMessages(messages);
  const unreached = rows.filter(({ station, fate }) => fate === 'unreached' && station !== 'again');
  return (
    <ol className={styles.stations} aria-label={text.line}>
      {rows.filter(({ station, fate }) => fate !== 'unreached' && (station !== 'again' || fate !== 'idle')).map(({ station, fate, changes, policies, webhooks }) => (
        <li key={station} data-fate={fate}>
          <p className={styles.station}>
            <span>{text.stations[station]}</span> <Tone tone={TONES[fate]}>{text.fates[fate]}</Tone>
          </p>
          {station === 'auth' && <p className={styles.quiet}>{text.authNote}</p>}
          {station === 'again' && <p className={styles.quiet}>{text.againNote}</p>}
          {station === 'hooks' && webhooks.length > 1 && <p className={styles.quiet}>{text.parallel}</p>}
          {policies.length > 0 && <ul className={styles.parts}>{policies.map((one) => <Policy key={`${one.policy} ${one.binding}`} {...one} />)}</ul>}
          {webhooks.length > 0 && <ul className={styles.parts}>{webhooks.map((one) => <Webhook key={one.webhook} {...one} />)}</ul>}
          {changes.length > 0 && (
            <More label={`${text.details}: ${changes.map(({ by }) => by).join(', ')}`}>
              {changes.map(({ by, before, after }) => (
                <div key={by} className={styles.change}>
                  <p className={styles.quiet}>{text.changedBy(by)}</p>
                  <Diff before={before} after={after} label={text.changedBy(by)} />
                </div>
              ))}
            </More>
          )}
        </li>
      ))}
      {unreached.length > 0 && (
        <li data-fate="unreached">
          <p className={styles.station}><Tone tone="waiting">{text.fates.unreached}</Tone></p>
          <p className={styles.quiet}>{unreached.map(({ station }) => text.stations[station]).join(' → ')}</p>
        </li>
      )}
    </ol>
  );
}
