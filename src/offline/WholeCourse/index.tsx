import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { wholeCourseIn } from '../askWorker';
import type { Whole, WholeCourse as Course } from '../wholeCourse';
import { wholeMessages } from './messages';
import styles from './WholeCourse.module.css';

const unknown: Whole = { state: 'unknown' };
/** A screen reader is told of every quarter, not of every file. */
const QUARTER = 25;

const percentOf = ({ kept, all }: { kept: number; all: number }): number => (all > 0 ? Math.floor((100 * kept) / all) : 0);

/** The whole course in the page's language, kept for reading without network: on a button, with its size and how far it is. */
export function WholeCourse({ course: given }: { course?: Course }) {
  const text = useMessages(wholeMessages);
  const locale = useLocale();
  const course = useMemo(() => given ?? (typeof window === 'undefined' ? null : wholeCourseIn(locale)), [given, locale]);
  const whole = useSyncExternalStore(course?.subscribe ?? (() => () => undefined), course?.get ?? (() => unknown), () => unknown);
  const title = useId();
  const said = useRef<HTMLParagraphElement>(null);
  const [pressed, setPressed] = useState<'go' | 'stop' | 'remove' | null>(null);

  useEffect(() => void course?.look(), [course]);

  const { state } = whole;
  const counted = 'kept' in whole ? whole : null;
  const percent = counted ? percentOf(counted) : 0;

  // The button that was pressed is gone when all is kept, or removed: the reader's focus goes to what happened.
  const gone = (pressed === 'go' && state === 'done') || (pressed === 'remove' && state === 'no');
  useEffect(() => {
    if (gone) said.current?.focus();
  }, [gone]);

  const press = (act: 'go' | 'stop' | 'remove') => () => {
    setPressed(act);
    void course?.[act]();
  };

  const sentence = (): string => {
    if (state === 'impossible') return text.impossible;
    if (!counted) return '';
    if (counted.problem) return text.problem[counted.problem];
    if (state === 'going') return text.going(Math.floor(percent / QUARTER) * QUARTER);
    if (state === 'done') return text.done(counted.all);
    if (state === 'stopped') return text.stopped;
    return pressed === 'remove' ? text.removed : '';
  };

  return (
    <section className={styles.whole} aria-labelledby={title}>
      <h3 id={title}>{text.title}</h3>
      <p className={styles.lead}>{text.lead}</p>
      {state !== 'impossible' && (
        <div className={styles.row}>
          {counted && (state === 'going' || state === 'stopped') && (
            <>
              <div role="progressbar" aria-label={text.progress} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-valuetext={text.amount(counted.kept, counted.all)} className={styles.bar}>
                <i style={{ width: `${percent}%` }} />
              </div>
              <span className={styles.amount} aria-hidden="true">
                {text.amount(counted.kept, counted.all)}
              </span>
            </>
          )}
          {state === 'done' ? (
            <button key="remove" type="button" onClick={press('remove')}>
              {text.remove}
            </button>
          ) : (
            // One button from beginning to end, so that the focus stays on it.
            <button key="go" type="button" disabled={state === 'unknown'} onClick={press(state === 'going' ? 'stop' : 'go')}>
              {state === 'going' ? text.cancel : state === 'stopped' && counted ? text.resume(counted.all - counted.kept) : text.keep(counted?.all ?? 0)}
            </button>
          )}
        </div>
      )}
      <noscript>
        <p>{text.noScript}</p>
      </noscript>
      <p ref={said} className={styles.said} role="status" tabIndex={-1} data-problem={counted?.problem ?? undefined}>
        {sentence()}
      </p>
    </section>
  );
}
