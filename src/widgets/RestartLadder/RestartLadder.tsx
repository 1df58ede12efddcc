import { useMessages } from '@site/src/i18n/messages';
import { DEFAULT_BACKOFF } from '@site/src/simulation/resources/pod/restart-backoff';
import { playRestarts, type RestartPolicy } from '@site/src/simulation/resources/pod/restart-ladder';
import { SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { CODES, ENDS, initialState, parseState, POLICIES, RUNS, type LadderState } from './state';
import styles from './RestartLadder.module.css';

/** The waits between a container's end and its next start: the same for every exit code. */
export default function RestartLadder() {
  const text = useMessages(messages);
  const kept = useWidgetState<LadderState>({ name: 'restart-ladder', version: 1, initial: initialState, parse: parseState });
  const { runs, code, policy } = kept.state;
  const ends = playRestarts({ policy, exitCode: Number(code), runsFor: Number(runs) }, ENDS);
  const change = (next: Partial<LadderState>) => kept.setState({ ...kept.state, ...next });

  const says = () => {
    if (ends.at(-1)?.wait === null) return code === '0' ? text.done : text.failed;
    return ends.some((one) => one.wait !== 0) ? text.crash(code) : text.reset;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <>
          <SegmentedControl<LadderState['code']> legend={text.code} options={CODES.map((value) => ({ value, label: value }))} value={code} onChange={(next) => change({ code: next })} />
          <SegmentedControl<LadderState['runs']> legend={text.runs} options={RUNS.map((value) => ({ value, label: text.seconds[value] }))} value={runs} onChange={(next) => change({ runs: next })} />
        </>
      }
      stage={
        <ol className={styles.ends}>
          {ends.map(({ wait }, index) => (
            <li key={index} className={styles.end} data-last={wait === null || undefined}>
              <span>{text.end(index + 1)}</span>
              {wait === null ? (
                <span>{text.none}</span>
              ) : (
                <>
                  <span className={styles.track} aria-hidden="true">
                    <span className={styles.bar} style={{ width: `${(wait / DEFAULT_BACKOFF.max) * 100}%` }} />
                  </span>
                  <span>{text.wait(wait)}</span>
                </>
              )}
            </li>
          ))}
        </ol>
      }
      says={says()}
      controls={<SegmentedControl<RestartPolicy> legend={text.policy} options={POLICIES.map((value) => ({ value, label: value }))} value={policy} onChange={(next) => change({ policy: next })} />}
      simplifies={text.simplifies}
    />
  );
}
