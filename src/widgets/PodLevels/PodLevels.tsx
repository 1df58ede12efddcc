import { useMessages } from '@site/src/i18n/messages';
import { evaluatePod } from '@site/src/simulation/policy/pod-security';
import { Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { FIELD_NAMES, FIELDS, initialState, LEVELS, parseState, podWith, type LevelsState } from './state';
import figure from '../parts/figure.module.css';
import styles from './PodLevels.module.css';

/** Fields of a security context to turn on and off, and what each Pod Security level says in the server's words. */
export default function PodLevels() {
  const text = useMessages(messages);
  const kept = useWidgetState<LevelsState>({ name: 'pod-levels', version: 1, initial: initialState, parse: parseState });
  const on = kept.state;
  const pod = podWith(on);
  const verdicts = LEVELS.map((level) => ({ level, ...evaluatePod({ level, version: 'latest' }, pod) }));
  const passed = verdicts.filter(({ allowed }) => allowed).map(({ level }) => level);

  const says = () => {
    if (!passed.includes('baseline')) return text.none;
    if (!passed.includes('restricted')) return text.only('baseline', !on.nonRoot);
    if (on.rootUser && on.nonRoot) return text.clash;
    return on.ownUsers && on.rootUser ? text.rootAllowed : text.all;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ul className={`${figure.tiles} ${styles.levels}`} aria-label={text.levels}>
          {verdicts.map(({ level, allowed, failed }) => (
            <li key={level} className={figure.tile}>
              <p>
                <b>{level}</b>
              </p>
              {allowed ? <Tone tone="good">{text.passes}</Tone> : <Tone tone="failed">{text.refused(failed.length)}</Tone>}
              {failed.length > 0 && (
                <ul className={styles.failed}>
                  {failed.map(({ id, reason, detail }) => (
                    <li key={id}>{detail === '' ? reason : `${reason} (${detail})`}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      }
      says={says()}
      controls={
        <fieldset className={styles.fields}>
          <legend>{text.fields}</legend>
          {FIELD_NAMES.map((field) => (
            <label key={field}>
              <input type="checkbox" checked={on[field]} onChange={(event) => kept.setState({ ...on, [field]: event.target.checked })} />
              <code>{FIELDS[field]}</code>
            </label>
          ))}
        </fieldset>
      }
      simplifies={text.simplifies}
    />
  );
}
