import { RULES, type Goal } from '@site/src/simulation/resources/sizing/goals';
import { throttledMs, type ContainerSize } from '@site/src/simulation/resources/sizing/size';
import { useMessages } from '@site/src/i18n/messages';
import { useFormat } from './format';
import { messages } from './messages';
import type { SizerRun } from './run';
import { Strip } from './Strip';
import styles from './RightSizer.module.css';

/** The time of CPU that the example request of the page needs, ms. */
const NEEDED_MS = 30;

function useCpuReasons({ cpu }: ContainerSize, goal: Goal): string[] {
  const text = useMessages(messages);
  const f = useFormat();
  if (cpu === null) return [text.noCpu];
  const { spread, limit } = cpu;
  const { cpuPercentile } = RULES[goal];
  const first = cpuPercentile === 1 ? text.cpuMost(f.cpu(spread.most), f.cpu(spread.median)) : text.cpuWhy(f.n(cpuPercentile * 100), f.cpu(spread.chosen), f.cpu(spread.median), f.cpu(spread.most));
  if (limit === null) return [first, text.cpuNone];
  const second = limit === cpu.request ? text.cpuSame(f.n(limit / 10)) : text.cpuBurst(f.cpu(limit), f.n(limit / 10));
  return [first, second, text.wait(f.n(NEEDED_MS), f.n(throttledMs(NEEDED_MS, limit)))];
}

function Sized({ size, bars, goal }: { size: ContainerSize; bars: NonNullable<SizerRun['shown']>['bars'][number]; goal: Goal }) {
  const text = useMessages(messages);
  const f = useFormat();
  const reasons = useCpuReasons(size, goal);
  const { name, cpu, memory } = size;
  const names = { request: text.request, limit: text.limit };
  return (
    <li className={styles.container}>
      <p className={styles.name}>{name}</p>
      <div className={styles.pair}>
        <div>
          <p className={styles.amount}>{text.cpu}{cpu !== null && <b>{`${f.cpu(cpu.request)}${cpu.limit === null ? '' : ` / ${f.cpu(cpu.limit)}`}`}</b>}</p>
          {cpu !== null && <Strip bars={bars.cpu} request={cpu.request} limit={cpu.limit} names={names} label={text.figure(name, text.cpu, f.cpu(cpu.spread.median), f.cpu(cpu.spread.most), f.cpu(cpu.request))} />}
          {reasons.map((sentence) => <p key={sentence} className={styles.reason}>{sentence}</p>)}
        </div>
        <div>
          <p className={styles.amount}>{text.memory}{memory !== null && <b>{f.memory(memory.request)}</b>}</p>
          {memory !== null && <Strip bars={bars.memory} request={memory.request} limit={memory.limit} names={names} label={text.figure(name, text.memory, f.memory(memory.spread.median), f.memory(memory.spread.most), f.memory(memory.request))} />}
          <p className={styles.reason}>{memory === null ? text.noMemory : text.memoryWhy(f.memory(memory.spread.most), f.n(RULES[goal].memoryHeadroom * 100))}</p>
        </div>
      </div>
    </li>
  );
}

/** Each container's samples with its request and limit, and why. */
export function Sizes({ shown, goal }: { shown: NonNullable<SizerRun['shown']>; goal: Goal }) {
  const size = shown.sizes[goal];
  return (
    <ul className={styles.containers}>
      {size.containers.map((one, index) => <Sized key={one.name} size={one} bars={shown.bars[index]} goal={goal} />)}
    </ul>
  );
}
