import Link from '@docusaurus/Link';
import { useId, type ReactNode } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { courseMessages } from '../messages';
import styles from './Term.module.css';

interface TermProps {
  id: string;
  /** Filled in by `src/mdx/remark-terms` from the glossary, in the page's language. */
  name?: string;
  other?: string;
  definition?: string;
  part?: string;
  /** The Korean particle or the punctuation that follows the word, so that no line begins with it. */
  tail?: string;
  children: ReactNode;
}

/**
 * A glossary term whose definition opens on press, by touch and by keyboard. It is the browser's own popover: it needs no
 * JavaScript, Escape closes it, the focus goes back to the word, and Tab leads from the word into it.
 */
export function Term({ id: term, name, other, definition, part, tail, children }: TermProps) {
  const text = useMessages(courseMessages);
  const locale = useLocale();
  const id = useId().replaceAll(/[^\w-]/g, '');
  const button = (
    <button type="button" className={styles.term} popoverTarget={id} aria-haspopup="dialog">
      {children}
    </button>
  );
  return (
    <>
      {tail ? (
        <span className={styles.together}>
          {button}
          {tail}
        </span>
      ) : (
        button
      )}
      <span id={id} popover="auto" role="dialog" aria-labelledby={`${id}-name`} className={styles.definition}>
        <b id={`${id}-name`} className={styles.name}>
          {name}
          {other && other !== name && (
            <span lang={locale === 'ko' ? 'en' : 'ko'} className={styles.other}>
              {other}
            </span>
          )}
        </b>
        <span className={styles.text}>{definition}</span>
        {part && <span className={styles.other}>{text.partInCourse(Number(part))}</span>}
        <Link to={`/glossary#term-${term}`} className={styles.link}>
          {text.inGlossary}
        </Link>
      </span>
    </>
  );
}
