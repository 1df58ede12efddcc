import type { ReactNode } from 'react';
import { milliValue, quantityOf } from '@site/src/simulation/api';
import type { MetricFailure, MetricProposal } from '@site/src/simulation/resources/autoscaler/metric';
import { tolerancesOf } from '@site/src/simulation/resources/autoscaler/reconcile';
import type { SceneSync } from '@site/src/simulation/resources/autoscaler/scene';
import { DEFAULT_SETTINGS, type Autoscaler, type MetricSpec } from '@site/src/simulation/resources/autoscaler/types';
import { useMessages } from '@site/src/i18n/messages';
import { useFormat, type Format } from './format';
import { messages } from './messages';
import styles from './HpaLab.module.css';

type Text = (typeof messages)['ko'];

/** Thousandths of a metric's unit, as its own kind of amount. */
function amount(resource: string | undefined, milli: number, f: Format): string {
  if (resource === 'cpu') return `${f.n(milli)}m`;
  if (resource === 'memory') return `${f.n(milli / 1000 / 1024 / 1024)}Mi`;
  return f.n(milli / 1000);
}

const sourceOf = (spec: MetricSpec) => spec.resource ?? spec.containerResource ?? spec.pods ?? spec.object ?? spec.external;
const nameOf = (spec: MetricSpec): string => spec.resource?.name ?? spec.containerResource?.name ?? spec.pods?.metric.name ?? spec.object?.metric.name ?? spec.external?.metric.name ?? spec.type;

/** What was measured of one metric, and against what. */
function measured(spec: MetricSpec, { calculated }: MetricProposal, text: Text, f: Format): string {
  const name = nameOf(spec);
  const resource = spec.resource?.name ?? spec.containerResource?.name;
  const target = sourceOf(spec)?.target;
  const { arithmetic, usage, utilization } = calculated;
  if (utilization !== undefined) return text.utilization(name, f.n(arithmetic.ready), amount(resource, usage, f), f.n(utilization), f.n(target?.averageUtilization ?? 0), f.ratio(arithmetic.ratio));
  const aim = amount(resource, milliValue(quantityOf(target?.averageValue ?? target?.value)), f);
  if (!Number.isFinite(arithmetic.ratio)) return text.fromZero(name, aim);
  return (target?.averageValue === undefined ? text.whole : text.average)(name, amount(resource, usage, f), aim, f.ratio(arithmetic.ratio));
}

/** How the count follows from it. */
function counted({ calculated, replicas }: MetricProposal, now: number, bounds: { low: string; high: string }, text: Text, f: Format): string[] {
  const { ready, unready, missing, ratio, corrected, verdict } = calculated.arithmetic;
  const parts = [
    ...(unready > 0 ? [corrected !== null && ratio > 1 ? text.unready(f.n(unready)) : text.ignoredUnready(f.n(unready))] : []),
    ...(missing > 0 ? [text.missing(f.n(missing), ratio < 1)] : []),
  ];
  const final = corrected ?? { ratio, pods: ready };
  const lines = corrected === null ? parts : [text.corrected(parts.join(', '), f.ratio(corrected.ratio), f.n(corrected.pods))];
  if (verdict === 'within') return [...lines, text.within(f.ratio(final.ratio), bounds.low, bounds.high, f.n(now))];
  if (verdict === 'turned') return [...lines, text.turned(f.n(now))];
  return [...lines, Number.isFinite(final.ratio) ? text.counted(f.n(final.pods), f.ratio(final.ratio), f.n(replicas)) : text.countedWhole(f.n(replicas))];
}

const failedOf = (metrics: SceneSync['why']['metrics']): readonly MetricFailure[] => metrics.filter((metric): metric is MetricFailure => 'reason' in metric);

function Step({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li>
      <b>{name}</b>
      <div>{children}</div>
    </li>
  );
}

/** One look of the controller, with its arithmetic from the first number to the last. */
export function Decision({ sync, hpa }: { sync: SceneSync; hpa: Autoscaler }) {
  const text = useMessages(messages);
  const f = useFormat();
  const { why, replicas, scaleTo, status } = sync;
  const { down, up } = tolerancesOf(hpa.spec, DEFAULT_SETTINGS);
  const bounds = { low: f.ratio(1 - down), high: f.ratio(1 + up) };
  const metrics = hpa.spec.metrics ?? [];
  const failures = failedOf(why.metrics);
  const disabled = status.conditions.some(({ reason }) => reason === 'ScalingDisabled');
  const window = why.stabilised !== null && why.proposed !== null && why.stabilised < why.proposed ? hpa.spec.behavior?.scaleUp?.stabilizationWindowSeconds ?? 0 : hpa.spec.behavior?.scaleDown?.stabilizationWindowSeconds ?? DEFAULT_SETTINGS.downscaleStabilization;
  return (
    <div className={styles.decision}>
      <p className={styles.heading}>{text.decision(f.time(sync.at))}</p>
      <p className={styles.scene}>
        {text.state(f.n(replicas), f.n(sync.serving), f.n(sync.load))}
        {` ${Number.isFinite(sync.latency) ? text.latency(f.n(Math.round(sync.latency * 1000))) : text.overloaded} ${text.nodesNow(f.n(sync.nodes), sync.coming === 0 ? null : f.n(sync.coming))}`}
        {sync.pending > 0 && ` ${text.pending(f.n(sync.pending))}`}
        {sync.waiting >= 1 && ` ${text.waiting(f.n(Math.round(sync.waiting)))}`}
        {sync.lost >= 0.5 && ` ${text.lost(f.n(Math.round(sync.lost)))}`}
      </p>
      <ol className={styles.steps}>
        {why.metrics.length === 0 && <Step name={text.step.measure}>{disabled ? text.disabled : text.outside}</Step>}
        {why.metrics.map((metric, index) => {
          const spec = metrics[index];
          if ('reason' in metric) {
            return (
              <Step key={index} name={text.step.measure}>
                {nameOf(spec)}: {text.failed} <code lang="en">{metric.message}</code>
              </Step>
            );
          }
          return (
            <Step key={index} name={text.step.measure}>
              {measured(spec, metric, text, f)}
              {counted(metric, replicas, bounds, text, f).map((sentence) => <span key={sentence} className={styles.arithmetic}>{sentence}</span>)}
            </Step>
          );
        })}
        {why.proposed !== null && why.metrics.length > 1 && <Step name={text.step.count}>{text.largest(f.n(why.proposed))}</Step>}
        {failures.length > 0 && why.proposed === null && why.metrics.length > 1 && <Step name={text.step.count}>{text.notShrinking}</Step>}
        {why.stabilised !== null && why.proposed !== null && (
          <Step name={text.step.stabilise}>
            {why.stabilised === why.proposed ? text.noWindow : (why.stabilised < why.proposed ? text.upWindow : text.downWindow)(f.n(window), f.n(why.stabilised))}
          </Step>
        )}
        {why.limited !== null && <Step name={text.step.limit}>{text.limits[why.limited.reason]}</Step>}
        <Step name={text.step.result}>
          <strong>{scaleTo === null ? text.stays(f.n(replicas)) : text.change(f.n(replicas), f.n(scaleTo))}</strong>
        </Step>
      </ol>
    </div>
  );
}
