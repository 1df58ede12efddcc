import Link from '@docusaurus/Link';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { parts, stageOf } from '@site/src/curriculum/parts';
import { pageOf } from '@site/src/progress/change';
import { useProgress } from '@site/src/progress/useProgress';
import { markMessages } from '../ProgressPanel/messages';
import { courseMessages } from '@site/src/course/messages';
import styles from './PagePlace.module.css';

/** Where am I: stage, part of 26, minutes to read and to do, and whether it is read; with all parts as a line of ticks, the read ones filled. */
export function PagePlace({ part: number, reading, doing }: { part?: number; reading?: number; doing?: number }) {
  const text = useMessages(courseMessages);
  const locale = useLocale();
  const mark = useMessages(markMessages);
  const { progress } = useProgress();
  const isRead = (page: string) => pageOf(progress, page).read;
  const { id } = useDoc().metadata;
  const read = isRead(id);
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
          <span>{id.startsWith('tools/') ? text.tool : text.guide}</span>
        )}
        {reading && <span>{text.reading(reading)}</span>}
        {doing && <span>{text.doing(doing)}</span>}
        <span className={styles.read} data-shown={read || undefined}>
          {mark.read}
        </span>
      </p>
      {part && (
        <div className={styles.track} aria-hidden="true">
          {parts.map((one) => (
            <i key={one.number} data-here={one === part || undefined} data-read={isRead(one.slug) || undefined} data-stage-end={one.stage !== parts[one.number]?.stage || undefined} />
          ))}
        </div>
      )}
    </div>
  );
}
