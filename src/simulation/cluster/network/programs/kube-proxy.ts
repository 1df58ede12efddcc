/** What kube-proxy answers besides its rules: at 10256 to load balancers and probes, at 127.0.0.1:10249 to whoever is on the node. */
import type { Node } from '../../../api';
import { formatMicroTime } from '../../../base/time';
import { proxyHealth } from '../../../network/proxy';
import type { HttpAnswered } from '../../../network/tools';
import { viewOf } from '../../control/view';
import type { RuntimeContainer } from '../../node/machine/machine';
import type { Cluster } from '../../state';
import type { Program } from './types';

/** healthzBindAddress (0.0.0.0:10256) and metricsBindAddress (127.0.0.1:10249) where the configuration names none. */
export const PROXY_HEALTH_PORT = 10_256;
export const PROXY_METRICS_PORT = 10_249;

const JSON_HEADERS = [['Content-Type', 'application/json'], ['X-Content-Type-Options', 'nosniff']] as const;
const NOT_FOUND: HttpAnswered = { status: 404, body: '404 page not found\n' };

/** healthzHandler and livezHandler (pkg/proxy/healthcheck/proxy_health.go). Simplified: no sync is ever late, and the last one of each family was when the process began. */
function healthAnswer(node: Node | undefined, path: string, began: number, now: number): HttpAnswered {
  const { healthz, livez } = proxyHealth(node, false);
  // time.Time as JSON: RFC3339Nano, without zeros at its end.
  const stamp = (at: number): string => formatMicroTime(at).replace(/\.?0+Z$/, 'Z');
  const [current, status] = [stamp(now), { lastUpdated: stamp(began), healthy: true }];
  const body = (eligible?: boolean, updated = current): string => JSON.stringify({ lastUpdated: updated, currentTime: current, ...(eligible === undefined ? {} : { nodeEligible: eligible }), healthy: true, status: { IPv4: status, IPv6: status } });
  if (path === '/livez') return { status: livez, headers: JSON_HEADERS, body: body() };
  return path === '/healthz' ? { status: healthz, headers: JSON_HEADERS, body: body(healthz === 200, healthz === 200 ? current : status.lastUpdated) } : NOT_FOUND;
}

/** serveMetrics (cmd/kube-proxy/app/server.go). */
const metricsAnswer = (path: string): HttpAnswered => (path === '/proxyMode' ? { status: 200, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: 'iptables' } : path === '/healthz' ? { status: 200, body: 'ok' } : NOT_FOUND);

/** What a kube-proxy on a node answers at one of its ports. */
export function kubeProxyAnswer(cluster: Cluster, node: string, container: RuntimeContainer, port: number, path: string): HttpAnswered {
  const [bare = ''] = path.split('?');
  return port === PROXY_METRICS_PORT ? metricsAnswer(bare) : healthAnswer(viewOf(cluster.server.store.tables).get('nodes', undefined, node) as Node | undefined, bare, container.startedAt ?? container.createdAt, cluster.clock.now);
}

export const kubeProxyProgram: Program = ({ cluster, pod, container, port }) => ({ kind: 'server', answer: ({ path }) => kubeProxyAnswer(cluster, pod.spec.nodeName ?? '', container, port, path) });
