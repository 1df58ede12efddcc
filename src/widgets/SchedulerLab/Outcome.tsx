import { Tone } from '../parts';
import { type LabText } from './messages';
import { outcomeOf } from './outcome';
import { MAX_CARDS, type LabRun } from './run';
import styles from './SchedulerLab.module.css';

/** The whole run in a line, for the reader who edits and has the picture out of sight. */
export function Outcome({ run, text }: { run: LabRun; text: LabText }) {
  const { placed, waiting } = outcomeOf(run);
  return (
    <p className={styles.outcome} role="status">
      {text.placedOf(String(placed.length), String(placed.length + waiting.length))}{' '}
      {run.nodes.slice(0, MAX_CARDS).map(({ metadata }) => {
        const count = placed.filter(({ node }) => node === metadata.name).length;
        return (
          <Tone key={metadata.name} tone={count > 0 ? 'good' : 'waiting'}>
            {metadata.name} {count}
          </Tone>
        );
      })}
    </p>
  );
}
