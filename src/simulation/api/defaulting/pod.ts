import { aggregateContainerRequests, isPodLevelResource } from '../pod-requests';
import { formatQuantity, quantityOf } from '../quantity';
import { aggregateContainers, parseResourceList } from '../resource-list';
import { isHugePages } from '../resource-names';
import { isNil, listOf, objectOf } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { PodSpec } from '../types';
import { fillMissing, withField } from './fill';
import type { Defaulter } from './walk';

/** SetDefaults_Pod: what holds for Pods, but not for templates of Pods. */
export const pod: Defaulter = (object) => {
  const spec = objectOf(object.spec);
  const filled = withPodLevelResources(mapContainers(spec, requestsFromLimits));
  const linked = positiveGrace(fillMissing(filled, { enableServiceLinks: true }));
  return withField(object, 'spec', linked.hostNetwork === true ? mapContainers(linked, hostPorts) : linked);
};

/** Convert_v1_Pod_To_core_Pod: a Pod's negative grace period is a second; a template's stays. */
const positiveGrace = (spec: JsonObject): JsonObject => {
  const { terminationGracePeriodSeconds: grace } = spec;
  return typeof grace === 'number' && grace < 0 ? { ...spec, terminationGracePeriodSeconds: 1 } : spec;
};

function mapContainers(spec: JsonObject, change: (container: JsonObject) => JsonObject): JsonObject {
  let result = spec;
  for (const name of ['containers', 'initContainers']) {
    const before = listOf(spec[name]);
    const after = before.map((one) => (isObject(one) ? change(one) : one));
    if (after.some((one, at) => one !== before[at])) result = { ...result, [name]: after };
  }
  return result;
}

function requestsFromLimits(container: JsonObject): JsonObject {
  const resources = objectOf(container.resources);
  const { limits, requests } = resources;
  if (!isObject(limits) || (isObject(requests) && Object.keys(limits).every((name) => Object.hasOwn(requests, name)))) return container;
  return { ...container, resources: { ...resources, requests: { ...limits, ...objectOf(requests) } } };
}

/** defaultHostNetworkPorts: on the host's network every container port is a host port. */
function hostPorts(container: JsonObject): JsonObject {
  if (!Array.isArray(container.ports) || container.ports.every((port: unknown) => !isObject(port) || Boolean(port.hostPort))) return container;
  return { ...container, ports: container.ports.map((port: unknown) => (isObject(port) && !port.hostPort ? { ...port, hostPort: port.containerPort } : port)) };
}

/** IsOvercommitAllowed. */
const allowsOvercommit = (name: string): boolean => !isHugePages(name);

/** defaultHugePagePodLimits, then defaultPodRequests (KEP-2837): only where the Pod itself states resources. */
function withPodLevelResources(spec: JsonObject): JsonObject {
  if (isNil(spec.resources)) return spec;
  // Containers may be missing: validation says so later.
  const typed = { ...spec, containers: listOf(spec.containers) } as unknown as PodSpec;
  const resources = objectOf(spec.resources);
  const requests: Record<string, unknown> = { ...objectOf(resources.requests) };
  const limits: Record<string, unknown> = { ...objectOf(resources.limits) };
  if (Object.keys(limits).length > 0 || Object.keys(requests).length > 0) {
    for (const [name, quantity] of aggregateContainers(typed, (container) => parseResourceList(container.resources?.limits))) {
      if (isHugePages(name) && !Object.hasOwn(requests, name) && !Object.hasOwn(limits, name)) limits[name] = formatQuantity(quantity);
    }
  }
  if (Object.keys(limits).length > 0) {
    for (const [name, quantity] of aggregateContainerRequests(typed)) {
      if (!Object.hasOwn(requests, name) && isPodLevelResource(name) && allowsOvercommit(name)) requests[name] = formatQuantity(quantity);
    }
    for (const [name, limit] of Object.entries(limits)) {
      if (!Object.hasOwn(requests, name) && isPodLevelResource(name)) requests[name] = formatQuantity(quantityOf(String(limit)));
    }
  }
  const part = (name: string, list: JsonObject): JsonObject => (Object.keys(list).length === 0 ? {} : { [name]: list });
  return { ...spec, resources: { ...resources, ...part('limits', limits), ...part('requests', requests) } };
}
