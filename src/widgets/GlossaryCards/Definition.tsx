import { Fragment } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { GlossaryEntry } from '@site/src/glossary/entries';
import styles from './GlossaryCards.module.css';
import { messages } from './messages';
import { withBlanks } from './pairs';

interface DefinitionProps {
  text: string;
  /** Names that are left blank. */
  hide?: readonly string[];
}

/** A term's definition; `text between backquotes` as code. */
export function Definition({ text, hide = [] }: DefinitionProps) {
  const said = useMessages(messages);
  const blanked = (piece: string) =>
    withBlanks(piece, hide).map((part, i) => (part === null ? <span key={i} role="img" aria-label={said.blank} className={styles.blank} /> : part));
  return <p>{text.split('`').map((piece, i) => (i % 2 ? <code key={i}>{blanked(piece)}</code> : <Fragment key={i}>{blanked(piece)}</Fragment>))}</p>;
}

/** The term's name in the other language, where it differs. */
export function OtherName({ term }: { term: Pick<GlossaryEntry, 'other'> }) {
  const locale = useLocale();
  if (!term.other) return null;
  return (
    <span lang={locale === 'ko' ? 'en' : 'ko'} className={styles.other}>
      {term.other}
    </span>
  );
}

/** To the term's entry in the list on the same page. */
export function TermLink({ term }: { term: Pick<GlossaryEntry, 'id' | 'name'> }) {
  const text = useMessages(messages);
  return <a href={`#term-${term.id}`}>{text.toTerm(term.name)}</a>;
}
