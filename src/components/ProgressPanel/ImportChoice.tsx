import { useEffect, useId, useRef } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { totals } from '@site/src/progress/change';
import type { Progress } from '@site/src/progress/forms';
import { panelMessages } from './messages';
import styles from './ProgressPanel.module.css';

interface ImportChoiceProps {
  chosen: { progress: Progress; exported: string | null };
  here: Progress;
  onMerge: () => void;
  onReplace: () => void;
  onCancel: () => void;
}

/** What is in the file and what is here, and the choice between merging and replacing. Nothing has changed yet. */
export function ImportChoice({ chosen, here, onMerge, onReplace, onCancel }: ImportChoiceProps) {
  const text = useMessages(panelMessages);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [chosen]);
  const counts = (progress: Progress) => {
    const { read, objectives, knew, notYet, steps } = totals(progress);
    return text.counts(read, objectives, knew + notYet, steps);
  };
  return (
    <div className={styles.choice} role="group" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {text.previewTitle}
      </h3>
      <dl>
        <dt>{text.fromFile(chosen.exported)}</dt>
        <dd>{counts(chosen.progress)}</dd>
        <dt>{text.here}</dt>
        <dd>{counts(here)}</dd>
      </dl>
      <div className={styles.option}>
        <button type="button" onClick={onMerge} aria-describedby={`${id}-merge`}>
          {text.merge}
        </button>
        <span id={`${id}-merge`}>{text.mergeLead}</span>
      </div>
      <div className={styles.option}>
        <button type="button" onClick={onReplace} aria-describedby={`${id}-replace`}>
          {text.replace}
        </button>
        <span id={`${id}-replace`}>{text.replaceLead}</span>
      </div>
      <div className={styles.option}>
        <button type="button" onClick={onCancel}>
          {text.cancel}
        </button>
      </div>
    </div>
  );
}
