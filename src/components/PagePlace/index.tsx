import Link from '@docusaurus/Link';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { parts, stageOf } from '@site/src/curriculum/parts';
import { courseMessages } from '../course/messages';
import styles from './PagePlace.module.css';

/** Where am I: stage, part of 26, reading time; with all parts as a line of ticks. */
export function PagePlace({ part: number, minutes }: { part?: number; minutes?: number }) {
  const text = useMessages(courseMessages);
  const locale = useLocale();
  const part = parts.find((one) => one.number === number);
  return (
    <div className={styles.place}>
      <p className={styles.line}>
        {part ? (
          <>
            <Link to="/curriculum">{text.stage(stageOf(part).index + 1, stageOf(part).stage.name[locale])}</Link>
            <span>{text.partOf(part.number, parts.length)}</span>
          </>
        ) : (
          <span>{text.guide}</span>
        )}
        {minutes && <span>{text.minutes(minutes)}</span>}
      </p>
      {part && (
        <div className={styles.track} aria-hidden="true">
          {parts.map((one) => (
            <i key={one.number} data-here={one === part || undefined} data-stage-end={one.stage !== parts[one.number]?.stage || undefined} />
          ))}
        </div>
      )}
    </div>
  );
}
