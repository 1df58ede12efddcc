import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { memo, type ReactNode } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { parts } from '@site/src/curriculum/parts';
import type { GlossaryEntry } from '@site/src/glossary/entries';
import { useWrittenParts } from '../CurriculumMap/useWrittenParts';
import { glossaryMessages } from './messages';
import styles from './Glossary.module.css';

const KEP = 'https://kep.k8s.io/';
const maturities = ['alpha', 'beta', 'stable', 'deprecated', 'removed'] as const;

/** One term with its stable anchor. Hidden rather than taken away when filtered, so that typing stays quick. */
export const Entry = memo(function Entry({ entry, hidden }: { entry: GlossaryEntry; hidden: boolean }) {
  const text = useMessages(glossaryMessages);
  const locale = useLocale();
  const id = `term-${entry.id}`;
  // The build checks that links to `/glossary#term-…` lead somewhere.
  useBrokenLinks().collectAnchor(id);
  return (
    <div id={id} className={styles.entry} hidden={hidden}>
      <dt className={styles.name}>
        <a href={`#${id}`} className={styles.anchor} aria-label={text.link(entry.name)}>
          #
        </a>
        <dfn>{entry.name}</dfn>
        {entry.other && (
          <span lang={locale === 'ko' ? 'en' : 'ko'} className={styles.other}>
            {entry.other}
          </span>
        )}
      </dt>
      <dd className={styles.body}>
        <p className={styles.definition}>{withCode(entry.definition)}</p>
        <ul className={styles.facts}>
          <Fact label={text.alsoCalled} value={entry.aliases.join(', ')} />
          <Fact label={text.short} value={entry.short.length > 0 && entry.short.map((name) => <code key={name}>{name}</code>)} />
          <Fact label={text.wrong} value={entry.wrong.length > 0 && <s lang="ko">{entry.wrong.join(', ')}</s>} />
          <Fact label={text.since} value={entry.since && <Versions since={entry.since} />} />
          <Fact
            label={text.confuse}
            value={
              entry.confuse.length > 0 &&
              entry.confuse.map((one) => (
                <a key={one.id} href={`#term-${one.id}`} className={styles.chip}>
                  {one.name}
                </a>
              ))
            }
          />
          <Fact label={text.taught} value={<Taught entry={entry} />} />
          <Fact
            label={text.source}
            value={
              <a href={entry.source} className={styles.source}>
                {new URL(entry.source).hostname.replace(/^www\./, '')}
              </a>
            }
          />
        </ul>
      </dd>
    </div>
  );
});

function Fact({ label, value }: { label: string; value: ReactNode }) {
  if (!value) return null;
  return (
    <li>
      <span className={styles.label}>{label}</span> {value}
    </li>
  );
}

function Versions({ since }: { since: NonNullable<GlossaryEntry['since']> }) {
  const text = useMessages(glossaryMessages);
  const states = maturities.flatMap((state) => (since[state] ? [text.version(text.maturity[state], since[state])] : []));
  return (
    <>
      {states.join(' · ')}
      {since.kep !== undefined && (
        <>
          {' · '}
          <a href={`${KEP}${since.kep}`}>{text.kep(since.kep)}</a>
        </>
      )}
    </>
  );
}

/** The part or guide that teaches the term; a link only where that page is written. */
function Taught({ entry }: { entry: GlossaryEntry }) {
  const text = useMessages(glossaryMessages);
  const locale = useLocale();
  const written = useWrittenParts();
  const part = parts.find(({ number }) => number === entry.part);
  const label = part ? text.part(part.number, part.title[locale]) : text.guide;
  const path = written.get(part?.slug ?? entry.page ?? '');
  return path ? <Link to={path}>{label}</Link> : label;
}

/** `text between backquotes` as code. */
const withCode = (definition: string): ReactNode[] => definition.split('`').map((piece, i) => (i % 2 ? <code key={i}>{piece}</code> : piece));
