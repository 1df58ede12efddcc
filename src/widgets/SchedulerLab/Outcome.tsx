import { Tone } from '../parts';
import { type LabText } from './messages';
import { type LabRun } from './run';
import styles from './SchedulerLab.module.css';

/** The whole run in a line, for the reader who edits and has the picture out of sight. */
export function Outcome({ run, text }: { run: LabRun; text: LabText }) {
  const placed = run.decisions.filter((decision) => decision.kind === 'scheduled' || (decision.kind === 'bound' && decision.nodeExists));
  return (
    <p className={styles.outcome} role="status">
      {text.placedOf(String(placed.length), String(run.pods.length))}{' '}
      {run.nodes.map(({ node }) => {
        const count = placed.filter((decision) => 'node' in decision && decision.node === node.metadata.name).length;
        return (
          <Tone key={node.metadata.name} tone={count > 0 ? 'good' : 'waiting'}>
            {node.metadata.name} {count}
          </Tone>
        );
      })}
    </p>
  );
}
