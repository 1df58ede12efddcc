import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { GlossaryEntry } from '@site/src/glossary/entries';
import styles from './GlossaryCards.module.css';
import { messages } from './messages';

/** A term's definition; `text between backquotes` as code. */
export function Definition({ text }: { text: string }) {
  return <p>{text.split('`').map((piece, i) => (i % 2 ? <code key={i}>{piece}</code> : piece))}</p>;
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
