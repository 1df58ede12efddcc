/** The metrics of a HorizontalPodAutoscaler (pkg/apis/autoscaling/validation: validateMetrics and below). */
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { ContainerResourceMetricSource, CrossVersionObjectReference, MetricIdentifier, MetricSpec, MetricTarget } from '../generated/types/autoscaling.v2';
import { dns1123LabelErrors, pathSegmentErrors } from '../names';
import { parseQuantity } from '../quantity';

/** ValidateCrossVersionObjectReference; the target of a scaling must name an API group, an object that is measured need not. */
export function validateReference(reference: CrossVersionObjectReference | undefined, path: string, options: { groupNeeded: boolean }): FieldError[] {
  const { kind = '', name = '', apiVersion = '' } = reference ?? {};
  const errors: FieldError[] = [];
  if (kind === '') errors.push(required(`${path}.kind`));
  else for (const message of pathSegmentErrors(kind)) errors.push(invalid(`${path}.kind`, kind, message));
  if (name === '') errors.push(required(`${path}.name`));
  else for (const message of pathSegmentErrors(name)) errors.push(invalid(`${path}.name`, name, message));
  const parts = apiVersion.split('/');
  if (parts.length > 2) errors.push(invalid(`${path}.apiVersion`, apiVersion, `unexpected GroupVersion string: ${apiVersion}`));
  else if (options.groupNeeded && (parts.length < 2 || parts[0] === '')) errors.push(invalid(`${path}.apiVersion`, apiVersion, 'apiVersion must specify API group'));
  return errors;
}

function validateIdentifier(metric: MetricIdentifier | undefined, path: string): FieldError[] {
  const name = metric?.name ?? '';
  if (name === '') return [required(`${path}.name`, 'must specify a metric name')];
  return pathSegmentErrors(name).map((message) => invalid(`${path}.name`, name, message));
}

function positive(value: string | undefined, path: string): FieldError[] {
  if (value === undefined) return [];
  const parsed = parseQuantity(value);
  return parsed.ok && parsed.value.nano > 0n ? [] : [invalid(path, value, 'must be positive')];
}

function validateTarget(target: MetricTarget | undefined, path: string): FieldError[] {
  const { type = '', value, averageValue, averageUtilization } = target ?? {};
  const errors: FieldError[] = [];
  if (type === '') errors.push(required(`${path}.type`, 'must specify a metric target type'));
  if (!['Utilization', 'Value', 'AverageValue'].includes(type)) errors.push(invalid(`${path}.type`, type, 'must be either Utilization, Value, or AverageValue'));
  errors.push(...positive(value, `${path}.value`), ...positive(averageValue, `${path}.averageValue`));
  if (averageUtilization !== undefined && averageUtilization < 1) errors.push(invalid(`${path}.averageUtilization`, averageUtilization, 'must be greater than 0'));
  return errors;
}

/** What a resource metric aims at: a share of the request or an amount, one of the two. */
function validateResourceTarget(target: MetricTarget | undefined, path: string): FieldError[] {
  const errors = validateTarget(target, path);
  const share = target?.averageUtilization !== undefined;
  const amount = target?.averageValue !== undefined;
  if (!share && !amount) errors.push(required(`${path}.averageUtilization`, 'must set either a target raw value or a target utilization'));
  if (share && amount) errors.push(forbidden(`${path}.averageValue`, 'may not set both a target raw value and a target utilization'));
  return errors;
}

const resourceName = (name: string | undefined, path: string): FieldError[] => ((name ?? '') === '' ? [required(`${path}.name`, 'must specify a resource name')] : []);

function validateContainer({ container = '' }: Partial<ContainerResourceMetricSource>, path: string): FieldError[] {
  if (container === '') return [required(`${path}.container`, 'must specify a container')];
  return dns1123LabelErrors(container).map((message) => invalid(`${path}.container`, container, message));
}

