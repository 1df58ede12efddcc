import Link from '@docusaurus/Link';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { parts, stages, type Part } from '@site/src/curriculum/parts';
import { questions } from '@site/src/curriculum/questions';
import { nextPart, type PagePlace } from '@site/src/progress/place';
import { usePlaceOf, useProgress } from '@site/src/progress/useProgress';
import { mapMessages } from './messages';
import { useWrittenParts } from './useWrittenParts';
import styles from './CurriculumMap.module.css';

/**
 * All 26 parts as a road through seven stages, with the reader's place on it; a part that is not written is drawn in outline
 * and leads nowhere. The server's HTML knows no reader: every written part is simply ready to read.
 */
export function CurriculumMap() {
  const text = useMessages(mapMessages);
  const locale = useLocale();
  const written = useWrittenParts();
  const { progress, keeping } = useProgress();
  const placeOf = usePlaceOf();
  const next = keeping === 'unknown' || keeping === 'newer' ? null : nextPart(parts, (page) => written.has(page), progress);
  return (
    <ol className={styles.map}>
      {stages.map((stage, index) => {
        const own = parts.filter((part) => part.stage === stage.id);
        const titleId = `stage-${stage.id}`;
        return (
          <li key={stage.id} className={styles.stage} aria-labelledby={titleId}>
            <h2 id={titleId} className={styles.stageName}>
              <span>{text.stage(index + 1)}</span> {stage.name[locale]}
              <small>{text.range(own[0].number, own[own.length - 1].number)}</small>
            </h2>
            <ol className={styles.parts} start={own[0].number}>
              {own.map((part) => {
                const path = written.get(part.slug);
                const place = path ? placeOf(part.slug) : null;
                return (
                  <li key={part.number} className={styles.part} data-written={path ? true : undefined} data-place={place?.state} data-next={part === next || undefined}>
                    <PartCard part={part} path={path} place={place} next={part === next} />
                  </li>
                );
              })}
            </ol>
          </li>
        );
      })}
    </ol>
  );
}

function PartCard({ part, path, place, next }: { part: Part; path: string | undefined; place: PagePlace | null; next: boolean }) {
  const text = useMessages(mapMessages);
  const locale = useLocale();
  return (
    <>
      <p className={styles.number}>
        {text.part(part.number)} {next && <span className={styles.next}>{text.next}</span>}
      </p>
      <h3 className={styles.title}>{path ? <Link to={path}>{part.title[locale]}</Link> : part.title[locale]}</h3>
      <p className={styles.question}>{questions[part.number][locale]}</p>
      <p className={styles.state}>{place ? <Place place={place} /> : text.planned}</p>
    </>
  );
}

function Place({ place: { state, reached, of, again, steps, stepsOf, exam } }: { place: PagePlace }) {
  const text = useMessages(mapMessages);
  if (state === 'untouched') return text.open;
  const details = [reached > 0 || of !== null ? (of === null ? text.reached(reached) : text.reachedOf(reached, of)) : null, steps > 0 || stepsOf !== null ? (stepsOf === null ? text.steps(steps) : text.stepsOf(steps, stepsOf)) : null, exam === null ? null : text.exam(exam), again > 0 ? text.again(again) : null];
  return (
    <>
      {text[state]}
      <small>{details.filter((detail) => detail !== null).join(' · ')}</small>
    </>
  );
}
