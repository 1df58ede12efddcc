import type { ProxyEndpoint } from './endpoints';
import { isReachedFromOutside, usesClusterEndpoints, usesLocalEndpoints } from './service-ports';
import type { ServicePort } from './service-ports';
import type { Categories } from './topology';

/** What both proxiers decide for a Service port before they write rules (the first half of the loops in their syncProxyRules). */
export interface Plan extends Categories {
  readonly port: ServicePort;
  readonly usesClusterChain: boolean;
  readonly usesLocalChain: boolean;
  /** Which endpoints clients of the cluster address get. */
  readonly internal: 'cluster' | 'local';
  readonly hasInternal: boolean;
  /** Which endpoints clients from outside get. */
  readonly external: 'cluster' | 'local';
  readonly hasExternal: boolean;
  /** Needed even without an endpoint for outsiders: clients on the node take a short cut to all endpoints. */
  readonly usesExternalChain: boolean;
  readonly restrictsSources: boolean;
}

const count = (endpoints: readonly ProxyEndpoint[] | null): number => endpoints?.length ?? 0;

export function planPort(port: ServicePort, { cluster, local, reachable, hasEndpoints, topology }: Categories): Plan {
  return {
    cluster,
    local,
    reachable,
    hasEndpoints,
    topology,
    port,
    usesClusterChain: count(cluster) > 0 && usesClusterEndpoints(port),
    usesLocalChain: count(local) > 0 && usesLocalEndpoints(port),
    internal: port.internalLocal ? 'local' : 'cluster',
    hasInternal: hasEndpoints && (!port.internalLocal || count(local) > 0),
    external: port.externalLocal ? 'local' : 'cluster',
    hasExternal: hasEndpoints && (!port.externalLocal || count(local) > 0),
    usesExternalChain: hasEndpoints && isReachedFromOutside(port),
    restrictsSources: port.loadBalancerIPs.length > 0 && port.sourceRanges.length > 0,
  };
}
