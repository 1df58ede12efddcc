import { useEffect, useRef } from 'react';
import { type Decision } from '@site/src/simulation/scheduler';
import { TextButton, Tone, type ToneName } from '../parts';
import { type LabText } from './messages';
import { type LabPod } from './run';
import styles from './SchedulerLab.module.css';

interface PodListProps {
  pods: readonly LabPod[];
  /** Decisions that are over, by Pod. */
  decided: ReadonlyMap<string, Decision>;
  current: string | null;
  selected: string | null;
  text: LabText;
  onSelect: (key: string) => void;
}

function status(decision: Decision | undefined, working: boolean, text: LabText): { tone: ToneName; word: string } {
  switch (decision?.kind) {
    case 'scheduled':
      return { tone: 'good', word: text.status.placed(decision.node) };
    case 'unschedulable':
      return { tone: 'failed', word: text.status.pending };
    case 'gated':
      return { tone: 'waiting', word: text.status.gated };
    case 'bound':
      return decision.nodeExists ? { tone: 'good', word: text.status.bound(decision.node) } : { tone: 'failed', word: text.status.boundGone(decision.node) };
    case 'otherScheduler':
      return { tone: 'waiting', word: text.status.other };
    case undefined:
      return working ? { tone: 'working', word: text.status.working } : { tone: 'waiting', word: text.status.waiting };
  }
}

/** The queue and what became of it, in the scheduler's order; press a Pod to see its decision. */
export function PodList({ pods, decided, current, selected, text, onSelect }: PodListProps) {
  const list = useRef<HTMLUListElement>(null);
  // The list scrolls sideways, the page does not: only the list's own offset is set.
  useEffect(() => {
    const entry = list.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.parentElement;
    if (list.current !== null && entry != null) list.current.scrollLeft = entry.offsetLeft - list.current.offsetLeft - 24;
  }, [selected]);
  return (
    <ul ref={list} className={styles.pods} role="list" aria-label={text.podsLabel}>
      {pods.map((pod) => {
        const { tone, word } = status(decided.get(pod.key), pod.key === current, text);
        return (
          <li key={pod.key}>
            <TextButton className={styles.pod} data-queue-pod={pod.key} aria-pressed={pod.key === selected} title={pod.pod.metadata.name} onClick={() => onSelect(pod.key)}>
              <span className={styles.podName}>{pod.short}</span>
              <Tone tone={tone} bare>{word}</Tone>
            </TextButton>
          </li>
        );
      })}
    </ul>
  );
}
