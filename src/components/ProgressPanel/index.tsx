import { useId } from 'react';
import Link from '@docusaurus/Link';
import { parts } from '@site/src/curriculum/parts';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { pageOf, totals } from '@site/src/progress/change';
import { WholeCourse } from '@site/src/offline/WholeCourse';
import { nextPart } from '@site/src/progress/place';
import { useProgress } from '@site/src/progress/useProgress';
import { RecordFile } from './RecordFile';
import { markMessages, panelMessages } from './messages';
import styles from './ProgressPanel.module.css';

/** The reader's place in the course in two lines, and folded below it what can be done with the record. */
export function ProgressPanel({ written }: { written: ReadonlyMap<string, string> }) {
  const text = useMessages(panelMessages);
  const marks = useMessages(markMessages);
  const locale = useLocale();
  const title = useId();
  const { progress, keeping } = useProgress();
  const open = parts.filter(({ slug }) => written.has(slug));
  const read = open.filter(({ slug }) => pageOf(progress, slug).read).length;
  const { steps } = totals(progress);
  const next = nextPart(open, () => true, progress);
  return (
    <section className={styles.panel} aria-labelledby={title}>
      <h2 id={title}>{text.title}</h2>
      <p className={styles.place}>
        {keeping === 'kept' || keeping === 'unknown' ? (
          <span>{read === 0 ? text.none : next ? text.some(read, open.length) : text.allRead}</span>
        ) : (
          <b role="status">{marks.keeping[keeping]}</b>
        )}
        {steps > 0 && <span>{text.steps(steps)}</span>}
        {next && keeping !== 'newer' && (
          <span>
            {read === 0 ? text.start : text.next}: <Link to={written.get(next.slug)}>{text.nextPart(next.number, next.title[locale])}</Link>
          </span>
        )}
      </p>
      <RecordFile />
      <WholeCourse />
    </section>
  );
}
