import type { AddressReply, ResolverLibrary } from '@site/src/simulation/network/dns';

/** The search list that the kubelet writes for a Pod in the Namespace `shop`. */
export const SEARCH = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'] as const;

/** The names in the cluster that have an address: two Services, `web` with the one that it has in the Service lab. */
export const KNOWN: ReadonlyMap<string, string> = new Map([['web.shop.svc.cluster.local.', '10.96.0.20'], ['web.team-b.svc.cluster.local.', '10.96.0.31']]);

/** Outside the cluster every name has an address that ends so. */
export const OUTSIDE = ['com', 'net', 'org', 'io', 'dev', 'kr'] as const;

export const EXAMPLES = ['api.example.com', 'api.example.com.', 'web', 'web.team-b', 'web.shop.svc.cluster.local'] as const;
export const NDOTS = ['5', '2', '1'] as const;
export const LIBRARIES = ['glibc', 'musl', 'go'] as const satisfies readonly ResolverLibrary[];

export interface LadderState {
  name: string;
  ndots: (typeof NDOTS)[number];
  library: ResolverLibrary;
}

export const initialState: LadderState = { name: EXAMPLES[0], ndots: '5', library: 'glibc' };

/** As long as a name may be. */
export const LONGEST = 253;

/** The address of a Service; undefined for what is outside, whose addresses are its own affair. */
export const addressOf = (absolute: string): string | undefined => KNOWN.get(absolute.toLowerCase());

/** A domain above a known name exists without an address of its own; every other name does not exist. */
export function replyOf(absolute: string): AddressReply {
  const labels = absolute.toLowerCase().replace(/\.$/, '').split('.');
  if (OUTSIDE.some((end) => end === labels.at(-1))) return labels.length > 1 ? 'addresses' : 'no-data';
  if (addressOf(absolute) !== undefined) return 'addresses';
  return [...KNOWN.keys()].some((name) => name.endsWith(`.${absolute.toLowerCase()}`)) ? 'no-data' : 'no-such-name';
}

/** Letters, digits, hyphens, underscores, at most 63 between two dots (RFC 1035). No library asks for anything else. */
export const isName = (text: string): boolean => /^[\w-]{1,63}(\.[\w-]{1,63})*\.?$/.test(text);

export function parseState(raw: unknown): LadderState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { name, ndots, library } = raw as Partial<Record<keyof LadderState, unknown>>;
  const knownNdots = NDOTS.find((one) => one === ndots);
  const knownLibrary = LIBRARIES.find((one) => one === library);
  if (typeof name !== 'string' || name.length > LONGEST || knownNdots === undefined || knownLibrary === undefined) return undefined;
  return { name, ndots: knownNdots, library: knownLibrary };
}
