import type { RouterAnswer } from '@site/src/simulation/scenarios/router/answer';
import { Button } from '../parts';
import type { Text } from './messages';
import styles from './RouterLab.module.css';

type Note = NonNullable<RouterAnswer['conversion']>['notes'][number];

function noteText({ code, params, equivalent }: Note, text: Text['convert']): string {
  switch (code) {
    case 'annotation':
      return text.annotation(params.name ?? '', equivalent === undefined ? text.noEquivalent : text.equivalent[equivalent]);
    case 'wildcard':
      return text.wildcard(params.host ?? '');
    case 'implementationSpecific':
    case 'expression':
    case 'twice':
      return text[code](params.path ?? '');
    case 'unknownPort':
      return text.unknownPort(params.service ?? '', params.port ?? '');
    default:
      return text[code];
  }
}

/** The Ingresses as Gateways and routes, and what does not go along. */
export function Convert({ conversion, text, onTake }: { conversion: RouterAnswer['conversion']; text: Text['convert']; onTake: (yaml: string) => void }) {
  if (conversion === undefined || (conversion.yaml === '' && conversion.notes.length === 0)) return <p className={styles.note}>{text.empty}</p>;
  const { yaml, notes } = conversion;
  return (
    <>
      {notes.length === 0 ? (
        <p className={styles.note}>{text.noNotes}</p>
      ) : (
        <ul className={styles.notes} aria-label={text.notes}>
          {notes.map((note, index) => (
            <li key={index}>
              <b>{note.ingress}</b> {noteText(note, text)}
            </li>
          ))}
        </ul>
      )}
      <pre className={styles.yaml} lang="en" tabIndex={0} role="group" aria-label={text.yaml}>{yaml}</pre>
      <div>
        <Button primary onClick={() => onTake(yaml)}>{text.take}</Button>
      </div>
    </>
  );
}
