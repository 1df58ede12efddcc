import type { Node, Service } from '@site/src/simulation/api/generated/types/core.v1';
import type { EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { categorizeEndpoints, endpointsFor, nodeIPs, nothingTracked, proxyHealth, serviceHealth, servicePortsOf, staleFlows, track, usesClusterEndpoints, usesLocalEndpoints } from '@site/src/simulation/network/proxy';
import type { Family, ProxyEndpoint, TrackedFlow } from '@site/src/simulation/network/proxy';
import { eventsOf } from './host';

interface CategorizeCase {
  readonly service: Service;
  readonly endpointSlice: EndpointSlice;
  readonly nodeName: string;
  readonly zone?: string;
}

export function replayCategorize({ service, endpointSlice, nodeName, zone = '' }: CategorizeCase): unknown {
  const family = endpointSlice.addressType as Family;
  const { tracked } = track(nothingTracked(family, nodeName), eventsOf([service], [endpointSlice]));
  const [port] = servicePortsOf(service, family);
  if (port === undefined) throw new Error('categorize: the Service has no port that is served; give it a cluster address');
  const { cluster, local, reachable, hasEndpoints } = categorizeEndpoints(endpointsFor(tracked, port), port, { nodeName, zone });
  const addresses = (endpoints: readonly ProxyEndpoint[]): readonly string[] => endpoints.map(({ address }) => address).sort();
  return {
    cluster: usesClusterEndpoints(port) ? addresses(cluster ?? []) : null,
    local: usesLocalEndpoints(port) ? addresses(local ?? []) : null,
    reachable: addresses(reachable),
    hasEndpoints,
  };
}

interface ConntrackCase {
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly endpointSlicesAfter: readonly EndpointSlice[];
  readonly tracked: readonly TrackedFlow[];
}

export function replayConntrack({ services, endpointSlices, endpointSlicesAfter, tracked }: ConntrackCase): unknown {
  const before = track(nothingTracked('IPv4', 'node-a'), eventsOf(services, endpointSlices)).tracked;
  const still = new Set(endpointSlicesAfter.map(({ metadata }) => metadata.name));
  const gone = endpointSlices.filter(({ metadata }) => !still.has(metadata.name)).map((object) => ({ kind: 'EndpointSlice', object, deleted: true }) as const);
  const after = track(before, [...gone, ...eventsOf([], endpointSlicesAfter)]);
  const stale = new Set(after.checksConntrack ? staleFlows(after.tracked, tracked) : []);
  return { removed: tracked.flatMap((flow, i) => (stale.has(flow) ? [i] : [])), tableRead: after.checksConntrack };
}

interface HealthCase {
  readonly node: Node;
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly kubeProxyHealthy: boolean;
}

export function replayHealthCheck({ node, services, endpointSlices, kubeProxyHealthy }: HealthCase): unknown {
  for (const family of Object.keys(nodeIPs(node)) as Family[]) {
    const { tracked } = track(nothingTracked(family, node.metadata.name ?? ''), eventsOf(services, endpointSlices));
    for (const { metadata } of services) {
      const answer = serviceHealth(tracked, `${metadata.namespace ?? ''}/${metadata.name ?? ''}`, kubeProxyHealthy);
      if (answer !== undefined) return { ...answer, weight: String(answer.weight), listens: true };
    }
  }
  return { listens: false };
}

export const replayProxyHealth = ({ node, syncPending, longerThanLimit }: { readonly node?: Node | null; readonly syncPending: boolean; readonly longerThanLimit: boolean }): unknown =>
  proxyHealth(node ?? undefined, syncPending && longerThanLimit);
