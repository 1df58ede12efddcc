import { parts as curriculum } from '@site/src/curriculum/parts';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { ScrollBox, Tone } from '../parts';
import { evidenceMessages } from './evidence';
import { routeMessages } from './messages';
import type { Plan, Slice } from './plan';
import styles from './RoutePlanner.module.css';

interface PlanListProps {
  plan: Plan;
  /** What a week is called: its number, or its first and last day. */
  weekName: (index: number) => string;
  lastDay: string | null;
  /** Part → weeks by which it ends later than without gaps. */
  shift: ReadonlyMap<number, number>;
  done: readonly number[];
  /** How many parts of the track are not out yet and not in the plan. */
  unready: number;
  /** Parts in the plan that are not out yet. */
  planned: readonly number[];
  onDone: (part: number, done: boolean) => void;
}

/** Every week with what is to be done in it; a part ends with the line that says what the reader can do then. */
export function PlanList({ plan, weekName, lastDay, shift, done, unready, planned, onDone }: PlanListProps) {
  const locale = useLocale();
  const text = useMessages(routeMessages);
  const number = new Intl.NumberFormat(locale);
  const doneHere = plan.parts.filter((part) => done.includes(part)).length;
  return (
    <ScrollBox className={styles.panel} label={text.planRegion}>
      <p className={styles.planHead}>
        <span>{text.progress(number.format(doneHere), number.format(plan.parts.length))}</span>
        {lastDay !== null && <span>{text.ends(lastDay)}</span>}
      </p>
      <ol className={styles.weeks}>
        {plan.weeks.map(({ index, rest, slices }) => (
          <li key={index} className={styles.week} data-rest={rest || undefined}>
            <p className={styles.weekName}>
              {weekName(index)}
              {rest && <span className={styles.restName}>{text.rest}</span>}
            </p>
            {rest ? (
              <p className={styles.muted}>{text.restText}</p>
            ) : (
              <ul className={styles.slices}>
                {slices.map((slice) => (
                  <SliceLine key={slice.task.kind === 'prepare' ? slice.task.prerequisite : `${slice.task.kind}-${slice.task.part}`} slice={slice} shift={shift} done={done} planned={planned} onDone={onDone} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {unready > 0 && <p className={styles.muted}>{text.unready(number.format(unready))}</p>}
    </ScrollBox>
  );
}

function SliceLine({ slice: { task, quarters, continued, last }, shift, done, planned, onDone }: { slice: Slice } & Pick<PlanListProps, 'shift' | 'done' | 'planned' | 'onDone'>) {
  const locale = useLocale();
  const text = useMessages(routeMessages);
  const evidence = useMessages(evidenceMessages);
  const number = new Intl.NumberFormat(locale);
  const name = task.kind === 'prepare' ? text.topics[task.prerequisite] : text.part(task.part, curriculum[task.part - 1].title[locale]);
  const part = task.kind === 'practise' && last ? task.part : null;
  const later = part === null ? 0 : (shift.get(part) ?? 0);
  return (
    <li className={styles.slice}>
      <span className={styles.kind} data-kind={task.kind}>
        {text.kinds[task.kind]}
      </span>
      <span className={styles.what}>
        {name} {task.kind !== 'prepare' && planned.includes(task.part) && <span className={styles.muted}>({text.planned})</span>} {continued && <span className={styles.muted}>{text.continued}</span>}
        {later > 0 && (
          <span className={styles.later}>
            <Tone tone="warned">{text.later(number.format(later))}</Tone>
          </span>
        )}
      </span>
      <span className={styles.quarters}>{text.duration(number.format(quarters / 4))}</span>
      {part !== null && (
        <label className={styles.can}>
          <input type="checkbox" checked={done.includes(part)} onChange={(event) => onDone(part, event.target.checked)} />
          <span>
            <b>{text.can}</b> {evidence.can[part - 1]}
          </span>
        </label>
      )}
    </li>
  );
}
