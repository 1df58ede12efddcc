import type { CrossVersionObjectReference, MetricIdentifier, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../generated/types/autoscaling.v2';

/** A metric as autoscaling/v1 writes it into an annotation; its fields in the order of the Go struct. */
type Old = Readonly<Record<string, unknown>>;

const given = (fields: Old): Old => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const reference = ({ kind, name, apiVersion }: CrossVersionObjectReference): Old => given({ kind, name, apiVersion: apiVersion === '' ? undefined : apiVersion });
const NOTHING = '0';

/** Convert_autoscaling_MetricSpec_To_v1_MetricSpec (pkg/apis/autoscaling/v1/conversion.go). */
export function oldMetric({ type, object, pods, resource, containerResource, external }: MetricSpec): Old {
  return given({
    type,
    object: object && given({ target: reference(object.describedObject), metricName: object.metric.name, targetValue: object.target.value ?? NOTHING, selector: object.metric.selector, averageValue: object.target.averageValue }),
    pods: pods && given({ metricName: pods.metric.name, targetAverageValue: pods.target.averageValue ?? NOTHING, selector: pods.metric.selector }),
    resource: resource && given({ name: resource.name, targetAverageUtilization: resource.target.averageUtilization, targetAverageValue: resource.target.averageValue }),
    containerResource: containerResource && given({ name: containerResource.name, targetAverageUtilization: containerResource.target.averageUtilization, targetAverageValue: containerResource.target.averageValue, container: containerResource.container }),
    external: external && given({ metricName: external.metric.name, metricSelector: external.metric.selector, targetValue: external.target.value, targetAverageValue: external.target.averageValue }),
  });
}

/** Convert_autoscaling_MetricStatus_To_v1_MetricStatus. */
export function oldMetricStatus({ type, object, pods, resource, containerResource, external }: MetricStatus): Old {
  return given({
    type,
    object: object && given({ target: reference(object.describedObject), metricName: object.metric.name, currentValue: object.current.value ?? NOTHING, selector: object.metric.selector, averageValue: object.current.averageValue }),
    pods: pods && given({ metricName: pods.metric.name, currentAverageValue: pods.current.averageValue ?? NOTHING, selector: pods.metric.selector }),
    resource: resource && given({ name: resource.name, currentAverageUtilization: resource.current.averageUtilization, currentAverageValue: resource.current.averageValue ?? NOTHING }),
    containerResource: containerResource && given({ name: containerResource.name, currentAverageUtilization: containerResource.current.averageUtilization, currentAverageValue: containerResource.current.averageValue ?? NOTHING, container: containerResource.container }),
    external: external && given({ metricName: external.metric.name, metricSelector: external.metric.selector, currentValue: external.current.value ?? NOTHING, currentAverageValue: external.current.averageValue }),
  });
}

const objectIn = (from: Old, field: string): Old | undefined => (typeof from[field] === 'object' && from[field] !== null ? (from[field] as Old) : undefined);
const textIn = (from: Old, field: string): string | undefined => (typeof from[field] === 'string' || typeof from[field] === 'number' ? String(from[field]) : undefined);
const numberIn = (from: Old, field: string): number | undefined => (typeof from[field] === 'number' ? from[field] : undefined);

const metricOf = (from: Old, selector: string): MetricIdentifier => ({ name: textIn(from, 'metricName') ?? '', ...given({ selector: from[selector] }) });
const describedIn = (from: Old): CrossVersionObjectReference => ({ kind: '', name: '', ...objectIn(from, 'target') });
const isNothing = (value: string | undefined): boolean => value === undefined || value === NOTHING;

function resourceTarget(from: Old): MetricTarget {
  const averageUtilization = numberIn(from, 'targetAverageUtilization');
  return { type: averageUtilization === undefined ? 'AverageValue' : 'Utilization', ...given({ averageValue: textIn(from, 'targetAverageValue'), averageUtilization }) };
}

function objectTarget(from: Old): MetricTarget {
  const [value, averageValue] = [textIn(from, 'targetValue'), textIn(from, 'averageValue')];
  // The old version cannot leave its value out, and writes 0 where there is none.
  return averageValue === undefined ? { type: 'Value', value: value ?? NOTHING } : { type: 'AverageValue', averageValue, ...(isNothing(value) ? {} : { value: value as string }) };
}

function externalTarget(from: Old): MetricTarget {
  const value = textIn(from, 'targetValue');
  return { type: value === undefined ? 'AverageValue' : 'Value', ...given({ value, averageValue: textIn(from, 'targetAverageValue') }) };
}

/** Convert_v1_MetricSpec_To_autoscaling_MetricSpec. */
export function metricFromOld(from: Old): MetricSpec {
  const [object, pods, resource, containerResource, external] = ['object', 'pods', 'resource', 'containerResource', 'external'].map((field) => objectIn(from, field));
  return {
    type: textIn(from, 'type') ?? '',
    ...given({
      object: object && { describedObject: describedIn(object), target: objectTarget(object), metric: metricOf(object, 'selector') },
      pods: pods && { metric: metricOf(pods, 'selector'), target: { type: 'AverageValue', averageValue: textIn(pods, 'targetAverageValue') ?? NOTHING } },
      resource: resource && { name: textIn(resource, 'name') ?? '', target: resourceTarget(resource) },
      containerResource: containerResource && { name: textIn(containerResource, 'name') ?? '', container: textIn(containerResource, 'container') ?? '', target: resourceTarget(containerResource) },
      external: external && { metric: metricOf(external, 'metricSelector'), target: externalTarget(external) },
    }),
  };
}

const current = (value: string | undefined, averageValue: string | undefined, averageUtilization?: number): MetricValueStatus => given({ value, averageValue, averageUtilization });

/** Convert_v1_MetricStatus_To_autoscaling_MetricStatus. */
export function metricStatusFromOld(from: Old): MetricStatus {
  const [object, pods, resource, containerResource, external] = ['object', 'pods', 'resource', 'containerResource', 'external'].map((field) => objectIn(from, field));
  const average = (one: Old): MetricValueStatus => current(undefined, textIn(one, 'currentAverageValue') ?? NOTHING, numberIn(one, 'currentAverageUtilization'));
  return {
    type: textIn(from, 'type') ?? '',
    ...given({
      object: object && { describedObject: describedIn(object), metric: metricOf(object, 'selector'), current: current(textIn(object, 'currentValue') ?? NOTHING, textIn(object, 'averageValue')) },
      pods: pods && { metric: metricOf(pods, 'selector'), current: average(pods) },
      resource: resource && { name: textIn(resource, 'name') ?? '', current: average(resource) },
      containerResource: containerResource && { name: textIn(containerResource, 'name') ?? '', container: textIn(containerResource, 'container') ?? '', current: average(containerResource) },
      external: external && { metric: metricOf(external, 'metricSelector'), current: current(textIn(external, 'currentValue') ?? NOTHING, textIn(external, 'currentAverageValue')) },
    }),
  };
}
