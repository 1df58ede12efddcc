import type { Container, PodSpec, Probe } from '../types';

/** SetDefaults_PodSpec and, per container, SetDefaults_Container. */
export function defaultPodSpec(spec: PodSpec): PodSpec {
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
