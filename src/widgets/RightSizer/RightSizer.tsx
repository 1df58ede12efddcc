import { useId, useMemo, useRef } from 'react';
import { Select, TextArea } from '@site/src/components/fields';
import { GOALS, type Goal } from '@site/src/simulation/resources/sizing/goals';
import { useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { useInWorker } from '../state/useInWorker';
import { WidgetFrame } from '../WidgetFrame';
import { Costs, yamlOf } from './Costs';
import { PRESET_IDS, PRESETS, type Preset } from './examples';
import { useFormat } from './format';
import { messages } from './messages';
import { Problems } from './Problems';
import { runSizer, type SizerInput } from './run';
import { Sizes } from './Sizes';
import { LIMITS, parseState, startOf, takeOver, type SizerState } from './state';
import styles from './RightSizer.module.css';

const makeWorker = () => new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });

const DAY_S = 86_400;
/** Fewer samples than this say little about percentiles. */
const FEW = 20;

const QUERIES = `sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{container!=""}[5m]))
max by (namespace, pod, container) (container_memory_working_set_bytes{container!=""})`;

/** Usage in, requests and limits out: where the samples lie, why these numbers, and what each choice costs. */
export default function RightSizer({ preset = 'day' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const f = useFormat();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<SizerState>({ name: 'right-sizer', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { text: usage, goal, chosen, nodeCpu, nodeMemory } = state;
  const input = useMemo((): SizerInput => ({ text: usage, chosen, nodeCpu, nodeMemory }), [usage, chosen, nodeCpu, nodeMemory]);
  const { output, busy } = useInWorker(input, runSizer, makeWorker);
  const { shown, names, problems } = output;
  const name = names[chosen] ?? names[0] ?? '';

  const goTo = (line: number) => {
    const field = area.current;
    if (field === null) return;
    const lines = field.value.split('\n');
    const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    field.focus();
    field.setSelectionRange(at, at + (lines[line - 1]?.length ?? 0));
  };

  const span = shown?.span ?? null;
  const over = span === null ? '' : span >= 2 * DAY_S ? text.days(f.n(span / DAY_S)) : text.hours(f.n(span / 3600));
  const says = () => {
    if (shown === null) return text.says.none;
    const size = shown.sizes[goal];
    const caution = shown.samples < FEW ? ` ${text.says.few(f.n(shown.samples))}` : span !== null && span < DAY_S * 0.9 ? ` ${text.says.short}` : '';
    return `${text.says.sized(name, f.cpu(size.cpu), f.memory(size.memory), text.means[goal])}${caution}`;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <label htmlFor={id}>{text.usage}</label>
          <TextArea id={id} ref={area} code rows={5} className={styles.usage} value={usage} spellCheck={false} wrap="off" onChange={(event) => setState({ ...state, text: event.target.value, chosen: 0 })} />
          <SegmentedControl<Goal> legend={text.goal} options={GOALS.map((value) => ({ value, label: text.goals[value] }))} value={goal} onChange={(next) => setState({ ...state, goal: next })} />
        </div>
      }
      stage={
        <div className={styles.stage} aria-busy={busy}>
          <Problems problems={problems} onGoTo={goTo} />
          {shown !== null && (
            <>
              <div className={styles.head}>
                {names.length > 1 && (
                  <label className={styles.choose}>
                    {text.workload}
                    <Select value={String(names[chosen] === undefined ? 0 : chosen)} onChange={(event) => setState({ ...state, chosen: Number(event.target.value) })}>
                      {names.map((one, index) => <option key={index} value={String(index)}>{one}</option>)}
                    </Select>
                  </label>
                )}
                <p className={styles.measured}>
                  <b>{name}</b> {text.of(f.n(shown.pods), f.n(shown.samples), over)}
                </p>
              </div>
              <Sizes shown={shown} goal={goal} />
              <div className={styles.results}>
                <div>
                  <p className={styles.heading}>{text.manifest}</p>
                  {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
                  <pre className={styles.yaml} tabIndex={0} aria-label={text.manifest} role="group">{yamlOf(shown.sizes[goal])}</pre>
                </div>
                <Costs shown={shown} goal={goal} />
              </div>
            </>
          )}
        </div>
      }
      says={says()}
      controls={
        <div>
          <div className={styles.examples}>
            <span>{text.examples}</span>
            {PRESET_IDS.map((one) => <Button key={one} onClick={() => setState({ ...state, text: PRESETS[one], chosen: 0 })}>{text.example[one]}</Button>)}
          </div>
          <More label={text.node}>
            <Slider label={text.nodeCpu} value={nodeCpu} {...LIMITS.nodeCpu} display={f.cpu(nodeCpu)} onChange={(value) => setState({ ...state, nodeCpu: value })} />
            <Slider label={text.nodeMemory} value={nodeMemory} {...LIMITS.nodeMemory} display={text.gib(f.n(nodeMemory))} onChange={(value) => setState({ ...state, nodeMemory: value })} />
          </More>
          <More label={text.queries}>
            <pre className={styles.yaml} tabIndex={0} aria-label={text.queries} role="group">{QUERIES}</pre>
            <p className={styles.reason}>{text.queryHint}</p>
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
