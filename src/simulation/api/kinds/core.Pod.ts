import { defaultPodSpec } from '../defaulting/pod-spec';
import { withDefaultNamespace } from '../defaulting/namespace';
import { forbidden } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import { defineKind } from '../kind';
import { aggregateContainerRequests, isPodLevelResource } from '../pod-requests';
import { formatQuantity, quantityOf } from '../quantity';
import type { Container, Pod, PodSpec, ResourceList, ResourceRequirements } from '../types';
import { validateObjectMeta } from '../validation/metadata';
import { validatePodSpec } from '../validation/pod-spec';

/** SetDefaults_Pod after SetDefaults_PodSpec and the container defaults. Idempotent. */
export function defaultPod(pod: Pod): Pod {
  const base = defaultPodSpec(pod.spec ?? { containers: [] });
  const spec: PodSpec = {
    ...base,
    containers: base.containers.map(requestsFromLimits),
    ...(base.initContainers === undefined ? {} : { initContainers: base.initContainers.map(requestsFromLimits) }),
    enableServiceLinks: base.enableServiceLinks ?? true,
  };
  const withPodRequests = defaultPodRequests(spec);
  return { ...pod, metadata: withDefaultNamespace(pod.metadata), spec: hostNetworkPorts(withPodRequests) };
}

function requestsFromLimits(container: Container): Container {
  const limits = container.resources?.limits;
  if (limits === undefined) return container;
  return { ...container, resources: { ...container.resources, requests: { ...limits, ...container.resources?.requests } } };
}

/**
 * defaultPodRequests (KEP-2837): pod-level requests that are missing become the containers' sum, or the pod-level limit where no
 * container requests that resource. Only when pod-level limits are set.
 */
function defaultPodRequests(spec: PodSpec): PodSpec {
  const resources: ResourceRequirements | undefined = spec.resources;
  const limits = resources?.limits ?? {};
  if (resources === undefined || Object.keys(limits).length === 0) return spec;
  const requests: Record<string, string> = { ...resources.requests };
  for (const [name, quantity] of aggregateContainerRequests(spec)) {
    const overcommit = !name.startsWith('hugepages-');
    if (!Object.hasOwn(requests, name) && isPodLevelResource(name) && overcommit) requests[name] = formatQuantity(quantity);
  }
  for (const [name, limit] of Object.entries(limits)) {
    if (!Object.hasOwn(requests, name) && isPodLevelResource(name)) requests[name] = formatQuantity(quantityOf(limit));
  }
  const filled: ResourceList = requests;
  return Object.keys(filled).length === 0 ? spec : { ...spec, resources: { ...resources, requests: filled } };
}

/** defaultHostNetworkPorts: on the host's network every container port is a host port. */
function hostNetworkPorts(spec: PodSpec): PodSpec {
  if (spec.hostNetwork !== true) return spec;
  const open = (container: Container): Container =>
    container.ports === undefined
      ? container
      : { ...container, ports: container.ports.map((p) => (p.hostPort ? p : { ...p, hostPort: p.containerPort })) };
  return {
    ...spec,
    containers: spec.containers.map(open),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(open) }),
  };
}

/** ValidatePodCreate (pkg/apis/core/validation), for the fields this core knows. */
function validatePod(pod: Pod): FieldError[] {
  const errors = validateObjectMeta(pod.metadata, 'metadata', { namespaced: true });
  errors.push(...validatePodSpec(pod.spec, 'spec'));
  if ((pod.spec.ephemeralContainers ?? []).length > 0) errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  if (pod.spec.nodeName && (pod.spec.schedulingGates ?? []).length > 0) {
    errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  }
  return errors;
}

export const podKind = defineKind<Pod>({ group: coreV1, resources: coreV1Resources, kind: 'Pod', defaults: defaultPod, validateCreate: validatePod });
