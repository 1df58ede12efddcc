import { forbidden, invalid, notSupported, duplicate, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../names';
import { aggregateContainerRequests, isPodLevelResource } from '../pod-requests';
import { compareQuantity, formatQuantity, quantityOf } from '../quantity';
import type { PodSpec } from '../types';
import { validateContainers, validateInitContainers, validateResources } from './container';
import { validateLabels } from './metadata';
import { validateAffinity, validateGates, validateSpread, validateTolerations } from './scheduling';

/** ValidatePodSpec; also for templates. The order of the checks is upstream's. */
export function validatePodSpec(spec: PodSpec, path: string): FieldError[] {
  const errors: FieldError[] = [];
  validateVolumes(spec, path, errors);
  errors.push(...validateContainers(spec, `${path}.containers`));
  errors.push(...validateInitContainers(spec, `${path}.initContainers`));
  validatePodLevelResources(spec, path, errors);
  const restart = ['Always', 'OnFailure', 'Never'];
  if (!restart.includes(spec.restartPolicy ?? '')) errors.push(notSupported(`${path}.restartPolicy`, spec.restartPolicy ?? '', restart));
  const dns = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
  if (!dns.includes(spec.dnsPolicy ?? '')) errors.push(notSupported(`${path}.dnsPolicy`, spec.dnsPolicy ?? '', dns));
  errors.push(...validateLabels(spec.nodeSelector, `${path}.nodeSelector`));
  errors.push(...validateAffinity(spec.affinity, `${path}.affinity`));
  errors.push(...validateGates(spec, `${path}.schedulingGates`));
  errors.push(...validateSpread(spec.topologySpreadConstraints ?? [], `${path}.topologySpreadConstraints`));
  const named: readonly [keyof PodSpec & string, string | undefined, (text: string) => string[]][] = [
    ['serviceAccountName', spec.serviceAccountName, dns1123SubdomainErrors],
    ['nodeName', spec.nodeName, dns1123SubdomainErrors],
    ['hostname', spec.hostname, dns1123LabelErrors],
    ['subdomain', spec.subdomain, dns1123LabelErrors],
    ['priorityClassName', spec.priorityClassName, dns1123SubdomainErrors],
  ];
  for (const [field, value, check] of named) {
    if (value) for (const message of check(value)) errors.push(invalid(`${path}.${field}`, value, message));
  }
  if (spec.activeDeadlineSeconds !== undefined && (spec.activeDeadlineSeconds < 1 || spec.activeDeadlineSeconds > 2147483647)) {
    errors.push(invalid(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, 'must be between 1 and 2147483647, inclusive'));
  }
  errors.push(...validateTolerations(spec.tolerations ?? [], `${path}.tolerations`));
  const preemption = ['PreemptLowerPriority', 'Never'];
  if (spec.preemptionPolicy !== undefined && !preemption.includes(spec.preemptionPolicy)) {
    errors.push(notSupported(`${path}.preemptionPolicy`, spec.preemptionPolicy, preemption));
  }
  errors.push(...validateResources(spec.overhead === undefined ? undefined : { limits: spec.overhead }, `${path}.overhead`));
  return errors;
}

function validateVolumes(spec: PodSpec, path: string, errors: FieldError[]): void {
  const names = new Set<string>();
  (spec.volumes ?? []).forEach((volume, i) => {
    const at = `${path}.volumes[${i}].name`;
    if (!volume.name) {
      errors.push(required(at));
      return;
    }
    const messages = dns1123LabelErrors(volume.name);
    for (const message of messages) errors.push(invalid(at, volume.name, message));
    if (messages.length === 0 && names.has(volume.name)) errors.push(duplicate(at, volume.name));
    names.add(volume.name);
  });
}

/** validatePodResources: names, and the containers' sum must fit under the Pod's own figure. */
function validatePodLevelResources(spec: PodSpec, path: string, errors: FieldError[]): void {
  if (spec.resources === undefined) return;
  const at = `${path}.resources`;
  if (spec.resources.claims !== undefined) errors.push(forbidden(`${at}.claims`, 'claims may not be set for Resources at pod-level'));
  for (const field of ['limits', 'requests'] as const) {
    for (const name of Object.keys(spec.resources[field] ?? {})) {
      if (!isPodLevelResource(name)) errors.push({ ...notSupported(`${at}.${field}[${name}]`, name, ['cpu', 'hugepages-', 'memory']), at: `${at}.${field}.${name}` });
    }
  }
  errors.push(...validateResources({ limits: only(spec.resources.limits), requests: only(spec.resources.requests) }, at));
  const requests = spec.resources.requests ?? {};
  for (const [name, sum] of aggregateContainerRequests(spec)) {
    const own = Object.hasOwn(requests, name) ? requests[name] : undefined;
    if (own !== undefined && compareQuantity(sum, quantityOf(own)) > 0) {
      errors.push(invalid(`${at}.requests[${name}]`, own, `must be greater than or equal to aggregate container requests of ${formatQuantity(sum)}`, `${at}.requests.${name}`));
    }
  }
}

const only = (list: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(list ?? {}).filter(([name]) => isPodLevelResource(name)));
