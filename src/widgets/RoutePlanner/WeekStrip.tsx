import type { Plan } from './plan';
import styles from './RoutePlanner.module.css';

/** A plan as a row of weeks; each week is as wide as any other and coloured by what it is spent on. */
export function WeekStrip({ plan, of, label, capacity }: { plan: Plan; of: number; label: string; capacity: number }) {
  return (
    <div className={styles.strip}>
      <span className={styles.stripLabel}>{label}</span>
      <div className={styles.stripRow} aria-hidden="true" style={{ width: `${(plan.weeks.length / of) * 100}%` }}>
        {plan.weeks.map(({ index, rest, slices }) => (
          <span key={index} className={styles.stripWeek} data-rest={rest || undefined}>
            {slices.map(({ task, quarters }, at) => (
              <span key={at} className={styles.share} data-kind={task.kind} style={{ height: `${(quarters / capacity) * 100}%` }} />
            ))}
          </span>
        ))}
      </div>
    </div>
  );
}
