import { byText } from '../../base/ordered-map';
import { hostPort } from './endpoints';
import { endpointsFor } from './tracker';
import type { Tracked } from './tracker';

/** A connection as the kernel remembers it: where it was sent by the client, and who answers. Addresses are `ip:port`. */
export interface TrackedFlow {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly answers: string;
}

/**
 * CleanStaleEntries (pkg/proxy/conntrack): which of the connections kube-proxy removes after endpoints have changed. Only UDP, only those of Services that
 * still have a serving endpoint, and only if nobody serves at the address that answers; a node port counts on whatever address.
 */
export function staleFlows<T extends TrackedFlow>(tracked: Tracked, flows: readonly T[]): readonly T[] {
  const byAddress = new Map<string, ReadonlySet<string>>();
  const byNodePort = new Map<string, ReadonlySet<string>>();
  for (const [, ports] of byText.entries(tracked.services)) {
    for (const port of ports) {
      if (port.protocol !== 'UDP') continue;
      const serving = new Set(endpointsFor(tracked, port).filter((endpoint) => endpoint.serving).map(({ address }) => address));
      if (serving.size === 0) continue;
      for (const ip of [port.clusterIP, ...port.loadBalancerIPs, ...port.externalIPs]) byAddress.set(hostPort(ip, port.port), serving);
      if (port.nodePort !== 0) byNodePort.set(String(port.nodePort), serving);
    }
  }
  return flows.filter(({ protocol, to, answers }) => {
    if (protocol.toUpperCase() !== 'UDP') return false;
    return [byAddress.get(to), byNodePort.get(to.slice(to.lastIndexOf(':') + 1))].some((serving) => serving !== undefined && !serving.has(answers));
  });
}
