import { useEffect, useRef, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { ClusterView } from '../living/ClusterView';
import { EventList } from '../living/EventList';
import { livingMessages } from '../living/messages';
import { TimeBar } from '../living/TimeBar';
import { ScrollBox, SegmentedControl } from '../parts';
import { Files } from './Files';
import { terminalMessages } from './messages';
import { Screen } from './Screen';
import type { TerminalState } from './useTerminal';
import styles from './terminal.module.css';

type Side = 'cluster' | 'files' | 'events';

interface TerminalBodyProps {
  readonly terminal: TerminalState;
  /** A first session, as text. */
  readonly first: string;
  readonly typed?: { readonly text: string; readonly n: number } | null;
}

/** A terminal with its cluster, files and events beside it, and the clock below. */
export function TerminalBody({ terminal, first, typed = null }: TerminalBodyProps) {
  const text = useMessages(terminalMessages);
  const words = useMessages(livingMessages);
  const { report, ask, attach, running, speed, broken, setSeen } = terminal;
  const [side, setSide] = useState<Side>('cluster');
  const box = useRef<HTMLDivElement>(null);
  const waits = report?.editing?.path ?? null;

  useEffect(() => {
    if (waits !== null) setSide('files');
  }, [waits]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const watcher = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting !== false));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [setSeen]);

  const picture = report?.report.picture;
  return (
    <div ref={box} className={styles.body}>
      <Screen attach={attach} ask={ask} first={first} typed={typed} />
      <div className={styles.side}>
        <SegmentedControl<Side> legend={text.beside} value={side} onChange={setSide} options={[{ value: 'cluster', label: text.cluster }, { value: 'files', label: text.files }, { value: 'events', label: words.events }]} />
        <ScrollBox label={side === 'cluster' ? text.cluster : side === 'files' ? text.files : words.events} className={styles.sideBox}>
          {report === null || picture === undefined ? <p>{text.loading}</p> : side === 'files' ? <Files report={report} ask={ask} /> : side === 'events' ? <EventList events={picture.events} begun={report.report.begun} /> : <ClusterView picture={picture} owners />}
        </ScrollBox>
      </div>
      <div className={styles.clock}>
        {report !== null && picture !== undefined && (
          <TimeBar picture={picture} begun={report.report.begun} seen={report.report.seen} running={running} speed={speed} busy={false} broken={broken} overdue={null} play={terminal.play} pause={terminal.pause} next={terminal.next} quiet={terminal.quiet} goTo={terminal.goTo} setSpeed={terminal.setSpeed} />
        )}
        {report === null && broken !== null && <p role="alert">{text.broken(broken)}</p>}
      </div>
    </div>
  );
}
