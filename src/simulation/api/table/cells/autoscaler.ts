import { autoscalerToV2 } from '../../conversion/autoscaler';
import type { HorizontalPodAutoscaler as AutoscalerV1, Scale } from '../../generated/types/autoscaling.v1';
import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../../generated/types/autoscaling.v2';
import { age, cells, nameCell } from './common';
import type { CellTable } from './common';

const UNKNOWN = '<unknown>';
const MOST = 2;

const percent = (value: number | undefined, none: string): string => (value === undefined ? none : `${value}%`);

function byResource(name: string, target: MetricTarget | undefined, current: MetricValueStatus | undefined): string {
  if (target?.averageValue !== undefined) return `${name}: ${current === undefined ? UNKNOWN : (current.averageValue ?? '0')}/${target.averageValue}`;
  return `${name}: ${percent(current?.averageUtilization, UNKNOWN)}/${percent(target?.averageUtilization, '<auto>')}`;
}

function byValue(target: MetricTarget | undefined, current: MetricValueStatus | undefined): string {
  if (target?.averageValue !== undefined) return `${current?.averageValue ?? UNKNOWN}/${target.averageValue} (avg)`;
  return `${current === undefined ? UNKNOWN : (current.value ?? '0')}/${target?.value ?? '0'}`;
}

function metric(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case 'External':
      return byValue(spec.external?.target, status?.external?.current);
    case 'Object':
      return byValue(spec.object?.target, status?.object?.current);
    case 'Pods':
      return `${status?.pods === undefined ? UNKNOWN : (status.pods.current?.averageValue ?? '0')}/${spec.pods?.target.averageValue ?? '0'}`;
    case 'Resource':
      return byResource(spec.resource?.name ?? '', spec.resource?.target, status?.resource?.current);
    case 'ContainerResource':
      return byResource(spec.containerResource?.name ?? '', spec.containerResource?.target, status?.containerResource?.current);
    default:
      return '<unknown type>';
  }
}

/** formatHPAMetrics. */
export function formatMetrics(specs: readonly MetricSpec[] | undefined, statuses: readonly MetricStatus[] | undefined): string {
  if (specs === undefined || specs.length === 0) return '<none>';
  const list = specs.map((spec, at) => metric(spec, statuses?.[at]));
  const text = list.slice(0, MOST).join(', ');
  return list.length > MOST ? `${text} + ${list.length - MOST} more...` : text;
}

const row = (one: HorizontalPodAutoscaler, now: number): readonly (string | number)[] => [
  nameCell(one), `${one.spec?.scaleTargetRef.kind ?? ''}/${one.spec?.scaleTargetRef.name ?? ''}`, formatMetrics(one.spec?.metrics, one.status?.currentMetrics ?? undefined),
  one.spec?.minReplicas === undefined ? '<unset>' : String(one.spec.minReplicas), one.spec?.maxReplicas ?? 0, one.status?.currentReplicas ?? 0, age(one, now),
];

/** printHorizontalPodAutoscaler. */
export const AUTOSCALER_CELLS: CellTable = {
  // printScale.
  'autoscaling.v1.Scale': cells<Scale>((one, now) => [nameCell(one), one.spec?.replicas ?? 0, one.status?.replicas ?? 0, age(one, now)]),
  'autoscaling.v2.HorizontalPodAutoscaler': cells<HorizontalPodAutoscaler>(row),
  'autoscaling.v1.HorizontalPodAutoscaler': cells<AutoscalerV1>((one, now) => row(autoscalerToV2(one), now)),
};
