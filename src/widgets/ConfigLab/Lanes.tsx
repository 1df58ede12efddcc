import clsx from 'clsx';
import { useMessages } from '@site/src/i18n/messages';
import { WAYS } from '@site/src/simulation/scenarios/living/config/manifest';
import type { Way } from '@site/src/simulation/scenarios/living/config/manifest';
import type { Stretch, Watched } from '@site/src/simulation/scenarios/living/config/lanes';
import { clockText } from '../living/clock';
import { TextButton, Tone } from '../parts';
import lab from '../parts/lab.module.css';
import { messages } from './messages';
import styles from './ConfigLab.module.css';

export type Shown = 'level' | 'password';

interface LanesProps {
  readonly watched: Watched;
  readonly shown: Shown;
  readonly chosen: Way;
  readonly choose: (way: Way) => void;
  /** µs */
  readonly begun: number;
  readonly now: number;
  readonly seen: number;
}

const share = (us: number, wide: number): string => `${((us / wide) * 100).toFixed(3)}%`;
const stateOf = ({ seen, stale }: Stretch, shown: Shown): 'none' | 'stale' | 'fresh' => (seen === null ? 'none' : stale[shown] ? 'stale' : 'fresh');
const TONES = { none: 'waiting', stale: 'warned', fresh: 'good' } as const;

interface Part {
  readonly from: number;
  readonly until: number;
  readonly value: string;
  readonly state: 'none' | 'stale' | 'fresh';
}

/** Stretches that show the same value in the same state are one. */
function partsOf(stretches: readonly Stretch[], shown: Shown, now: number): readonly Part[] {
  const parts: Part[] = [];
  stretches.forEach((one, index) => {
    const [value, state, until] = [one.seen?.[shown] ?? '', stateOf(one, shown), stretches[index + 1]?.from ?? now];
    const last = parts.at(-1);
    if (last !== undefined && last.value === value && last.state === state) parts[parts.length - 1] = { ...last, until };
    else parts.push({ from: one.from, until, value, state });
  });
  return parts;
}

/** What the process of each Deployment reads, on one axis of time; an edit is a line through all of them. */
export function Lanes({ watched: { lanes, values }, shown, chosen, choose, begun, now, seen }: LanesProps) {
  const text = useMessages(messages);
  const wide = Math.max(60_000_000, seen - begun, now - begun);
  const edits = values.filter(({ at, seen: value }, index) => index > 0 && at <= now && value[shown] !== values[index - 1]!.seen[shown]);
  return (
    <div className={styles.lanes} role="group" aria-label={text.lanes}>
      <ul className={clsx(lab.legend, styles.legend)}>
        {(['fresh', 'stale', 'none'] as const).map((state) => <li key={state}><span className={styles.key} data-state={state} />{text.legend[state]}</li>)}
      </ul>
      {WAYS.map((way) => {
        const parts = partsOf(lanes[way], shown, now);
        const last = parts.at(-1);
        const told = parts.slice(-6).map(({ from, until, value, state }) => text.part(clockText(from - begun), clockText(until - begun), value || text.none, text.legend[state])).join(', ');
        return (
          <div key={way} className={styles.lane} data-chosen={way === chosen || undefined}>
            <p>
              <TextButton className={styles.way} aria-pressed={way === chosen} aria-label={text.choose(text.ways[way])} onClick={() => choose(way)}>{text.ways[way]}</TextButton>
              {last !== undefined && <Tone tone={TONES[last.state]}>{last.state === 'none' ? text.none : `${last.value} · ${text[last.state]}`}</Tone>}
            </p>
            <div className={styles.track} role="img" aria-label={text.lane(text.ways[way], told)}>
              {parts.map(({ from, until, value, state }) => (
                <span key={from} data-state={state} style={{ insetInlineStart: share(from - begun, wide), width: share(until - from, wide) }}>
                  {(until - from) / wide > 0.14 && value}
                </span>
              ))}
              {edits.map(({ at }) => <i key={at} style={{ insetInlineStart: share(at - begun, wide) }} />)}
            </div>
          </div>
        );
      })}
      <p className={styles.axis} aria-hidden="true">
        <span>{clockText(0)}</span>
        <span>{clockText(wide / 2)}</span>
        <span>{clockText(wide)}</span>
      </p>
    </div>
  );
}
