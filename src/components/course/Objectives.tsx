import { Children, useId, type ReactNode } from 'react';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { useMessages } from '@site/src/i18n/messages';
import { toggleObjective, updateProgress } from '@site/src/progress/store';
import { useProgress } from '@site/src/progress/useProgress';
import { courseMessages } from './messages';
import styles from './course.module.css';

/** The page's objectives as a list that the reader ticks. */
export function Objectives({ children }: { children: ReactNode }) {
  const text = useMessages(courseMessages);
  const heading = useId();
  const { metadata } = useDoc();
  const done = useProgress().objectives[metadata.id]?.length ?? 0;
  const all = Children.toArray(children).filter((child) => typeof child !== 'string').length;
  return (
    <div className={styles.objectives} role="group" aria-labelledby={heading}>
      <p id={heading} className={styles.objectivesTitle}>
        {text.objectives} <span className={styles.objectivesCount}>{text.objectivesDone(done, all)}</span>
      </p>
      <ul>{children}</ul>
      <p className={styles.hint}>{text.objectivesHint}</p>
    </div>
  );
}

export function Objective({ id, children }: { id: string; children: ReactNode }) {
  const { metadata } = useDoc();
  const page = metadata.id;
  const ticked = useProgress().objectives[page]?.includes(id) ?? false;
  return (
    <li>
      <label>
        <input type="checkbox" checked={ticked} onChange={() => updateProgress((progress) => toggleObjective(progress, page, id))} />
        <span>{children}</span>
      </label>
    </li>
  );
}
