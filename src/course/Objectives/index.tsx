import { Children, isValidElement, useEffect, useId, type ReactNode } from 'react';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { useMessages } from '@site/src/i18n/messages';
import { pageOf, toggleObjective } from '@site/src/progress/change';
import { noteOutline } from '@site/src/progress/outlines';
import { progressStore } from '@site/src/progress/store';
import { canMark, useProgress } from '@site/src/progress/useProgress';
import { KeepingHint } from '@site/src/components/ProgressPanel/KeepingHint';
import { markMessages } from '@site/src/components/ProgressPanel/messages';
import { ReadCheck } from '@site/src/components/ProgressPanel/ReadMark';
import marks from '@site/src/components/ProgressPanel/marks.module.css';
import { courseMessages } from '../messages';
import styles from '../course.module.css';

/** Ids of the children that have one, in their order. */
export const idsOf = (children: ReactNode): string[] =>
  Children.toArray(children).flatMap((child) => (isValidElement<{ id?: unknown }>(child) && typeof child.props.id === 'string' ? [child.props.id] : []));

/** The page's objectives as a list that the reader ticks; once all are ticked, offers to mark the page as read. */
export function Objectives({ children }: { children: ReactNode }) {
  const text = useMessages(courseMessages);
  const mark = useMessages(markMessages);
  const heading = useId();
  const page = useDoc().metadata.id;
  const state = useProgress();
  const { objectives } = pageOf(state.progress, page);
  const ids = idsOf(children);
  const reached = ids.filter((id) => objectives.includes(id)).length;
  const outline = ids.join('\n');
  useEffect(() => noteOutline(page, outline === '' ? [] : outline.split('\n')), [page, outline]);
  return (
    <div className={styles.objectives} role="group" aria-labelledby={heading}>
      <p id={heading} className={styles.objectivesTitle}>
        {text.objectives} <span className={styles.objectivesCount}>{text.objectivesDone(reached, ids.length)}</span>
      </p>
      <ul>{children}</ul>
      <div className={marks.belowObjectives}>
        {state.keeping === 'kept' && reached === ids.length ? (
          <ReadCheck page={page} label={mark.offer} />
        ) : (
          <p className={marks.hint}>
            <KeepingHint keeping={state.keeping} hint={text.objectivesHint} />
          </p>
        )}
      </div>
    </div>
  );
}

export function Objective({ id, children }: { id: string; children: ReactNode }) {
  const page = useDoc().metadata.id;
  const state = useProgress();
  const ticked = pageOf(state.progress, page).objectives.includes(id);
  return (
    <li>
      <label>
        <input type="checkbox" checked={ticked} disabled={!canMark(state)} onChange={() => progressStore.update((progress) => toggleObjective(progress, page, id))} />
        <span>{children}</span>
      </label>
    </li>
  );
}
