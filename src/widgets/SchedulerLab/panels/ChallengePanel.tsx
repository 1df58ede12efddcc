import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { Button, More } from '../../parts';
import { CHALLENGE_IDS, isChallenge } from '../challenges/ids';
import { CHALLENGES } from '../challenges/list';
import { challengeMessages } from '../challenges/messages';
import type { LabState } from '../lab-state';
import type { LabRun } from '../run';
import styles from './panels.module.css';

interface ChallengePanelProps {
  state: LabState;
  run: LabRun;
  onChange: (change: Partial<LabState>) => void;
}

/** Placements to reach: the task, and which of its goals the reader's own manifest reaches. */
export function ChallengePanel({ state, run, onChange }: ChallengePanelProps) {
  const text = useMessages(challengeMessages);
  const { challenge: id } = state;
  const goals = id === null ? [] : CHALLENGES[id].goals(state, run);
  const words: Readonly<Record<string, string>> = text.goals;
  const start = (value: string) => {
    if (!isChallenge(value)) return onChange({ challenge: null });
    const { manifest, nodes, actions = [] } = CHALLENGES[value];
    onChange({ challenge: value, manifest, nodes, actions: [...actions], configuration: '' });
  };
  return (
    <div className={styles.panel}>
      <label className={styles.field}>
        {text.choose}
        <Select value={id ?? ''} onChange={(event) => start(event.target.value)}>
          <option value="">{text.none}</option>
          {CHALLENGE_IDS.map((one) => (
            <option key={one} value={one}>
              {text.tasks[one].title}
            </option>
          ))}
        </Select>
      </label>
      {id !== null && (
        <>
          <p>{text.tasks[id].task}</p>
          <ul className={styles.goals} role="list" aria-live="polite">
            {goals.map((goal) => (
              <li key={goal.id} data-reached={goal.reached}>
                <span aria-hidden="true">{goal.reached ? '✓' : '○'}</span>
                <span>
                  {words[goal.id]} <span className={styles.quiet}>{goal.reached ? text.reached : text.open}</span>
                </span>
              </li>
            ))}
          </ul>
          {goals.length > 0 && goals.every(({ reached }) => reached) && <p className={styles.done}>{text.tasks[id].done}</p>}
          <More label={text.hint}>
            <div className={styles.panel}>
              <p>{text.tasks[id].hint}</p>
              <div className={styles.row}>
                <Button onClick={() => onChange(CHALLENGES[id].solution)}>{text.solve}</Button>
                <Button onClick={() => start(id)}>{text.again}</Button>
              </div>
            </div>
          </More>
        </>
      )}
    </div>
  );
}
