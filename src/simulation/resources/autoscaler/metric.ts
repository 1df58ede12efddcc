/** What one metric of an autoscaler proposes (pkg/controller/podautoscaler/horizontal.go: computeReplicasForMetric and its computeStatusFor…). */
import { formatQuantity, milliValue, quantityOf } from '../../api';
import type { QuantityFormat } from '../../api';
import { averageReplicas, perPodReplicas, utilizationReplicas, valueReplicas } from './replica-calculator';
import type { Calculated, Context, Proposal } from './replica-calculator';
import { selectorText } from './selector-text';
import type { Autoscaler, MetricSpec, MetricStatus, MetricsSnapshot, MetricTarget, Sample } from './types';

export interface MetricProposal {
  readonly replicas: number;
  /** How the event names the metric. */
  readonly name: string;
  readonly status: MetricStatus;
  readonly calculated: Proposal;
}

/** Why it failed: for the condition and event (`reason`, `message`), and for the error that the whole reconciliation ends with. */
export interface MetricFailure {
  readonly reason: string;
  readonly message: string;
  readonly error: string;
}

export interface Replicas {
  readonly spec: number;
  readonly status: number;
}

const milli = (text: string): number => milliValue(quantityOf(text));

/** NewMilliQuantity, as the status shows it. */
const amount = (value: number, format: QuantityFormat = 'DecimalSI'): string => formatQuantity({ nano: BigInt(value) * 1_000_000n, format });

/** CustomMetricsClient, where discovery knows of no version. */
const NO_CUSTOM = 'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';

const failed = (reason: string, message: string, error: string): MetricFailure => ({ reason, message, error });

/** GetResourceMetric: samples by Pod, of one container or of all together. A Pod of which one container lacks the resource has no sample. */
function resourceSamples(metrics: MetricsSnapshot, resource: string, container: string): ReadonlyMap<string, Sample> {
  const samples = new Map<string, Sample>();
  for (const { pod, at, window, containers } of metrics.resource) {
    const counted = containers.filter(({ name }) => container === '' || name === container);
    const values = counted.flatMap(({ usage }) => (Object.hasOwn(usage, resource) ? [usage[resource]] : []));
    if (values.length === 0 || values.length < counted.length) continue;
    samples.set(pod, { value: values.reduce((total, value) => total + value, 0), at, window });
  }
  return samples;
}

function resourceReplicas(context: Context, metrics: MetricsSnapshot, resource: string, container: string, target: MetricTarget, current: number): Calculated {
  const kind = target.averageValue === undefined ? 'utilization' : 'usage';
  if (target.averageValue === undefined && target.averageUtilization === undefined) {
    return { error: 'invalid resource metric source: neither an average utilization target nor an average value (usage) target was set' };
  }
  if (metrics.resourceError !== undefined) return { error: `failed to get ${resource} ${kind}: unable to get metrics for resource ${resource}: unable to fetch metrics from resource metrics API: ${metrics.resourceError}` };
  if (metrics.resource.length === 0) return { error: `failed to get ${resource} ${kind}: unable to get metrics for resource ${resource}: no metrics returned from resource metrics API` };
  const samples = resourceSamples(metrics, resource, container);
  const result = target.averageValue === undefined
    ? utilizationReplicas(context, samples, resource, container, current, target.averageUtilization ?? 0)
    : averageReplicas(context, samples, resource, current, milli(target.averageValue));
  return 'error' in result ? { error: `failed to get ${resource} ${kind}: ${result.error}` } : result;
}

function resourceStatus(resource: string, proposal: Proposal): { averageUtilization?: number; averageValue: string } {
  const averageValue = amount(proposal.usage, resource === 'memory' ? 'BinarySI' : 'DecimalSI');
  return proposal.utilization === undefined ? { averageValue } : { averageUtilization: proposal.utilization, averageValue };
}

function forResource(context: Context, metrics: MetricsSnapshot, source: NonNullable<MetricSpec['resource']>, current: number): MetricProposal | MetricFailure {
  const { name, target } = source;
  const result = resourceReplicas(context, metrics, name, '', target, current);
  if ('error' in result) return failed('FailedGetResourceMetric', result.error, `failed to get ${name} resource metric value: ${result.error}`);
  const label = target.averageValue === undefined ? `${name} resource utilization (percentage of request)` : `${name} resource`;
  return { replicas: result.replicas, calculated: result, name: label, status: { type: 'Resource', resource: { name, current: resourceStatus(name, result) } } };
}

function forContainer(context: Context, metrics: MetricsSnapshot, source: NonNullable<MetricSpec['containerResource']>, current: number): MetricProposal | MetricFailure {
  const { name, container, target } = source;
  const result = resourceReplicas(context, metrics, name, container, target, current);
  if ('error' in result) return failed('FailedGetContainerResourceMetric', result.error, `failed to get ${container} container metric value: ${result.error}`);
  const label = target.averageValue === undefined ? `${name} container resource utilization (percentage of request)` : `${name} resource`;
  return { replicas: result.replicas, calculated: result, name: label, status: { type: 'ContainerResource', containerResource: { name, container, current: resourceStatus(name, result) } } };
}

