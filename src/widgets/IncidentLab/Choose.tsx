import { useState } from 'react';
import { Form, TextInput } from '@site/src/components/fields';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { SEEDS } from '@site/src/simulation/scenarios/incidents/incident';
import { Button, TextButton } from '../parts';
import shared from '../parts/task.module.css';
import { clockText } from '../living/clock';
import { messages } from './messages';
import { codeOf, readCode, type IncidentState, type Incidents } from './state';
import styles from './IncidentLab.module.css';

interface ChooseProps {
  readonly incidents: Incidents;
  readonly state: IncidentState;
  /** Incident → seconds of the reader's best run. */
  readonly solved: Readonly<Record<string, number>>;
  onChoose: (what: Pick<IncidentState, 'incident' | 'seed'>) => void;
  onBegin: () => void;
}

export const drawSeed = (): number => Math.floor(Math.random() * SEEDS);

/** All incidents, the chosen one's story, and its number. */
export function Choose({ incidents, state, solved, onChoose, onBegin }: ChooseProps) {
  const text = useMessages(messages);
  const [typed, setTyped] = useState<string | null>(null);
  const incident = incidents.find(({ id }) => id === state.incident);
  const code = codeOf(state);
  const wrong = typed !== null && readCode(typed, incidents) === undefined;
  const choose = (what: Pick<IncidentState, 'incident' | 'seed'>) => {
    setTyped(null);
    onChoose(what);
  };
  return (
    <div className={shared.stack}>
      <ul className={styles.list} role="list" aria-label={text.incidents}>
        {incidents.map(({ id, title }) => (
          <li key={id}>
            <TextButton className={styles.pick} aria-pressed={id === state.incident} onClick={() => choose({ incident: id, seed: drawSeed() })}>
              <span>{title}</span>
              {Object.hasOwn(solved, id) && <span className={styles.best}>{text.best(clockText(1_000_000 * (solved[id] ?? 0)))}</span>}
            </TextButton>
          </li>
        ))}
      </ul>
      {incident !== undefined && <p className={styles.story}><b>{incident.title}.</b> <InlineText>{incident.story}</InlineText></p>}
      <Form className={shared.row} onEnter={onBegin}>
        <label className={styles.code}>
          {text.code}
          <TextInput
            code
            value={typed ?? code}
            aria-invalid={wrong || undefined}
            onChange={({ target }) => {
              const read = readCode(target.value, incidents);
              if (read !== undefined) onChoose(read);
              setTyped(target.value);
            }}
          />
        </label>
        <Button onClick={() => choose({ incident: incidents[Math.floor(Math.random() * incidents.length)]?.id ?? state.incident, seed: drawSeed() })}>{text.draw}</Button>
        <Button primary onClick={onBegin}>{text.begin}</Button>
      </Form>
      <p className={shared.note} role="status">{wrong ? text.codeWrong : text.codeHint('dns-4821')}</p>
    </div>
  );
}
