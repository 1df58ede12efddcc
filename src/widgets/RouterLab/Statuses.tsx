import type { StatusLine } from '@site/src/simulation/scenarios/router/answer';
import { Tone } from '../parts';
import type { Text } from './messages';
import styles from './RouterLab.module.css';

/** `Conflicted` is the one condition that is bad where it is true. */
const isGood = ({ type, status }: StatusLine['conditions'][number]): boolean => (status === 'True') !== (type === 'Conflicted');

/** What the controller writes into the statuses of Gateways, listeners and routes. */
export function Statuses({ statuses, text }: { statuses: readonly StatusLine[]; text: Text['status'] }) {
  if (statuses.length === 0) return <p className={styles.note}>{text.none}</p>;
  return (
    <ul className={styles.rules} lang="en">
      {statuses.map(({ of, conditions, attachedRoutes }, index) => (
        <li key={index}>
          <p>
            <b>{of}</b> {attachedRoutes !== undefined && text.attached(String(attachedRoutes))}
          </p>
          {conditions.length === 0 && <p>{text.noParents}</p>}
          {conditions.map((condition) => (
            <p key={condition.type} className={styles.why}>
              <Tone tone={isGood(condition) ? 'good' : condition.status === 'Unknown' ? 'waiting' : 'failed'}>{`${condition.type}=${condition.status}`}</Tone>
              <span>{condition.reason}</span>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
