import { formatQuantity, quantityOf } from './quantity';
import { aggregateContainerRequests, isPodLevelResource } from './pod-requests';
import type { ApiObject, Container, Deployment, Pod, PodSpec, PodTemplateSpec, Probe, ResourceList, ResourceRequirements } from './types';

/** Defaults as the API server fills them in (pkg/apis/core/v1/defaults.go, pkg/apis/apps/v1/defaults.go). */
export function applyDefaults<T extends ApiObject>(object: T): T {
  switch (object.kind) {
    case 'Pod':
      return defaultPod(object) as T;
    case 'Deployment':
      return defaultDeployment(object) as T;
    default:
      return defaultNode(object) as T;
  }
}

/** SetDefaults_NodeStatus: allocatable equals capacity unless given. */
function defaultNode<T extends ApiObject>(node: T): T {
  if (node.kind !== 'Node') return node;
  const status = node.status ?? {};
  if (status.allocatable !== undefined || status.capacity === undefined) return node;
  return { ...node, status: { ...status, allocatable: status.capacity } };
}

/** A namespace is filled in by the client from its context; without one it is `default`. */
function withNamespace(metadata: Pod['metadata']): Pod['metadata'] {
  return metadata.namespace === undefined || metadata.namespace === '' ? { ...metadata, namespace: 'default' } : metadata;
}

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
  return { ...pod, metadata: withNamespace(pod.metadata), spec: hostNetworkPorts(withPodRequests) };
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

/** SetDefaults_PodSpec and, per container, SetDefaults_Container. */
function defaultPodSpec(spec: PodSpec): PodSpec {
  return {
    ...spec,
    containers: (spec.containers ?? []).map(defaultContainer),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(defaultContainer) }),
    dnsPolicy: spec.dnsPolicy || 'ClusterFirst',
    restartPolicy: spec.restartPolicy || 'Always',
    securityContext: spec.securityContext ?? {},
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    schedulerName: spec.schedulerName || 'default-scheduler',
  };
}

/** The tag of an image reference decides the pull policy: `latest` is pulled each time. */
function pullPolicyFor(image: string | undefined): string {
  const name = image ?? '';
  if (name.includes('@')) return 'IfNotPresent';
  const colon = name.lastIndexOf(':');
  const tag = colon > name.lastIndexOf('/') ? name.slice(colon + 1) : 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function defaultContainer(container: Container): Container {
  const probes: Partial<Record<'livenessProbe' | 'readinessProbe' | 'startupProbe', Probe>> = {};
  for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = container[field];
    if (probe !== undefined) probes[field] = defaultProbe(probe);
  }
  return {
    ...container,
    ...probes,
    imagePullPolicy: container.imagePullPolicy || pullPolicyFor(container.image),
    terminationMessagePath: container.terminationMessagePath || '/dev/termination-log',
    terminationMessagePolicy: container.terminationMessagePolicy || 'File',
    ...(container.ports === undefined ? {} : { ports: container.ports.map((port) => ({ ...port, protocol: port.protocol || 'TCP' })) }),
  };
}

function defaultProbe(probe: Probe): Probe {
  return {
    ...probe,
    timeoutSeconds: probe.timeoutSeconds || 1,
    periodSeconds: probe.periodSeconds || 10,
    successThreshold: probe.successThreshold || 1,
    failureThreshold: probe.failureThreshold || 3,
    ...(probe.httpGet === undefined ? {} : { httpGet: { ...probe.httpGet, path: probe.httpGet.path || '/', scheme: probe.httpGet.scheme || 'HTTP' } }),
  };
}

/** SetDefaults_Deployment. Container requests are not taken from limits in a template; that happens when the Pod is made. */
export function defaultDeployment(deployment: Deployment): Deployment {
  const spec = deployment.spec ?? { template: { spec: { containers: [] } } };
  const strategy = spec.strategy ?? {};
  const type = strategy.type || 'RollingUpdate';
  const rollingUpdate =
    type === 'RollingUpdate'
      ? { ...strategy.rollingUpdate, maxUnavailable: strategy.rollingUpdate?.maxUnavailable ?? '25%', maxSurge: strategy.rollingUpdate?.maxSurge ?? '25%' }
      : strategy.rollingUpdate;
  const template: PodTemplateSpec = spec.template ?? { spec: { containers: [] } };
  return {
    ...deployment,
    metadata: withNamespace(deployment.metadata),
    spec: {
      ...spec,
      replicas: spec.replicas ?? 1,
      template: { ...template, spec: defaultPodSpec(template.spec ?? { containers: [] }) },
      strategy: { ...strategy, type, ...(rollingUpdate === undefined ? {} : { rollingUpdate }) },
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
    },
  };
}
