import Link from '@docusaurus/Link';
import { defineMessages, useLocale, useMessages } from '@site/src/i18n/messages';
import { parts, stages, type Part } from '@site/src/curriculum/parts';
import { useWrittenParts } from './useWrittenParts';
import styles from './CurriculumMap.module.css';

const mapMessages = defineMessages({
  ko: {
    stage: (n: number) => `${n}단계`,
    part: (n: number) => `${n}부`,
    open: '지금 읽을 수 있습니다',
    planned: '아직 쓰지 않았습니다',
    range: (from: number, to: number) => `${from}–${to}부`,
  },
  en: {
    stage: (n: number) => `Stage ${n}`,
    part: (n: number) => `Part ${n}`,
    open: 'Ready to read',
    planned: 'Not written yet',
    range: (from: number, to: number) => `Parts ${from}–${to}`,
  },
});

/** All 26 parts as a road through seven stages; a part that is not written is drawn in outline and leads nowhere. */
export function CurriculumMap() {
  const text = useMessages(mapMessages);
  const locale = useLocale();
  const written = useWrittenParts();
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
              {own.map((part) => (
                <li key={part.number} className={styles.part} data-written={written.has(part.slug) || undefined}>
                  <PartCard part={part} path={written.get(part.slug)} />
                </li>
              ))}
            </ol>
          </li>
        );
      })}
    </ol>
  );
}

function PartCard({ part, path }: { part: Part; path: string | undefined }) {
  const text = useMessages(mapMessages);
  const locale = useLocale();
  return (
    <>
      <p className={styles.number}>{text.part(part.number)}</p>
      <h3 className={styles.title}>{path ? <Link to={path}>{part.title[locale]}</Link> : part.title[locale]}</h3>
      <p className={styles.question}>{part.question[locale]}</p>
      <p className={styles.state}>{path ? text.open : text.planned}</p>
    </>
  );
}
