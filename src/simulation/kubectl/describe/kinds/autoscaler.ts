import type { HorizontalPodAutoscaler as AutoscalerV1 } from '../../../api/generated/types/autoscaling.v1';
import type { HPAScalingRules, HorizontalPodAutoscaler, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../../../api/generated/types/autoscaling.v2';
import { quote } from '../../../base/go/quote';
import { plain } from '../describer';
import { eventLines } from '../events';
import { head, indent, line, rfc1123, ruled } from '../text';

const UNKNOWN = '<unknown>';

function resourceMetric(subject: string, target: MetricTarget | undefined, current: MetricValueStatus | undefined): string {
  if (target?.averageValue !== undefined) return `${indent(1)}${subject}:\t${current === undefined ? UNKNOWN : (current.averageValue ?? '0')} / ${target.averageValue}\n`;
  const now = current?.averageUtilization === undefined ? UNKNOWN : `${current.averageUtilization}% (${current.averageValue ?? '0'})`;
  return `${indent(1)}${subject}${indent(1)}(as a percentage of request):\t${now} / ${target?.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`}\n`;
}

function metricLines(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case 'External': {
      const [name, target, current] = [quote(spec.external?.metric.name ?? ''), spec.external?.target, status?.external?.current];
      if (target?.averageValue !== undefined) return line(1, `${name} (target average value)`, `${current?.averageValue ?? UNKNOWN} / ${target.averageValue}`);
      return line(1, `${name} (target value)`, `${current === undefined ? UNKNOWN : (current.value ?? '0')} / ${target?.value ?? '0'}`);
    }
    case 'Pods':
      return line(1, `${quote(spec.pods?.metric.name ?? '')} on pods`, `${status?.pods === undefined ? UNKNOWN : (status.pods.current?.averageValue ?? '0')} / ${spec.pods?.target.averageValue ?? '0'}`);
    case 'Object': {
      const [source, current] = [spec.object, status?.object?.current];
      const subject = `"${source?.metric.name ?? ''}" on ${source?.describedObject.kind ?? ''}/${source?.describedObject.name ?? ''}`;
      if (source?.target.type === 'AverageValue') return line(1, `${subject} (target average value)`, `${current === undefined ? UNKNOWN : (current.averageValue ?? '0')} / ${source.target.averageValue ?? '0'}`);
      return line(1, `${subject} (target value)`, `${current === undefined ? UNKNOWN : (current.value ?? '0')} / ${source?.target.value ?? '0'}`);
    }
    case 'Resource':
      return resourceMetric(`resource ${spec.resource?.name ?? ''} on pods`, spec.resource?.target, status?.resource?.current);
    case 'ContainerResource':
      return resourceMetric(`resource ${spec.containerResource?.name ?? ''} of container "${spec.containerResource?.container ?? ''}" on pods`, spec.containerResource?.target, status?.containerResource?.current);
    default:
      return `${indent(1)}<unknown metric type ${quote(spec.type)}>\n`;
  }
}

/** printDirectionBehavior. */
function behaviorLines(direction: string, rules: HPAScalingRules | undefined): string {
  if (rules === undefined) return '';
  const policies = (rules.policies ?? []).map(({ type, value, periodSeconds }) => `${indent(3)}- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds\n`);
  return [
    `${indent(1)}${direction}:\n`, rules.stabilizationWindowSeconds === undefined ? '' : `${indent(2)}Stabilization Window: ${rules.stabilizationWindowSeconds} seconds\n`,
    policies.length === 0 ? '' : `${indent(2)}Select Policy: ${rules.selectPolicy ?? 'Max'}\n${indent(2)}Policies:\n${policies.join('')}`,
  ].join('');
}

/** describeHorizontalPodAutoscalerV2. */
export const describeAutoscaler = plain<HorizontalPodAutoscaler>(({ metadata, spec, status }, { now, events }) => {
  const target = spec?.scaleTargetRef;
  const rows = (status?.conditions ?? []).map(({ type, status: met, reason = '', message = '' }) => [type, met, reason, message]);
  const behavior = spec?.behavior;
  return [
    head(metadata), line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp)), line(0, 'Reference', `${target?.kind ?? ''}/${target?.name ?? ''}`), line(0, 'Metrics', '( current / target )'),
    ...(spec?.metrics ?? []).map((metric, at) => metricLines(metric, status?.currentMetrics?.[at])), line(0, 'Min replicas', spec?.minReplicas ?? '<unset>'), line(0, 'Max replicas', spec?.maxReplicas ?? 0),
    behavior === undefined ? '' : `Behavior:\n${behaviorLines('Scale Up', behavior.scaleUp)}${behaviorLines('Scale Down', behavior.scaleDown)}`,
    line(0, `${target?.kind ?? ''} pods`, `${status?.currentReplicas ?? 0} current / ${status?.desiredReplicas ?? 0} desired`),
    rows.length === 0 ? '' : `Conditions:\n${ruled(1, ['Type', 'Status', 'Reason', 'Message'], ['----', '------', '------', '-------'], rows)}`, eventLines(events, now),
  ].join('');
});

/** describeHorizontalPodAutoscalerV1. */
export const describeAutoscalerV1 = plain<AutoscalerV1>(({ metadata, spec, status }, { now, events }) => {
  const target = spec?.scaleTargetRef;
  const cpu = spec?.targetCPUUtilizationPercentage;
  return [
    head(metadata), line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp)), line(0, 'Reference', `${target?.kind ?? ''}/${target?.name ?? ''}`),
    cpu === undefined ? '' : `${line(0, 'Target CPU utilization', `${cpu}%`)}${line(0, 'Current CPU utilization', `${status?.currentCPUUtilizationPercentage ?? UNKNOWN}%`)}`,
    line(0, 'Min replicas', spec?.minReplicas ?? '<unset>'), line(0, 'Max replicas', spec?.maxReplicas ?? 0), line(0, `${target?.kind ?? ''} pods`, `${status?.currentReplicas ?? 0} current / ${status?.desiredReplicas ?? 0} desired`), eventLines(events, now),
  ].join('');
});
