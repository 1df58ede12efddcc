import clsx from 'clsx';
import { useMemo, useState } from 'react';
import { Select } from '@site/src/components/fields';
import { parallelGcThreads } from '@site/src/simulation/resources/runtime-threads';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { More, SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { useInWorker } from '../state/useInWorker';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { lengthOf, piecesOf, timeIn } from './pieces';
import { DECIDERS, durationUs, LIMITS, parseState, PRESET_IDS, run, startOf, takeOver, threadsOf, type Decider, type Preset, type RequestInput, type RequestState } from './state';
import { Timeline } from './Timeline';
import lab from '../parts/lab.module.css';
import styles from './ThrottledRequest.module.css';

const makeWorker = () => new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });

const BARS = 40;

/** How the latencies lie between nothing and the slowest. */
function barsOf(latencies: readonly number[]): number[] {
  const most = Math.max(1, ...latencies);
  const counts = Array.from({ length: BARS }, () => 0);
  for (const latency of latencies) counts[Math.min(BARS - 1, Math.floor((latency / most) * BARS))] += 1;
  return counts;
}

/** Requests under a CPU limit: how long they take, and where the time of one of them went. */
export default function ThrottledRequest({ preset = 'wait' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const n = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    return (value: number) => format.format(value);
  }, [locale]);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<RequestState>({ name: 'throttled-request', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { cpus, decider, threads: own, limit, cpuMs, sleepMs } = state;
  const input = useMemo((): RequestInput => ({ cpus, decider, threads: own, limit, cpuMs, sleepMs }), [cpus, decider, own, limit, cpuMs, sleepMs]);
  const { output, busy } = useInWorker(input, run, makeWorker);
  const [which, setWhich] = useState<'slowest' | 'median'>('median');
  const change = (next: Partial<RequestState>) => setState({ ...state, ...next });
  const threads = threadsOf(input);
  const request = output[which];
  const pieces = useMemo(() => (request === null ? [] : piecesOf(request)), [request]);
  const bars = useMemo(() => barsOf(output.latencies), [output]);
  const cores = useMemo(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }), [locale]);
  const tenth = useMemo(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }), [locale]);
  const use = output.usageUs / durationUs(input);
  const ms = (us: number) => n(us / 1000);
  const stopped = timeIn(pieces, 'throttled');

  const says = () => {
    if (request === null || output.slowest === null) return text.says.nothing;
    if (stopped >= 1) return text.says.stopped(n(cpuMs), ms(request.latency), n(stopped), n(output.throttledPeriods), n(output.periods));
    return (timeIn(pieces, 'waited') >= 1 ? text.says.waits : text.says.fine)(n(cpuMs), ms(request.latency));
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[state.preset]}
      kept={kept}
      lead={
        <div className={lab.fields}>
          <Slider label={text.limit} value={limit} {...LIMITS.limit} display={limit === 0 ? text.none : `${limit}m`} onChange={(value) => change({ limit: value })} />
          {decider === 'own' ? (
            <Slider label={text.threads} value={own} {...LIMITS.threads} display={text.count(n(own))} onChange={(value) => change({ threads: value })} />
          ) : (
            <label className={styles.choose}>
              {text.decider}
              <Select value={decider} onChange={(event) => change({ decider: event.target.value as Decider, threads })}>
                {DECIDERS.map((one) => <option key={one} value={one}>{text.deciders[one]}</option>)}
              </Select>
            </label>
          )}
        </div>
      }
      stage={
        <div className={styles.stage} aria-busy={busy}>
          {decider !== 'own' && (
            <p className={styles.line}>
              {text.sees(text.deciders[decider], n(threads), limit === 0 ? text.none : `${limit}m`)} {decider.startsWith('jvm') && text.gc(n(parallelGcThreads(threads)))}
            </p>
          )}
          {output.slowest !== null && output.median !== null && request !== null && (
            <>
              <SegmentedControl
                legend={text.which} value={which} onChange={setWhich}
                options={[{ value: 'median', label: text.median(ms(output.median.latency)) }, { value: 'slowest', label: text.slowest(ms(output.slowest.latency)) }]}
              />
              <Timeline request={request} pieces={pieces} n={n} label={text.figure(ms(request.latency), n(timeIn(pieces, 'ran')), n(stopped))} />
              <p className={styles.line}>
                {limit === 0 ? text.why.free : text.why.quota(n(limit / 10), n(cpuMs))} {limit > 0 && threads > 1 && text.why.shared(n(threads), ms(request.groupUs))} {limit > 0 && text.why.average(cores.format(use), n((use / limit) * 100_000))}
              </p>
              <p className={styles.sum}>{text.why.sum(pieces.slice(0, 12).map((piece) => text.why[piece.kind](tenth.format(lengthOf(piece)))).join(' + ') + (pieces.length > 12 ? ' + …' : ''), tenth.format(request.latency / 1000))}</p>
              <div className={styles.bars} role="img" aria-label={`${text.all(n(output.latencies.length))}: ${text.median(ms(output.median.latency))}, ${text.slowest(ms(output.slowest.latency))}`}>
                {bars.map((count, index) => <span key={index} style={{ blockSize: `${count === 0 ? 0 : Math.max(6, (count / Math.max(...bars)) * 100)}%` }} />)}
              </div>
              <p className={styles.ends} aria-hidden="true">
                <span>{text.all(n(output.latencies.length))}</span>
                <span>{text.ms(ms(output.slowest.latency))}</span>
              </p>
            </>
          )}
        </div>
      }
      says={says()}
      controls={
        <div>
          <div className={lab.starts}>
            <SegmentedControl legend={text.presets} value={state.preset} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))} onChange={(value) => setState(startOf(value))} />
          </div>
          <More label={text.more}>
            <div className={clsx(lab.fields, lab.wide)}>
              <Slider label={text.need} value={cpuMs} {...LIMITS.cpuMs} display={text.ms(n(cpuMs))} onChange={(value) => change({ cpuMs: value })} />
              <Slider label={text.sleep} value={sleepMs} {...LIMITS.sleepMs} display={text.ms(n(sleepMs))} onChange={(value) => change({ sleepMs: value })} />
              <Slider label={text.cpus} value={cpus} {...LIMITS.cpus} display={text.count(n(cpus))} onChange={(value) => change({ cpus: value })} />
              <label className={styles.choose}>
                {text.decider}
                <Select value={decider} onChange={(event) => change({ decider: event.target.value as Decider, threads })}>
                  {DECIDERS.map((one) => <option key={one} value={one}>{text.deciders[one]}</option>)}
                </Select>
              </label>
            </div>
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
