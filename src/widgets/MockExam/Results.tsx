import { useEffect, useState } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { PASS } from '@site/src/exam/curriculum';
import { isKind, KINDS, type KindName } from '@site/src/exam/draw';
import { sittingsOf } from '@site/src/progress/change';
import { progressStore } from '@site/src/progress/store';
import { Button, Tone } from '../parts';
import { messages } from './messages';
import { readSitting } from './state';
import { useNumber } from './useNumber';
import styles from './MockExam.module.css';

interface Result {
  readonly kind: KindName;
  readonly seed: string;
  readonly begun: Date;
  readonly points: number;
}

/** What the reader's record has of this page's exams, the latest first. */
function useResults(page: string): readonly Result[] {
  const [results, setResults] = useState<readonly Result[]>([]);
  useEffect(() => {
    const look = () => {
      const { progress } = progressStore.get();
      const all = Object.keys(KINDS).filter(isKind).flatMap((kind) => Object.entries(sittingsOf(progress, page, kind)).flatMap(([sitting, domains]) => {
        const read = readSitting(sitting);
        return read === undefined ? [] : [{ kind, ...read, points: Object.values(domains).reduce((sum, points) => sum + points, 0) / 10 }];
      }));
      setResults(all.sort((a, b) => b.begun.getTime() - a.begun.getTime()));
    };
    look();
    return progressStore.subscribe(look);
  }, [page]);
  return results;
}

/** Shown at most. */
const LATEST = 8;

/** Earlier results, each with its set to be taken again. */
export function Results({ page, onTake }: { readonly page: string; onTake: (kind: KindName, seed: string) => void }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const points = useNumber();
  const results = useResults(page).slice(0, LATEST);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  if (results.length === 0) return null;
  return (
    <table className={styles.table}>
      <caption>{text.results}</caption>
      <tbody>
        {results.map(({ kind, seed, begun, points: got }) => (
          <tr key={`${kind} ${seed} ${begun.getTime()}`}>
            <th scope="row">{text.resultKind[kind]} <code>{seed}</code> <small>{day.format(begun)}</small></th>
            <td><Tone tone={got >= PASS ? 'good' : 'failed'}>{text.outOf(points(got), 100)}</Tone></td>
            <td><Button aria-label={text.take(seed)} onClick={() => onTake(kind, seed)}>↻</Button></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
