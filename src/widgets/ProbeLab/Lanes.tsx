import { useMessages } from '@site/src/i18n/messages';
import type { Lane } from '@site/src/simulation/scenarios/living/probes/lanes';
import { LANE_STATES } from '@site/src/simulation/scenarios/living/probes/lanes';
import { clockText } from '../living/clock';
import lab from '../parts/lab.module.css';
import { messages } from './messages';
import { Axis, share, Track } from './Track';
import styles from './ProbeLab.module.css';

interface LanesProps {
  readonly lanes: readonly Lane[];
  /** Lost in each second. */
  readonly lost: readonly number[];
  /** Now, and how wide the picture is, ms since the beginning. */
  readonly now: number;
  readonly wide: number;
  /** From when to when the database is away, ms. */
  readonly outage: readonly [from: number, until: number] | null;
  readonly says: string;
}

/** What each Pod goes through, on one axis of time, and the requests that are lost meanwhile. */
export function Lanes({ lanes, lost, now, wide, outage, says }: LanesProps) {
  const text = useMessages(messages);
  const most = Math.max(5, ...lost);
  const band = outage === null ? null : <span className={styles.outage} style={{ insetInlineStart: share(outage[0], wide), width: share(Math.max(0, Math.min(outage[1], wide) - outage[0]), wide) }} />;
  return (
    <div className={styles.lanes} role="group" aria-label={text.lanes}>
      <ul className={lab.legend}>
        {LANE_STATES.map((state) => (
          <li key={state}><span className={styles.key} data-state={state} />{text.states[state]}</li>
        ))}
        {outage !== null && <li><span className={styles.keyOutage} />{text.outage}</li>}
      </ul>
      {lanes.map(({ uid, name, stretches, restarts }) => {
        const parts = stretches.map(({ state, from }, index) => ({ state, from, until: stretches[index + 1]?.from ?? now }));
        const told = parts.slice(-8).map(({ state, from, until }) => text.part(text.states[state], clockText(from * 1000), clockText(until * 1000))).join(', ');
        return (
          <Track key={uid} name={<>{name} <small>{text.restarts(restarts)}</small></>} says={text.lane(name, restarts, told)} parts={parts} wide={wide}>
            {band}
          </Track>
        );
      })}
      <Track name={text.lostLane} says={says} parts={[]} wide={wide}>
        <svg viewBox={`0 0 1000 ${most}`} preserveAspectRatio="none" aria-hidden="true">
          {lost.map((count, at) => (count === 0 ? null : <rect key={at} x={((at * 1000) / wide) * 1000} width={Math.max(1.7, (1000 / wide) * 1000)} y={most - count} height={count} />))}
        </svg>
        {band}
      </Track>
      <Axis seconds={wide} />
    </div>
  );
}
