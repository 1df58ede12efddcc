import type { ProxyEndpoint } from './endpoints';
import { usesClusterEndpoints, usesLocalEndpoints } from './service-ports';
import type { ServicePort } from './service-ports';

/** Where a proxier stands. */
export interface Place {
  readonly nodeName: string;
  readonly zone: string;
}

/** How the endpoints for the whole cluster were narrowed: not at all, to those meant for this node, or for this zone. */
export type TopologyMode = '' | 'PreferSameNode' | 'PreferSameZone';

export interface Categories {
  /** For traffic policy Cluster; null if the Service port never uses it. */
  readonly cluster: readonly ProxyEndpoint[] | null;
  /** For traffic policy Local; null if the Service port never uses it. */
  readonly local: readonly ProxyEndpoint[] | null;
  /** All that this node may send to. */
  readonly reachable: readonly ProxyEndpoint[];
  /** Whether any node has an endpoint to send to. */
  readonly hasEndpoints: boolean;
  readonly topology: TopologyMode;
}

const isGoing = ({ serving, terminating }: ProxyEndpoint): boolean => serving && terminating;

/**
 * topologyModeFromHints (pkg/proxy/topology.go): hints count only if every ready endpoint has them and one is meant for here; those for nodes go before
 * those for zones. What the Service itself says about distribution is not looked at.
 */
export function topologyMode(endpoints: readonly ProxyEndpoint[], { nodeName, zone }: Place): TopologyMode {
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  if (ready.length === 0) return '';
  if (ready.every(({ nodeHints }) => nodeHints.length > 0) && ready.some(({ nodeHints }) => nodeHints.includes(nodeName))) return 'PreferSameNode';
  return ready.every(({ zoneHints }) => zoneHints.length > 0) && ready.some(({ zoneHints }) => zoneHints.includes(zone)) ? 'PreferSameZone' : '';
}

function forCluster(endpoints: readonly ProxyEndpoint[], topology: TopologyMode, { nodeName, zone }: Place): readonly ProxyEndpoint[] {
  const usable = endpoints.filter(({ ready, nodeHints, zoneHints }) => ready && (topology === '' || (topology === 'PreferSameNode' ? nodeHints.includes(nodeName) : zoneHints.includes(zone))));
  return usable.length > 0 ? usable : endpoints.filter(isGoing);
}

function forNode(endpoints: readonly ProxyEndpoint[]): readonly ProxyEndpoint[] {
  const here = endpoints.filter(({ local }) => local);
  const ready = here.filter((endpoint) => endpoint.ready);
  return ready.length > 0 ? ready : here.filter((endpoint) => !endpoint.ready && isGoing(endpoint));
}

/** CategorizeEndpoints (pkg/proxy/topology.go). Ready endpoints are used; where there is none, those that still serve while they terminate. */
export function categorizeEndpoints(endpoints: readonly ProxyEndpoint[], port: ServicePort, place: Place): Categories {
  const [usesCluster, usesLocal] = [usesClusterEndpoints(port), usesLocalEndpoints(port)];
  const topology = usesCluster ? topologyMode(endpoints, place) : '';
  const cluster = usesCluster ? forCluster(endpoints, topology, place) : null;
  if (!usesLocal) return { cluster, local: null, reachable: cluster ?? [], hasEndpoints: (cluster ?? []).length > 0, topology };
  const hasEndpoints = endpoints.some((endpoint) => endpoint.ready || isGoing(endpoint));
  const local = forNode(endpoints);
  if (cluster === null) return { cluster, local, reachable: local, hasEndpoints, topology };
  const addresses = new Set([...cluster, ...local].map(({ address }) => address));
  return { cluster, local, reachable: endpoints.filter(({ address }) => addresses.has(address)), hasEndpoints, topology };
}
