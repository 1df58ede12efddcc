import { useMessages } from '@site/src/i18n/messages';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { CHART, initialState, lessonOf, parseState, PART_NAMES, PARTS, PROD, resultOf, type HelmState, type Part } from './state';
import styles from './HelmValues.module.css';

const shown = (value: unknown) => JSON.stringify(value);

/** A helm command whose flags can be switched on: what do the templates get? */
export default function HelmValues() {
  const text = useMessages(messages);
  const kept = useWidgetState<HelmState>({ name: 'helm-values', version: 1, initial: initialState, parse: parseState });
  const { on } = kept.state;
  const result = resultOf(kept.state);

  const toggle = (part: Part) => kept.setState({ on: PART_NAMES.filter((one) => (one === part) !== on.includes(one)) });

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ul className={styles.values} aria-label={text.result}>
          {Object.keys(CHART).map((key) => {
            const now = Object.hasOwn(result, key) ? shown(result[key]) : text.gone;
            return (
              <li key={key} className={styles.value} data-changed={now !== shown(CHART[key]) || undefined}>
                <b>
                  <code>
                    {key}: {now}
                  </code>
                </b>
                <span>
                  {text.chart} <code>{shown(CHART[key])}</code>
                  {on.includes('file') && Object.hasOwn(PROD, key) && (
                    <>
                      {' · '}
                      {text.file} <code>{shown(PROD[key])}</code>
                    </>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      }
      says={text.lessons[lessonOf(kept.state)]}
      controls={
        <fieldset className={styles.parts}>
          <legend>{text.command}</legend>
          {PART_NAMES.map((part) => (
            <label key={part} className={styles.part}>
              <input type="checkbox" checked={on.includes(part)} onChange={() => toggle(part)} />
              <code>{PARTS[part]}</code>
            </label>
          ))}
        </fieldset>
      }
      simplifies={text.simplifies}
    />
  );
}
