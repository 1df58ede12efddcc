import { useId, type ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { courseMessages } from './messages';
import styles from './course.module.css';

interface TermProps {
  id: string;
  /** Filled in by `src/content/remark-terms` from the glossary, in the page's language. */
  name?: string;
  other?: string;
  definition?: string;
  part?: string;
  children: ReactNode;
}

/** A glossary term whose definition opens on press; the browser's own popover, so it needs no JavaScript. */
export function Term({ name, other, definition, part, children }: TermProps) {
  const text = useMessages(courseMessages);
  const id = useId().replaceAll(/[^\w-]/g, '');
  return (
    <>
      <button type="button" className={styles.term} popoverTarget={id} aria-haspopup="dialog">
        {children}
      </button>
      <span id={id} popover="auto" role="dialog" aria-label={text.termDefinition} className={styles.definition}>
        <b>
          {name}
          {other && other !== name && <span className={styles.otherName}> {other}</span>}
        </b>
        <span className={styles.definitionText}>{definition}</span>
        {part && <span className={styles.otherName}>{text.partInCourse(Number(part))}</span>}
      </span>
    </>
  );
}
