import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { Prerequisite } from './course';
import { routeMessages } from './messages';
import type { Gap, Plan } from './plan';
import styles from './RoutePlanner.module.css';
import { WeekStrip } from './WeekStrip';

interface EffectProps {
  plan: Plan;
  ideal: Plan;
  /** Quarters of an hour in a week. */
  capacity: number;
}

/** The plan beside the one without gaps. */
export function Effect({ plan, ideal, capacity }: EffectProps) {
  const locale = useLocale();
  const text = useMessages(routeMessages);
  const number = new Intl.NumberFormat(locale);
  const [idealWeeks, weeks] = [number.format(ideal.weeks.length), number.format(plan.weeks.length)];
  return (
    <div>
      <div role="img" aria-label={text.bars(idealWeeks, weeks)}>
        <WeekStrip plan={ideal} of={plan.weeks.length} label={text.idealBar(idealWeeks)} capacity={capacity} />
        <WeekStrip plan={plan} of={plan.weeks.length} label={text.realBar(weeks)} capacity={capacity} />
      </div>
      <p className={styles.legend}>
        {(['prepare', 'read', 'practise'] as const).map((kind) => (
          <span key={kind}>
            <span className={styles.swatch} data-kind={kind} aria-hidden="true" /> {text.kindsLong[kind]}
          </span>
        ))}
        <span>
          <span className={styles.swatch} data-rest aria-hidden="true" /> {text.rest}
        </span>
      </p>
    </div>
  );
}

/** What each gap costs; pressing one closes it. */
export function Gaps({ gaps, onMend }: { gaps: readonly Gap[]; onMend: (prerequisite: Prerequisite) => void }) {
  const locale = useLocale();
  const text = useMessages(routeMessages);
  const number = new Intl.NumberFormat(locale);
  if (gaps.length === 0) return <p>{text.noGaps}</p>;
  return (
    <ul className={styles.gaps}>
      {gaps.map(({ prerequisite, quarters, before, weeks: added, moved }) => (
        <li key={prerequisite}>
          <button type="button" onClick={() => onMend(prerequisite)}>
            <b>{text.gap(text.topics[prerequisite], number.format(quarters / 4), before)}</b>
            <span>
              {moved > 0 ? text.gapMoves(number.format(moved)) : text.gapMovesNone}
              {added > 0 && ` ${text.gapWeeks(number.format(added))}`}
            </span>
            <span className={styles.mend}>{text.mend(text.topics[prerequisite])}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
