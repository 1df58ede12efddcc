import { useMemo, useState } from 'react';
import { useWrittenParts } from '@site/src/components/CurriculumMap/useWrittenParts';
import { parts as curriculum } from '@site/src/curriculum/parts';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { GOALS, QUESTION_IDS, RATINGS, trackOf, type Goal, type Question, type Rating } from './course';
import { dayOf, weekEnd, weekStart } from './dates';
import { DayInput } from './DayInput';
import { Effect, Gaps } from './Effect';
import { routeMessages } from './messages';
import { finishWeeks, gapsOf, planOf, withoutGaps, type Week } from './plan';
import { PlanList } from './PlanList';
import styles from './RoutePlanner.module.css';
import { saveCalendar } from './saveCalendar';
import { FIRST, HOURS, parseRoute, type RouteState } from './state';

/** Goal, hours, first day and ten answers in; a plan of weeks out, with what every gap does to it. */
export default function RoutePlanner() {
  const locale = useLocale();
  const text = useMessages(routeMessages);
  const kept = useWidgetState<RouteState>({ name: 'route-planner', version: 1, initial: FIRST, parse: parseRoute });
  const { state, setState } = kept;
  const { goal, hours, start, ratings, done } = state;
  const written = useWrittenParts();
  const [whole, setWhole] = useState(false);
  const ready = useMemo(() => curriculum.filter(({ slug }) => written.has(slug)).map(({ number }) => number), [written]);
  const { plan, ideal, gaps, shift } = useMemo(() => {
    const input = { goal, hours, ratings, ...(!whole && { ready }) };
    const [now, best] = [planOf(input), withoutGaps(input)];
    const [ends, idealEnds] = [finishWeeks(now), finishWeeks(best)];
    return { plan: now, ideal: best, gaps: gapsOf(input), shift: new Map([...ends].map(([part, week]) => [part, week - (idealEnds.get(part) ?? week)])) };
  }, [goal, hours, ratings, ready, whole]);
  const track = trackOf(goal).map((part) => part.number);
  // The question that matters most at first stays above the picture, whatever is answered.
  const [asked] = useState<Question>(gaps[0]?.prerequisite ?? 'processes');

  const number = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const dayWithYear = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
  const first = dayOf(start);
  const weekName = (index: number) => {
    const name = text.week(number.format(index));
    return first === undefined ? name : `${name} · ${day.format(weekStart(first, index))} – ${day.format(weekEnd(first, index))}`;
  };
  const rate = (question: Question, rating: Rating) => setState((now) => ({ ...now, ratings: { ...now.ratings, [question]: rating } }));
  const ask = (question: Question) => (
    <SegmentedControl<Rating> key={question} legend={text.questions[question]} options={RATINGS.map((value) => ({ value, label: text.ratings[value] }))} value={ratings[question]} onChange={(value) => rate(question, value)} />
  );
  const lateWeeks = plan.weeks.length - ideal.weeks.length;

  const itemsOf = ({ rest, slices }: Week) =>
    rest ? [text.restText] : slices.map(({ task, quarters }) => `${text.kinds[task.kind]}: ${task.kind === 'prepare' ? text.topics[task.prerequisite] : text.part(task.part, curriculum[task.part - 1].title[locale])}, ${text.duration(number.format(quarters / 4))}`);
  const subjectsOf = ({ rest, slices }: Week) =>
    rest ? text.rest : [...new Set(slices.map(({ task }) => (task.kind === 'prepare' ? text.topics[task.prerequisite] : text.part(task.part, curriculum[task.part - 1].title[locale]))))].join(', ');
  const save = () => {
    if (first === undefined) return;
    const weeks = plan.weeks.map((week) => ({ index: week.index, summary: `${text.week(number.format(week.index))} · ${subjectsOf(week)}`, description: itemsOf(week).join('\n') }));
    saveCalendar(text.fileName, { name: text.calendarName, start: first, weeks });
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={gaps.length > 0 || asked !== 'processes' ? text.tryFirst(text.topics[asked]) : text.tryGoal}
      lead={ask(asked)}
      kept={kept}
      says={`${text.says(text.goals[goal], number.format(plan.parts.length), number.format(plan.quarters / 4), number.format(plan.weeks.length), number.format(plan.restWeeks))}${gaps.length === 0 ? text.saysNoGaps : text.saysGaps(number.format(lateWeeks))}`}
      simplifies={text.simplifies}
      stage={<Effect plan={plan} ideal={ideal} capacity={hours * 4} />}
      controls={
        <>
          <More label={text.plan} open>
            <PlanList
              plan={plan}
              weekName={weekName}
              lastDay={first === undefined ? null : dayWithYear.format(weekEnd(first, plan.weeks.length))}
              shift={shift}
              done={done}
              unready={track.length - plan.parts.length}
              planned={track.filter((part) => !ready.includes(part))}
              onDone={(part, ticked) => setState((now) => ({ ...now, done: ticked ? [...now.done, part].sort((a, b) => a - b) : now.done.filter((one) => one !== part) }))}
            />
            {track.some((part) => !ready.includes(part)) && (
              <label className={styles.whole}>
                <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.target.checked)} /> {text.whole}
              </label>
            )}
          </More>
          <More label={text.basics}>
            <div className={styles.basics}>
              <SegmentedControl<Goal> legend={text.goal} options={GOALS.map((value) => ({ value, label: text.goals[value] }))} value={goal} onChange={(value) => setState((now) => ({ ...now, goal: value }))} />
              <Slider label={text.hours} value={hours} min={HOURS.least} max={HOURS.most} display={text.hoursValue(number.format(hours))} onChange={(value) => setState((now) => ({ ...now, hours: value }))} />
              <DayInput label={text.start} hint={text.startHint} outOfRange={text.outOfRange} value={start} onChange={(value) => setState((now) => ({ ...now, start: value }))} />
              <div className={styles.save}>
                <Button blocked={first === undefined ? text.saveBlocked : null} onClick={save}>
                  {text.save}
                </Button>
                <span className={styles.muted}>{text.saveHint}</span>
              </div>
            </div>
          </More>
          <More label={text.diagnostic}>
            <div className={styles.questions}>{QUESTION_IDS.map(ask)}</div>
          </More>
          <More label={text.gapsMore}>
            <Gaps gaps={gaps} onMend={(prerequisite) => rate(prerequisite, 'yes')} />
          </More>
        </>
      }
    />
  );
}
