import { useMessages } from '@site/src/i18n/messages';
import { Button, SegmentedControl, Slider } from '../parts';
import { clockText } from './clock';
import { livingMessages } from './messages';
import { SPEEDS, type Living, type Speed } from './useLiving';
import styles from './living.module.css';

type TimeBarProps = Pick<Living<unknown, unknown>, 'picture' | 'begun' | 'seen' | 'running' | 'speed' | 'busy' | 'broken' | 'overdue' | 'play' | 'pause' | 'next' | 'quiet' | 'goTo' | 'setSpeed'>;

/** The cluster's clock: it runs or stands, goes to the next thing that happens, until all is quiet, or back. */
export function TimeBar({ picture, begun, seen, running, speed, busy, broken, overdue, play, pause, next, quiet, goTo, setSpeed }: TimeBarProps) {
  const text = useMessages(livingMessages);
  const now = Math.floor((picture.now - begun) / 1_000_000);
  const end = Math.max(1, Math.floor((seen - begun) / 1_000_000));
  return (
    <div className={styles.time} role="group" aria-label={text.time}>
      <div className={styles.buttons}>
        <Button onClick={running ? pause : play} aria-pressed={running}>{running ? text.pause : text.play}</Button>
        <Button onClick={next} disabled={running}>{text.next}</Button>
        <Button onClick={quiet} disabled={running}>{text.quiet}</Button>
        <span className={styles.clock} data-busy={busy || undefined}>{clockText(picture.now - begun)}</span>
      </div>
      <div className={styles.moments}>
        <Slider label={text.rewind} value={Math.min(now, end)} min={0} max={end} display={clockText(picture.now - begun)} onChange={(at) => goTo(at >= end ? seen : begun + at * 1_000_000)} />
        <SegmentedControl legend={text.speed} options={SPEEDS.map((one) => ({ value: String(one), label: text.times1(one) }))} value={String(speed)} onChange={(value) => setSpeed(Number(value) as Speed)} />
      </div>
      {seen - picture.now > 1_000_000 && <p className={styles.past}>{text.past}</p>}
      {overdue !== null && <p role="alert">{text.overdue(overdue)}</p>}
      {broken !== null && <p role="alert">{text.broken(broken)}</p>}
    </div>
  );
}
