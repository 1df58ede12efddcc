import { parseIp } from '../../base/ip';

/** How a resolver library makes questions of a name: the search list and `ndots` of resolv.conf. */

/** The libraries whose rules differ: GNU libc, musl (Alpine) and Go's own resolver. */
export type ResolverLibrary = 'glibc' | 'musl' | 'go';

export interface ResolverOptions {
  /** Domains in order, without the last dot. */
  readonly search: readonly string[];
  /** A name with at least as many dots is asked for as it stands first. All three libraries take 15 for anything above. */
  readonly ndots: number;
}

/** The most that `options ndots:` counts for: RES_MAXNDOTS in glibc, and the same in musl and Go. */
const MOST_DOTS = 15;

/**
 * The names that a library may ask for, in order. Follows `__res_context_search` of glibc (resolv/res_query.c), `name_from_dns_search`
 * of musl (src/network/lookup_name.c), which never searches for a name with enough dots, and `dnsConfig.nameList` of Go (net/dnsclient_unix.go).
 * Nothing is asked for an address. A name in /etc/hosts (localhost, the Pod's own) is the caller's to leave out.
 */
export function searchOrder(name: string, { search, ndots }: ResolverOptions, library: ResolverLibrary): string[] {
  if (name === '' || parseIp(name) !== undefined) return [];
  if (name.endsWith('.')) return [name];
  const asTyped = `${name}.`;
  const searched = search.map((domain) => `${name}.${domain}.`);
  const enoughDots = name.split('.').length - 1 >= Math.min(ndots, MOST_DOTS);
  if (!enoughDots) return [...searched, asTyped];
  return library === 'musl' ? [asTyped] : [asTyped, ...searched];
}
