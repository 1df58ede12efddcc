import type { CSSProperties } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { Tone, Why } from '../parts';
import { MemoryAnswer } from './Answers';
import { useFormat } from './format';
import { messages } from './messages';
import type { Figures, NodeFigures } from './measures';
import styles from './CgroupLab.module.css';

const part = (value: number): string => `${(Math.max(0, Math.min(1, value)) * 100).toFixed(2)}%`;
const series = (index: number): CSSProperties => ({ '--series': `var(--kx-series-${(index % 6) + 1})` }) as CSSProperties;

/** The node's CPU time as one bar: each container's part, and what nobody used. */
export function Shares({ figures }: { figures: NodeFigures }) {
  const text = useMessages(messages);
  const format = useFormat();
  const unused = Math.max(0, figures.cpus - figures.usedCores);
  return (
    <div>
      <p className={styles.heading}>{text.shares}</p>
      <ul className={styles.shares}>
        {figures.containers.map((one, index) => (
          <li key={one.name} style={{ ...series(index), flexBasis: part(one.cores / figures.cpus) }} data-empty={one.cores < 0.005 || undefined} title={`${one.name} ${format.percent(one.cores / figures.cpus)}%`}>
            {/* A narrow part has no room for words: the colour names it, as in the rows above. */}
            <span>{one.cores / figures.cpus >= 0.2 && `${one.name} ${format.percent(one.cores / figures.cpus)}%`}</span>
          </li>
        ))}
        <li className={styles.unused} style={{ flexBasis: part(unused / figures.cpus) }} data-empty={unused < 0.01 || undefined}>
          <span>{`${text.unused} ${format.percent(unused / figures.cpus)}%`}</span>
        </li>
      </ul>
    </div>
  );
}

/** Full scale of a memory bar: the limit, or 256 MiB, or a little more than what is used. */
function scaleOf(one: Figures): number {
  return one.memoryMax ?? Math.max(256 * 1024 * 1024, one.memory * 1.1, one.memoryHigh ?? 0);
}

/** Each container's memory against its limit. */
export function Memory({ figures }: { figures: NodeFigures }) {
  const text = useMessages(messages);
  const format = useFormat();
  return (
    <div>
      <p className={styles.heading}>{text.memory}</p>
      <ul className={styles.memories}>
        {figures.containers.map((one, index) => {
          const full = scaleOf(one);
          const limit = one.memoryMax === null ? text.noLimit : text.mib(format.mib(one.memoryMax));
          return (
            <li key={one.name} style={series(index)}>
              <div className={styles.memoryHead}>
                <span>{one.name}</span>
                {one.processes > 1 && <span>{text.processCount(format.whole(one.processes))}</span>}
                {!one.alive && one.exitCode !== null && <Tone tone="failed">{text.exited(String(one.exitCode))}</Tone>}
                <span className={styles.amount}>
                  <Why answer={<MemoryAnswer figures={one} />}>{text.mib(format.mib(one.memory))}</Why>
                  {` / ${limit}`}
                </span>
              </div>
              <div className={styles.memoryBar} data-open={one.memoryMax === null || undefined}>
                <span className={styles.anon} style={{ width: part((one.memory - one.cache) / full) }} />
                <span className={styles.cache} style={{ width: part(one.cache / full) }} />
                {one.memoryHigh !== null && one.memoryHigh < full && <span className={styles.high} style={{ insetInlineStart: part(one.memoryHigh / full) }} />}
              </div>
            </li>
          );
        })}
      </ul>
      <ul className={styles.legend}>
        <li><span className={styles.keyAnon} aria-hidden="true" />{text.anon}</li>
        <li><span className={styles.keyCache} aria-hidden="true" />{text.cache}</li>
      </ul>
    </div>
  );
}
