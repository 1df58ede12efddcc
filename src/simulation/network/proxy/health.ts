import { byText } from '../../base/ordered-map';
import type { Node } from '../../api/generated/types/core.v1';
import { endpointsFor } from './tracker';
import type { Tracked } from './tracker';

/** What a load balancer's health check hears at a Service's healthCheckNodePort. */
export interface HealthAnswer {
  readonly port: number;
  readonly status: 200 | 503;
  /** Header X-Load-Balancing-Endpoint-Weight. */
  readonly weight: number;
  readonly contentType: 'application/json';
  readonly body: string;
}

/** LocalReadyEndpoints: ready endpoints of a Service on the node, each address once. Those that terminate do not count, even while they get traffic. */
function localReady(tracked: Tracked, service: string): number {
  const ips = (byText.get(tracked.services, service) ?? []).flatMap((port) => endpointsFor(tracked, port).filter(({ local, ready }) => local && ready).map(({ ip }) => ip));
  return new Set(ips).size;
}

/** ServiceHealthServer (pkg/proxy/healthcheck/service_health.go) for the Service `namespace/name`; undefined where nothing listens. */
export function serviceHealth(tracked: Tracked, service: string, kubeProxyHealthy: boolean): HealthAnswer | undefined {
  const port = (byText.get(tracked.services, service) ?? []).find(({ healthCheckNodePort }) => healthCheckNodePort !== 0);
  if (port === undefined) return undefined;
  const weight = localReady(tracked, service);
  const body = `{\n\t"service": {\n\t\t"namespace": ${JSON.stringify(port.namespace)},\n\t\t"name": ${JSON.stringify(port.name)}\n\t},\n\t"localEndpoints": ${weight},\n\t"serviceProxyHealthy": ${kubeProxyHealthy}\n}`;
  return { port: port.healthCheckNodePort, status: weight > 0 && kubeProxyHealthy ? 200 : 503, weight, contentType: 'application/json', body };
}

/** The Cluster Autoscaler's mark of a node that is going. */
const TO_BE_DELETED = 'ToBeDeletedByClusterAutoscaler';

/**
 * /healthz and /livez of kube-proxy (pkg/proxy/healthcheck/proxy_health.go). `node` undefined: it has not been seen. `late`: an update has waited for longer than twice
 * the sync period; a proxy that has nothing to do is healthy for ever.
 */
export function proxyHealth(node: Node | undefined, late: boolean): { readonly healthz: 200 | 503; readonly livez: 200 | 503 } {
  const eligible = node !== undefined && node.metadata.deletionTimestamp === undefined && !(node.spec?.taints ?? []).some(({ key }) => key === TO_BE_DELETED);
  return { healthz: !late && eligible ? 200 : 503, livez: late ? 503 : 200 };
}
