import { useEffect, useRef } from 'react';
import { TextButton, Tone, type ToneName } from '../parts';
import { type LabText } from './messages';
import { type Lane, type Standing } from './view';
import styles from './SchedulerLab.module.css';

interface PodListProps {
  standing: readonly Standing[];
  /** Seconds on the lab's clock. */
  at: number;
  selected: string | null;
  text: LabText;
  onSelect: (key: string) => void;
}

/** So many Pods of a lane are drawn; the rest is counted. */
const SHOWN = 40;

const TONES: Readonly<Record<Lane, ToneName>> = { working: 'working', active: 'waiting', backoff: 'warned', unschedulable: 'failed', gated: 'waiting', aside: 'waiting', placed: 'good' };

function word({ lane, note, until, leaving }: Standing, at: number, text: LabText): string {
  if (leaving) return text.status.leaving(note);
  if (lane === 'placed') return note;
  if (lane === 'backoff') return text.status.backoff(String(Math.max(0, (until ?? at) - at)));
  if (lane === 'aside') return note === '' ? text.status.other : note;
  return text.status[lane];
}

/** The queues and what came out of them, in the scheduler's order; press a Pod to see its decision. */
export function PodList({ standing, at, selected, text, onSelect }: PodListProps) {
  const list = useRef<HTMLDivElement>(null);
  // The list scrolls sideways, the page does not: only the list's own offset is set.
  useEffect(() => {
    const entry = list.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.parentElement;
    if (list.current !== null && entry != null) list.current.scrollLeft = entry.offsetLeft - list.current.offsetLeft - 72;
  }, [selected, standing]);
  const lanes = [...new Set(standing.map(({ lane }) => lane))];
  return (
    <div ref={list} className={styles.pods} role="group" aria-label={text.podsLabel}>
      {lanes.map((lane) => {
        const here = standing.filter((one) => one.lane === lane);
        const chosen = here.findIndex(({ pod }) => pod.key === selected);
        const shown = here.filter((_, i) => i < SHOWN || i === chosen);
        return (
          <div key={lane} className={styles.lane} data-lane={lane}>
            <p className={styles.laneName}>
              {text.lanes[lane]} <b>{here.length}</b>
            </p>
            <ul role="list" aria-label={text.lanes[lane]}>
              {shown.map((one) => (
                <li key={one.pod.key}>
                  <TextButton className={styles.pod} data-queue-pod={one.pod.key} aria-pressed={one.pod.key === selected} title={one.pod.pod.metadata.name} onClick={() => onSelect(one.pod.key)}>
                    <span className={styles.podName}>{one.pod.short}</span>
                    <Tone tone={one.leaving ? 'warned' : TONES[lane]} bare>
                      {word(one, at, text)}
                    </Tone>
                  </TextButton>
                </li>
              ))}
              {here.length > shown.length && <li className={styles.quiet}>{text.more(String(here.length - shown.length))}</li>}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
