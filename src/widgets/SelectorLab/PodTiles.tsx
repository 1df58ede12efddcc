import { useMessages } from '@site/src/i18n/messages';
import type { Labels } from '@site/src/simulation/api';
import { printRequirements, requirementsMatch } from '@site/src/simulation/api/selector';
import { Tone } from '../parts';
import type { Selection } from './forms';
import { messages } from './messages';
import { readLabels, type LabPod } from './pods';
import figure from '../parts/figure.module.css';
import styles from './SelectorLab.module.css';

export const isSelected = (selection: Selection | undefined, labels: Labels): boolean => selection !== undefined && selection !== 'nothing' && requirementsMatch(selection, labels);

interface TilesProps {
  pods: readonly LabPod[];
  selection: Selection | undefined;
  /** Pods that a challenge wants, by name. */
  wanted: readonly string[] | undefined;
}

/** Each Pod with its labels: selected or not, and the requirement that decided. */
export function PodTiles({ pods, selection, wanted }: TilesProps) {
  const text = useMessages(messages);
  const reason = (labels: Labels): string | null => {
    if (selection === undefined) return null;
    if (selection === 'nothing') return text.because.nothing;
    const failed = selection.find((one) => !requirementsMatch([one], labels));
    if (failed === undefined) {
      const absent = selection.filter(({ key }) => !Object.hasOwn(labels, key)).map(({ key }) => key);
      return absent.length > 0 ? text.because.noKey([...new Set(absent)].join(', ')) : text.because.fits;
    }
    const printed = printRequirements([failed]);
    return Object.hasOwn(labels, failed.key) ? text.because.differs(printed, `${failed.key}=${labels[failed.key]}`) : text.because.lacks(printed, failed.key);
  };
  return (
    <ul className={figure.tiles} aria-label={text.pods}>
      {pods.map((pod) => {
        const read = readLabels(pod.labels);
        const on = read.ok && isSelected(selection, read.labels);
        return (
          <li key={pod.name} className={`${figure.tile} ${styles.tile}`} data-tone={on ? 'good' : undefined}>
            <p>
              <b>{pod.name}</b> <Tone tone={on ? 'good' : 'waiting'} bare>{on ? text.selected : text.not}</Tone>
              {wanted !== undefined && wanted.includes(pod.name) !== on && <> <Tone tone="warned" bare>{wanted.includes(pod.name) ? text.wanted : text.unwanted}</Tone></>}
            </p>
            {read.ok && Object.keys(read.labels).length > 0 && <p className={styles.labels}>{Object.entries(read.labels).map(([key, value]) => `${key}=${value}`).join(' ')}</p>}
            <p className={styles.reason}>{read.ok ? reason(read.labels) : text.because.bad}</p>
          </li>
        );
      })}
    </ul>
  );
}
