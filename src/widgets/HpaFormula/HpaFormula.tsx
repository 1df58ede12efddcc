import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { decide, initialState, MOST, MOST_USAGE, parseState, REQUESTS, type FormulaState } from './state';
import styles from './HpaFormula.module.css';

type Request = 'none' | 'some';

/** The HPA's formula with its tolerance, and the one container without a request that stops it. */
export default function HpaFormula() {
  const text = useMessages(messages);
  const kept = useWidgetState<FormulaState>({ name: 'hpa-formula', version: 1, initial: initialState, parse: parseState });
  const { replicas, usage, target, requested } = kept.state;
  const decided = decide(kept.state);
  const wanted = 'error' in decided ? replicas : decided.replicas;
  const percent = 'error' in decided ? undefined : decided.utilization;
  const change = (next: Partial<FormulaState>) => kept.setState({ ...kept.state, ...next });
  const kindOf = (index: number) => (index >= replicas ? 'new' : index >= wanted ? 'leaving' : 'kept');

  const says = () => {
    if (percent === undefined) return text.failed;
    if (wanted > replicas) return text.up(replicas, wanted);
    if (wanted < replicas) return text.down(replicas, wanted);
    return Math.ceil((replicas * percent) / target) === replicas && Math.abs(percent / target - 1) > 0.1 ? text.same(replicas) : text.within(percent, target);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <>
          <div className={styles.pods} role="img" aria-label={text.figure(replicas, wanted)}>
            {Array.from({ length: Math.max(replicas, wanted) }, (_, index) => (
              <span key={index} data-kind={kindOf(index)}>
                <Glyph kind="pod" />
              </span>
            ))}
          </div>
          {percent === undefined ? (
            <>
              <p className={styles.line}>{text.unknown}</p>
              <p className={styles.line}>
                <code>{'error' in decided ? `FailedGetResourceMetric: failed to get cpu utilization: ${decided.error}` : ''}</code>
              </p>
            </>
          ) : (
            <>
              <p className={styles.line}>{text.utilization(usage, REQUESTS.app + REQUESTS.log, percent, target)}</p>
              <p className={styles.line}>{text.formula(replicas, percent, target, Math.ceil((replicas * percent) / target))}</p>
            </>
          )}
        </>
      }
      says={says()}
      controls={
        <>
          <SegmentedControl<Request>
            legend={text.request}
            options={(['none', 'some'] as const).map((value) => ({ value, label: text.choices[value] }))}
            value={requested ? 'some' : 'none'}
            onChange={(next) => change({ requested: next === 'some' })}
          />
          <Slider label={text.usage} value={usage} min={0} max={MOST_USAGE} step={20} display={`${usage}m`} onChange={(next) => change({ usage: next })} />
          <Slider label={text.replicas} value={replicas} min={1} max={MOST} step={1} display={text.pods(replicas)} onChange={(next) => change({ replicas: next })} />
          <Slider label={text.target} value={target} min={10} max={100} step={5} display={`${target}%`} onChange={(next) => change({ target: next })} />
        </>
      }
      simplifies={text.simplifies}
    />
  );
}
