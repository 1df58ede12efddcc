import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { Prerequisite } from './course';
import { routeMessages } from './messages';
import type { Gap, Plan } from './plan';
import styles from './RoutePlanner.module.css';
import { WeekStrip } from './WeekStrip';

interface EffectProps {
  plan: Plan;
  ideal: Plan;
  gaps: readonly Gap[];
  /** Quarters of an hour in a week. */
  capacity: number;
  onMend: (prerequisite: Prerequisite) => void;
}

/** The plan beside the one without gaps, and what each gap costs; pressing a gap closes it. */
export function Effect({ plan, ideal, gaps, capacity, onMend }: EffectProps) {
  const locale = useLocale();
  const text = useMessages(routeMessages);
  const number = new Intl.NumberFormat(locale);
  const [idealWeeks, weeks] = [number.format(ideal.weeks.length), number.format(plan.weeks.length)];
  return (
    <div className={styles.panel} role="region" aria-label={text.effectRegion} tabIndex={0}>
      <p className={styles.heading}>{text.effect}</p>
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
      {gaps.length === 0 ? (
        <p>{text.noGaps}</p>
      ) : (
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
      )}
    </div>
  );
}
