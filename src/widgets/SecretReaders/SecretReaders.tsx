import { useMessages } from '@site/src/i18n/messages';
import type { Attempt, Findings } from '@site/src/simulation/scenarios/living/secret-readers/attempts';
import { PEOPLE } from '@site/src/simulation/scenarios/living/secret-readers/people';
import type { Person } from '@site/src/simulation/scenarios/living/secret-readers/people';
import type { ReadersView } from '@site/src/simulation/scenarios/living/secret-readers/scene';
import { preparedReport } from '../living/engine';
import { TextButton, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { initialState, parseState } from './state';
import styles from './SecretReaders.module.css';

type Verdict = 'direct' | 'indirect' | 'none';
const TONES = { direct: 'failed', indirect: 'warned', none: 'good' } as const;
const DIRECT: ReadonlySet<string> = new Set(['get', 'list', 'disk', 'etcd']);

function verdictOf(attempts: readonly Attempt[]): Verdict {
  const ways = attempts.filter(({ value }) => value !== null);
  return ways.length === 0 ? 'none' : ways.some(({ id }) => DIRECT.has(id)) ? 'direct' : 'indirect';
}

/** Each person with a right of their own, and each way to the value of one Secret: which of them lead there. */
export default function SecretReaders() {
  const text = useMessages(messages);
  const { findings } = preparedReport({ scene: 'secret-readers', options: null }).view as ReadersView;
  const kept = useWidgetState({ name: 'secret-readers', version: 1, initial: initialState, parse: parseState });
  const { person } = kept.state;
  const verdict = verdictOf(findings[person]);
  const ways = findings[person].filter(({ value }) => value !== null).map(({ id }) => text.attempt[id]).join(', ');
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <div className={styles.stage}>
          <People findings={findings} chosen={person} choose={(next) => kept.setState({ person: next })} />
        </div>
      }
      says={text.says[verdict](text.person[person], ways)}
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}

function People({ findings, chosen, choose }: { findings: Findings; chosen: Person; choose: (person: Person) => void }) {
  const text = useMessages(messages);
  return (
    <ul className={styles.people} aria-label={text.people}>
      {PEOPLE.map((person) => {
        const verdict = verdictOf(findings[person]);
        return (
          <li key={person}>
            <TextButton className={styles.person} aria-expanded={person === chosen} data-chosen={person === chosen || undefined} onClick={() => choose(person)}>
              <span>{text.person[person]}</span> <Tone tone={TONES[verdict]}>{text.verdict[verdict]}</Tone>
            </TextButton>
            {person === chosen && <Attempts person={person} attempts={findings[person]} />}
          </li>
        );
      })}
    </ul>
  );
}

function Attempts({ person, attempts }: { person: Person; attempts: readonly Attempt[] }) {
  const text = useMessages(messages);
  const told = ({ id, said }: Attempt): string => (id !== 'disk' ? said : said === '' ? text.nobody : text.pods(said));
  return (
    <ol className={styles.attempts} aria-label={text.person[person]}>
      {attempts.map((one) => (
        <li key={one.id}>
          <p>
            {text.attempt[one.id]} <Tone tone={one.value === null ? 'good' : 'failed'}>{one.value === null ? text.refused : text.read(one.value)}</Tone>
          </p>
          <code lang="en">{one.command}</code>
          <code className={styles.said} lang={one.id === 'disk' ? undefined : 'en'}>{told(one)}</code>
        </li>
      ))}
    </ol>
  );
}
