import { TextInput } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { fieldErrorMessage } from '@site/src/simulation/api/field-errors';
import { validateSchedule } from '@site/src/simulation/api/validation/cron-schedule';
import { parseTime } from '@site/src/simulation/base/time';
import { nextRuns, type CronRun } from '@site/src/simulation/cluster/controllers/cronjob/next-runs';
import { SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { COUNT, EXAMPLES, initialState, LONGEST, parseState, STARTS, ZONES, type CronState, type Start, type ZoneName } from './state';
import styles from './CronRuns.module.css';

/** A schedule, its time zone, and the starts that come of it. */
export default function CronRuns() {
  const text = useMessages(messages);
  const kept = useWidgetState<CronState>({ name: 'cron-runs', version: 1, initial: initialState, parse: parseState });
  const { schedule, zone, start } = kept.state;
  const [error] = validateSchedule(schedule, zone || undefined, 'spec.schedule');
  const answer = nextRuns(schedule, zone || undefined, parseTime(`${start}T00:00:00Z`) ?? 0, COUNT);
  const change = (next: Partial<CronState>) => kept.setState({ ...kept.state, ...next });

  const says = () => {
    if (error) return text.refused(fieldErrorMessage(error));
    if (!answer.ok) return text.refused(answer.error);
    if (answer.runs.length === 0) return text.never;
    if (answer.skipped[0]) return text.skipped(answer.skipped[0]);
    const twice = answer.runs.find(({ again }) => again);
    if (twice) return text.twice(twice.wall);
    if (answer.days === 'either') return text.either;
    return zone === '' ? text.home : text.plain;
  };
  const why = ({ byDate, byWeekday }: CronRun) => (byDate && byWeekday ? text.why.both : byDate ? text.why.date : text.why.weekday);
  const runs = !error && answer.ok ? answer : undefined;

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <ol className={styles.runs} aria-label={text.runs}>
          {runs?.runs.map((run) => (
            <li key={run.utc} className={styles.run} data-again={run.again || undefined}>
              <b>{text.when(run.wall, text.weekdays[run.weekday] ?? '')}</b>
              <span className={styles.utc}>{text.utc(run.utc.slice(0, 16).replace('T', ' '))}</span>
              {run.again ? <Tone tone="warned">{text.again}</Tone> : runs.days === 'either' && <span className={styles.why}>{why(run)}</span>}
            </li>
          ))}
          {runs?.skipped.map((wall) => (
            <li key={wall} className={styles.run} data-gap>
              <Tone tone="warned">{text.gap(wall)}</Tone>
            </li>
          ))}
          {runs?.runs.length === 0 && <li className={styles.run}>{text.empty}</li>}
        </ol>
      }
      says={says()}
      controls={
        <>
          <SegmentedControl<string>
            legend={text.examples}
            options={EXAMPLES.map(({ schedule: value }) => ({ value, label: <code>{value}</code> }))}
            value={schedule}
            onChange={(next) => kept.setState({ ...(EXAMPLES.find((one) => one.schedule === next) ?? initialState) })}
          />
          <label className={styles.own}>
            <span>{text.own}</span>
            <TextInput code value={schedule} maxLength={LONGEST} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => change({ schedule: event.target.value })} />
          </label>
          <SegmentedControl<ZoneName> legend={text.zone} options={ZONES.map((value) => ({ value, label: text.zones[value] }))} value={zone} onChange={(next) => change({ zone: next })} />
          <SegmentedControl<Start> legend={text.start} options={STARTS.map((value) => ({ value, label: value }))} value={start} onChange={(next) => change({ start: next })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
