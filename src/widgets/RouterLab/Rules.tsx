import type { RuleLine } from '@site/src/simulation/scenarios/router/answer';
import { Tone } from '../parts';
import type { Text } from './messages';
import styles from './RouterLab.module.css';

/** A rule's own words, as it stands in the text. */
export const nameOfRule = ({ hosts, match }: RuleLine, text: Text): string => [hosts.length === 0 ? '' : hosts.join(', '), match.length === 0 ? text.defaultBackend : match.join(', ')].filter((part) => part !== '').join(' ');

/** A rule that fits the request but lost is told from one that does not fit. */
const FITS: ReadonlySet<RuleLine['verdict']> = new Set(['shorter', 'exactFirst', 'earlier', 'shorterText', 'pathType', 'pathLength', 'morePrecise', 'moreHeaders', 'moreQuery', 'older', 'name', 'order', 'unused']);

/** Every rule of the text: which one took the request, and why the others did not. */
export function Rules({ rules, text }: { rules: readonly RuleLine[]; text: Text }) {
  if (rules.length === 0) return <p className={styles.note}>{text.nothing}</p>;
  return (
    <ol className={styles.rules} aria-label={text.views.rules}>
      {rules.map((rule, index) => (
        <li key={index} data-verdict={rule.verdict === 'won' ? 'won' : FITS.has(rule.verdict) ? 'fits' : undefined}>
          <p>
            <span className={styles.hosts}>{rule.hosts.length === 0 ? text.all : rule.hosts.join(', ')}</span>
            <code>{rule.match.length === 0 ? text.defaultBackend : rule.match.join(', ')}</code> → <b>{rule.backends.join(', ') || '–'}</b>
          </p>
          <p className={styles.why}>
            <Tone tone={rule.verdict === 'won' ? 'good' : FITS.has(rule.verdict) ? 'warned' : 'waiting'}>{text.verdict[rule.verdict]}</Tone>
            <span>{rule.of}</span>
          </p>
          {rule.text !== undefined && (
            <p className={styles.why}>
              <code>{rule.text}</code> <span>{text.priority(String(rule.text.length))}</span>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
