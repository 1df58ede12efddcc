import { useMemo } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { formatFor } from '@site/src/phrases/amounts';
import type { SchedulerConfiguration } from '@site/src/simulation/scheduler';
import { Button } from '../../parts';
import { type StageView } from '../view';
import styles from '../panels/panels.module.css';
import { DumpGroupView } from './DumpGroupView';
import { dumpMessages } from './messages';
import { useWhyPendingPhrases } from '@site/src/phrases/scheduler/why-pending';
import { useDump } from './useDump';

interface DumpPanelProps {
  /** The lab as it ends. */
  end: StageView;
  configuration: SchedulerConfiguration;
}

/** The lab's cluster as kubectl would print it. */
function asDump({ nodes, standing }: StageView): Blob {
  const pods = standing.map(({ pod: { pod }, lane, note }) => (lane === 'placed' ? { ...pod, spec: { ...pod.spec, nodeName: note } } : pod));
  return new Blob([JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...nodes.map(({ node }) => node), ...pods] })], { type: 'application/json' });
}

/** Why the Pods of the reader's own cluster wait, and what would place them. Nothing leaves the machine. */
export function DumpPanel({ end, configuration }: DumpPanelProps) {
  const text = useMessages(dumpMessages);
  const phrases = useWhyPendingPhrases();
  const locale = useLocale();
  const f = useMemo(() => formatFor(locale), [locale]);
  const { state, load, tryOn } = useDump();
  const { progress, report, failure, outcome } = state;
  return (
    <div className={styles.panel}>
      <p>{text.intro}</p>
      <pre className={styles.command}>
        <code>{text.command}</code>
      </pre>
      <div className={styles.row}>
        <label className={styles.field}>
          {text.choose}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) load(file, configuration);
              event.target.value = '';
            }}
          />
        </label>
        <Button onClick={() => load(asDump(end), configuration)}>{text.own}</Button>
      </div>
      {progress !== null && (
        <div role="status">
          <label className={styles.field}>
            {text.phases[progress.phase]}
            <progress value={progress.done} max={Math.max(1, progress.total)} />
          </label>
          <p className={styles.quiet}>{text.progress(text.phases[progress.phase], progress.phase === 'reading' ? f.memory(progress.done) : f.n(progress.done), progress.phase === 'reading' ? f.memory(progress.total) : f.n(progress.total))}</p>
        </div>
      )}
      {failure !== null && (
        <p className={styles.wrong} role="alert">
          {text.failed}{' '}
          <code lang="en">{failure}</code>
        </p>
      )}
      {report !== null && (
        <>
          <p role="status">
            <b>{text.summary(f.n(report.nodes), f.n(report.placed), f.n(report.pending))}</b> {report.pending === 0 && text.nobody}
          </p>
          {report.groups.map((group, i) => (
            <DumpGroupView key={group.pods[0]} group={group} report={report} open={i === 0} outcome={outcome !== null && outcome.about === group.pods[0] ? outcome.what : null} text={text} f={f} onTry={tryOn} />
          ))}
          {report.absent.length > 0 && (
            <div className={styles.quiet}>
              <p>{text.absent}</p>
              <ul className={styles.list}>
                {report.absent.map((kind) => (
                  <li key={kind}>
                    <b>{kind}</b>: {phrases.absent(kind)}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </div>
  );
}
