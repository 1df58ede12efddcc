import type { Node, Service } from '@site/src/simulation/api/generated/types/core.v1';
import type { EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { nodeIPs } from '@site/src/simulation/network/proxy';
import type { ProxyConfiguration, ProxyEvent, ProxyHost } from '@site/src/simulation/network/proxy';

/** What the cases of `route` and `rules` have in common. */
export interface Recorded {
  readonly config: ProxyConfiguration;
  readonly node: Node;
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly localAddresses?: readonly string[];
  readonly serviceCIDRs?: readonly string[];
  readonly nfacct?: boolean;
}

export interface Objects extends Recorded {
  readonly events: readonly ProxyEvent[];
}

export const eventsOf = (services: readonly Service[], slices: readonly EndpointSlice[]): readonly ProxyEvent[] => [
  ...services.map((object): ProxyEvent => ({ kind: 'Service', object })),
  ...slices.map((object): ProxyEvent => ({ kind: 'EndpointSlice', object })),
];

export const localAddressesOf = ({ localAddresses, node }: Recorded): readonly string[] => localAddresses ?? Object.values(nodeIPs(node));
export const hostOf = (one: Recorded): ProxyHost => ({ node: one.node, localAddresses: localAddressesOf(one), nfacct: one.nfacct !== false, serviceCIDRs: one.serviceCIDRs ?? [] });

/** For comparing the modes: chances to nine digits. */
export const modesOf = (routes: unknown): string => JSON.stringify(routes, (key, value: unknown) => (key === 'probability' && typeof value === 'number' ? value.toFixed(9) : value));
