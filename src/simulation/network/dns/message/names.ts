/** Domain names as text: labels, parents, reverse names. After dns.Fqdn, dns.IsSubDomain (miekg/dns) and plugin.Zones, dnsutil (coredns). */
import { formatIp, parseIp } from '../../../base/ip';

export const fqdn = (name: string): string => (name.endsWith('.') ? name : `${name}.`);

export const lower = (name: string): string => name.toLowerCase();

/** plugin.Name.Normalize. */
export const normalName = (name: string): string => lower(fqdn(name));

/** dns.SplitDomainName: the labels, none for the root. */
export function labelsOf(name: string): string[] {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare === '' ? [] : bare.split('.');
}

/** dns.IsSubDomain: `child` is `parent` or below it, whatever the case. */
export function isSubdomain(parent: string, child: string): boolean {
  const [above, below] = [normalName(parent), normalName(child)];
  return above === '.' || below === above || below.endsWith(`.${above}`);
}

/** plugin.Zones.Matches: the longest of the zones that a name is in; undefined for none. */
export function zoneOf(zones: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  for (const zone of zones) if (isSubdomain(zone, name) && (found === undefined || zone.length > found.length)) found = zone;
  return found;
}

/** dnsutil.TrimZone: what stands before the zone, without the dot between them. */
export function trimZone(name: string, zone: string): string {
  const above = zone === '.' ? 0 : labelsOf(zone).length;
  const labels = labelsOf(name);
  return labels.slice(0, labels.length - above).join('.');
}

const IPV4_REVERSE = '.in-addr.arpa.';
const IPV6_REVERSE = '.ip6.arpa.';

/** dnsutil.IsReverse: below in-addr.arpa or ip6.arpa; those themselves are not. */
export const isReverse = (name: string): boolean => name.endsWith(IPV4_REVERSE) || name.endsWith(IPV6_REVERSE);

/** dnsutil.ExtractAddressFromReverse: the address that a name under in-addr.arpa or ip6.arpa stands for; undefined if it is none. */
export function addressOfReverse(name: string): string | undefined {
  let text: string;
  if (name.endsWith(IPV4_REVERSE)) text = name.slice(0, -IPV4_REVERSE.length).split('.').reverse().join('.');
  else if (name.endsWith(IPV6_REVERSE)) {
    const digits = name.slice(0, -IPV6_REVERSE.length).split('.').reverse();
    const groups: string[] = [];
    for (let at = 0; at + 4 <= digits.length; at += 4) groups.push(digits.slice(at, at + 4).join(''));
    text = groups.join(':');
  } else return undefined;
  const ip = parseIp(text);
  if (ip === undefined || (name.endsWith(IPV4_REVERSE) && ip.family !== 4)) return undefined;
  return formatIp(ip);
}

/** dns.ReverseAddr: the name to ask a PTR record for; undefined if `address` is none. */
export function reverseOfAddress(address: string): string | undefined {
  const ip = parseIp(address);
  if (ip === undefined) return undefined;
  if (ip.family === 4) return `${formatIp(ip).split('.').reverse().join('.')}${IPV4_REVERSE}`;
  const digits = ip.words.map((word) => word.toString(16).padStart(8, '0')).join('');
  return `${Array.from(digits).reverse().join('.')}${IPV6_REVERSE}`;
}

/** dns.IsDomainName: labels of 1 to 63 bytes, 255 in all. */
export function isDomainName(name: string): boolean {
  if (name === '') return false;
  if (name === '.') return true;
  const labels = labelsOf(name);
  return labels.every((label) => label.length >= 1 && label.length <= 63) && labels.reduce((sum, label) => sum + label.length + 1, 1) <= 255;
}