function forPods(context: Context, metrics: MetricsSnapshot, { metric, target }: NonNullable<MetricSpec['pods']>, current: number): MetricProposal | MetricFailure {
  const samples = new Map(Object.entries(metrics.pods?.[metric.name] ?? {}));
  const result: Calculated = samples.size === 0
    ? { error: `unable to get metric ${metric.name}: ${metrics.noAdapter === true ? NO_CUSTOM : 'no metrics returned from custom metrics API'}` }
    : averageReplicas(context, samples, '', current, milli(target.averageValue ?? '0'));
  if ('error' in result) return failed('FailedGetPodsMetric', result.error, `failed to get pods metric value: ${result.error}`);
  return { replicas: result.replicas, calculated: result, name: `pods metric ${metric.name}`, status: { type: 'Pods', pods: { metric, current: { averageValue: amount(result.usage) } } } };
}

function forObject(context: Context, metrics: MetricsSnapshot, source: NonNullable<MetricSpec['object']>, replicas: Replicas, namespace: string): MetricProposal | MetricFailure {
  const { describedObject, metric, target } = source;
  const reason = 'FailedGetObjectMetric';
  const average = target.type === 'AverageValue' && target.averageValue !== undefined;
  if (!average && (target.type !== 'Value' || target.value === undefined)) {
    const message = 'invalid object metric source: neither a value target nor an average value target was set';
    return failed(reason, message, `failed to get object metric value: ${message}`);
  }
  const usage = metrics.object?.[metric.name];
  const result: Calculated = usage === undefined
    // Upstream gives its text the parts in another order than it names them.
    ? { error: `unable to get metric ${metric.name}: ${describedObject.kind} on ${namespace} ${describedObject.name}/${metrics.noAdapter === true ? NO_CUSTOM : `unable to fetch metrics from custom metrics API: the server could not find the metric ${metric.name} for ${describedObject.kind} ${describedObject.name}`}` }
    : average
      ? perPodReplicas(context, usage, replicas.status, milli(target.averageValue ?? '0'))
      : valueReplicas(context, usage, replicas.spec, milli(target.value ?? '0'));
  if ('error' in result) {
    const inner = average ? `failed to get ${metric.name} object metric: ${result.error}` : result.error;
    return failed(reason, result.error, `failed to get object metric value: ${inner}`);
  }
  // Upstream names an object metric with an average target as if it were external.
  const name = average ? `external metric ${metric.name}(${selectorText(metric.selector)})` : `${describedObject.kind} metric ${metric.name}`;
  const current = average ? { averageValue: amount(result.usage) } : { value: amount(result.usage) };
  return { replicas: result.replicas, calculated: result, name, status: { type: 'Object', object: { describedObject, metric, current } } };
}

function forExternal(context: Context, metrics: MetricsSnapshot, { metric, target }: NonNullable<MetricSpec['external']>, replicas: Replicas, namespace: string): MetricProposal | MetricFailure {
  const reason = 'FailedGetExternalMetric';
  const wrap = (error: string): string => `failed to get ${metric.name} external metric value: ${error}`;
  const average = target.averageValue !== undefined;
  if (!average && target.value === undefined) {
    const message = 'invalid external metric source: neither a value target nor an average value target was set';
    return failed(reason, message, wrap(message));
  }
  const series = metrics.external?.[metric.name] ?? [];
  const usage = series.reduce((total, value) => total + value, 0);
  const result: Calculated = series.length === 0
    ? { error: `unable to get external metric ${namespace}/${metric.name}/${selectorText(metric.selector)}: ${metrics.noAdapter === true ? `unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${metric.name}.external.metrics.k8s.io)` : 'no metrics returned from external metrics API'}` }
    : average
      ? perPodReplicas(context, usage, replicas.status, milli(target.averageValue ?? '0'))
      : valueReplicas(context, usage, replicas.spec, milli(target.value ?? '0'));
  if ('error' in result) {
    const inner = average ? `failed to get ${metric.name} external metric: ${result.error}` : `failed to get external metric ${metric.name}: ${result.error}`;
    return failed(reason, result.error, wrap(inner));
  }
  const current = average ? { averageValue: amount(result.usage) } : { value: amount(result.usage) };
  return { replicas: result.replicas, calculated: result, name: `external metric ${metric.name}(${selectorText(metric.selector)})`, status: { type: 'External', external: { metric, current } } };
}

/** computeReplicasForMetric. */
export function proposeForMetric(context: Context, hpa: Autoscaler, metrics: MetricsSnapshot, spec: MetricSpec, replicas: Replicas): MetricProposal | MetricFailure {
  const namespace = hpa.metadata.namespace ?? 'default';
  if (spec.type === 'Resource' && spec.resource) return forResource(context, metrics, spec.resource, replicas.spec);
  if (spec.type === 'ContainerResource' && spec.containerResource) return forContainer(context, metrics, spec.containerResource, replicas.spec);
  if (spec.type === 'Pods' && spec.pods) return forPods(context, metrics, spec.pods, replicas.spec);
  if (spec.type === 'Object' && spec.object) return forObject(context, metrics, spec.object, replicas, namespace);
  if (spec.type === 'External' && spec.external) return forExternal(context, metrics, spec.external, replicas, namespace);
  const message = `unknown metric source type "${spec.type}"`;
  return failed('InvalidMetricSourceType', message, message);
}
