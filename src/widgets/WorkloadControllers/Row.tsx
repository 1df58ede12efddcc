import { Glyph, type ObjectGlyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { PodPicture } from '@site/src/simulation/cluster/picture/picture';
import type { Disturbance } from '@site/src/simulation/scenarios/living/workloads/disturbances';
import { PLACES } from '@site/src/simulation/scenarios/living/workloads/objects';
import type { Workload } from '@site/src/simulation/scenarios/living/workloads/objects';
import type { Row as RowView } from '@site/src/simulation/scenarios/living/workloads/scene';
import living from '../living/living.module.css';
import { PodMark } from '../living/PodMark';
import { Tone } from '../parts';
import { messages } from './messages';
import styles from './WorkloadControllers.module.css';

const GLYPHS: Readonly<Record<Workload, ObjectGlyph>> = { Deployment: 'deployment', StatefulSet: 'statefulSet', DaemonSet: 'daemonSet', Job: 'job', CronJob: 'cronJob' };

interface RowProps {
  readonly row: RowView;
  readonly disturbance: Disturbance;
  readonly pods: readonly PodPicture[];
  readonly isAsked: boolean;
  readonly says: boolean;
  readonly onSay: (yes: boolean) => void;
}

/** One controller: what the reader expects of it, its Pods, and what came of it. */
export function Row({ row: { kind, isSo, created, refused, least, most }, disturbance, pods, isAsked, says, onSay }: RowProps) {
  const text = useMessages(messages);
  const why: Readonly<Partial<Record<Workload, string>>> = text.why[disturbance];
  return (
    <li className={styles.row}>
      <p className={styles.head}>
        <span className={styles.kind}>
          <Glyph kind={GLYPHS[kind]} /> {kind} <b>{PLACES[kind].name}</b>
        </span>
        {!isAsked && <small>{text.notAsked}</small>}
        {isAsked && isSo === null && (
          <label className={styles.say} data-needs-script>
            <input type="checkbox" checked={says} onChange={(event) => onSay(event.target.checked)} aria-label={`${kind}: ${text.yes}`} /> {text.yes}
          </label>
        )}
        {isSo !== null && (
          <span className={styles.verdict}>
            <b>{text.really(isSo)}</b> <Tone tone={says === isSo ? 'good' : 'failed'}>{says === isSo ? text.guess.right : text.guess.wrong}</Tone>
          </span>
        )}
      </p>
      {pods.length === 0 ? (
        <p className={styles.note}>{text.noPods}</p>
      ) : (
        <ul className={`${living.pods} ${styles.pods}`} aria-label={text.pods(kind)}>
          {pods.map((pod) => (
            <PodMark key={pod.uid} pod={pod}>
              <span className={styles.where}>{pod.node}</span>
            </PodMark>
          ))}
        </ul>
      )}
      {isSo !== null && (
        <p className={styles.note}>
          {why[kind]} {refused === null ? text.range(least, most) : <code lang="en">{refused}</code>}
          {created.length > 0 && <> · {text.created(created.map(({ name, node }) => text.on(name, node)).join(', '))}</>}
        </p>
      )}
    </li>
  );
}