/** The sources in the order in which upstream looks at them, each with its check. */
const SOURCES: readonly { type: string; field: 'object' | 'external' | 'pods' | 'resource' | 'containerResource'; validate: (spec: MetricSpec, path: string) => FieldError[] }[] = [
  {
    type: 'Object',
    field: 'object',
    validate: ({ object }, path) => {
      const errors = [...validateReference(object?.describedObject, `${path}.describedObject`, { groupNeeded: false }), ...validateIdentifier(object?.metric, `${path}.metric`), ...validateTarget(object?.target, `${path}.target`)];
      const none = object?.target?.value === undefined && object?.target?.averageValue === undefined;
      return none ? [...errors, required(`${path}.target.averageValue`, 'must set either a target value or averageValue')] : errors;
    },
  },
  {
    type: 'External',
    field: 'external',
    validate: ({ external }, path) => {
      const errors = [...validateIdentifier(external?.metric, `${path}.metric`), ...validateTarget(external?.target, `${path}.target`)];
      const whole = external?.target?.value !== undefined;
      const each = external?.target?.averageValue !== undefined;
      if (!whole && !each) errors.push(required(`${path}.target.averageValue`, 'must set either a target value for metric or a per-pod target'));
      if (whole && each) errors.push(forbidden(`${path}.target.value`, 'may not set both a target value for metric and a per-pod target'));
      return errors;
    },
  },
  {
    type: 'Pods',
    field: 'pods',
    validate: ({ pods }, path) => {
      const errors = [...validateIdentifier(pods?.metric, `${path}.metric`), ...validateTarget(pods?.target, `${path}.target`)];
      return pods?.target?.averageValue === undefined ? [...errors, required(`${path}.target.averageValue`, 'must specify a positive target averageValue')] : errors;
    },
  },
  { type: 'Resource', field: 'resource', validate: ({ resource }, path) => [...resourceName(resource?.name, path), ...validateResourceTarget(resource?.target, `${path}.target`)] },
  {
    type: 'ContainerResource',
    field: 'containerResource',
    validate: ({ containerResource: source }, path) => [...resourceName(source?.name, path), ...validateContainer(source ?? {}, path), ...validateResourceTarget(source?.target, `${path}.target`)],
  },
];

const TYPES = SOURCES.map(({ type }) => type).sort();

function validateMetric(spec: MetricSpec, path: string): FieldError[] {
  const type = spec.type ?? '';
  const errors: FieldError[] = [];
  if (type === '') errors.push(required(`${path}.type`, 'must specify a metric source type'));
  const expected = SOURCES.find((source) => source.type === type);
  if (expected === undefined) errors.push(notSupported(`${path}.type`, type, TYPES));
  const present = SOURCES.filter(({ field }) => spec[field] !== undefined);
  // Only the first of several is looked into.
  if (present[0] !== undefined) errors.push(...present[0].validate(spec, `${path}.${present[0].field}`));
  if (expected !== undefined && spec[expected.field] === undefined) errors.push(required(`${path}.${expected.field}`, 'must populate information for the given metric source'));
  if (present.length !== 1) {
    for (const { field } of present) if (field !== expected?.field) errors.push(forbidden(`${path}.${field}`, 'must populate the given metric source only'));
  }
  return errors;
}

/** validateMetrics. Where HPAScaleToZero is off, `minReplicas: 0` is refused before; with it, only a metric from outside can wake the target. */
export function validateMetrics(metrics: readonly MetricSpec[] | undefined, path: string, minReplicas: number | undefined): FieldError[] {
  const errors = (metrics ?? []).flatMap((spec, index) => validateMetric(spec, `${path}[${index}]`));
  const fromOutside = (metrics ?? []).some(({ type }) => type === 'Object' || type === 'External');
  if (minReplicas === 0 && !fromOutside) errors.push(forbidden(path, 'must specify at least one Object or External metric to support scaling to zero replicas'));
  return errors;
}
