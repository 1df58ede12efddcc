import type { ReactNode } from 'react';
import { InlineText } from '@site/src/components/InlineText';
import { Form, TextInput } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { DOMAINS } from '@site/src/exam/curriculum';
import { isKind, KINDS, newSeed, pointsOf, seedOf, type KindName } from '@site/src/exam/draw';
import type { Task } from '@site/src/exam/task';
import { Button, SegmentedControl } from '../parts';
import shared from '../parts/task.module.css';
import { messages } from './messages';
import { chosen, type ExamState } from './state';
import styles from './MockExam.module.css';

interface ChooseProps {
  readonly state: ExamState;
  readonly set: readonly Task<string>[];
  /** What was reached before. */
  readonly results?: ReactNode;
  onChange: (next: ExamState) => void;
  onBegin: () => void;
}

/** Before it begins: which set, what is in it, and one of its tasks. */
export function Choose({ state: { kind, seed }, set, results, onChange, onBegin }: ChooseProps) {
  const text = useMessages(messages);
  const locale = useLocale();
  const [first] = set;
  return (
    <div className={shared.stack}>
      <SegmentedControl<KindName> legend={text.kind} value={kind} onChange={(next) => onChange(chosen(next, seed))} options={Object.keys(KINDS).filter(isKind).map((value) => ({ value, label: text.kinds[value] }))} />
      <Form className={shared.row} onEnter={onBegin}>
        <label className={styles.seed}>
          {text.seed}
          <TextInput code value={seed} autoCapitalize="characters" autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(chosen(kind, seedOf(target.value)))} />
        </label>
        <Button onClick={() => onChange(chosen(kind, newSeed(Math.random)))}>{text.another}</Button>
        <Button primary onClick={onBegin} disabled={seed === ''}>{text.begin}</Button>
      </Form>
      <p className={shared.note}>{text.seedHint}</p>
      <table className={styles.table}>
        <caption>{text.set}</caption>
        <thead>
          <tr>
            <th scope="col">{text.domain}</th>
            <th scope="col">{text.tasks}</th>
            <th scope="col">{text.points}</th>
          </tr>
        </thead>
        <tbody>
          {DOMAINS.map(({ id, name, weight }) => (
            <tr key={id}>
              <th scope="row">{name[locale]}</th>
              <td>{text.count(set.filter(({ domain }) => domain === id).length)}</td>
              <td>{text.of(weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {results}
      {first !== undefined && (
        <section className={styles.task} aria-label={text.sample(1)}>
          <p className={styles.facts}>
            <b>{text.sample(1)}</b> <span>{text.of(pointsOf(set).get(first.id) ?? 0)}</span> <span>{text.minutes(first.minutes)}</span>
          </p>
          <p><InlineText>{first.text}</InlineText></p>
        </section>
      )}
    </div>
  );
}
