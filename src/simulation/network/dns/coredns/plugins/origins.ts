/** Zones written as arguments or keys. After plugin.SplitHostPort and plugin.OriginsFromArgsOrServerBlock (github.com/coredns/coredns/plugin). */
import { formatIp, networkOf, parsePrefix } from '../../../../base/ip';
import { isDomainName, normalName } from '../../message';

const TRANSPORTS: Readonly<Record<string, string>> = { 'dns://': '53', 'tls://': '853', 'quic://': '853', 'grpc://': '443', 'https://': '443', 'https3://': '443' };

/** parse.Transport: the scheme, its port, what is behind it. */
export function splitTransport(text: string): { readonly transport: string; readonly port: string; readonly rest: string } {
  for (const [prefix, port] of Object.entries(TRANSPORTS)) if (text.startsWith(prefix)) return { transport: prefix.slice(0, -3), port, rest: text.slice(prefix.length) };
  return { transport: 'dns', port: '53', rest: text };
}

/** cidr.Reverse of cidr.Split: the reverse zones of a network, cut at whole bytes or nibbles. */
function reverseZones(text: string): string[] | undefined {
  const prefix = parsePrefix(text);
  if (prefix === undefined) return undefined;
  const v4 = prefix.network.family === 4;
  const unit = v4 ? 8 : 4;
  const whole = Math.ceil(prefix.length / unit);
  const ip = networkOf(prefix);
  const digits = v4 ? formatIp(ip).split('.').map(Number) : Array.from(ip.words.map((word) => word.toString(16).padStart(8, '0')).join(''), (digit) => Number.parseInt(digit, 16));
  const spare = whole * unit - prefix.length;
  const zones: string[] = [];
  for (let add = 0; add < 1 << spare; add += 1) {
    const kept = digits.slice(0, whole);
    if (kept.length > 0) kept[kept.length - 1] = kept[kept.length - 1]! + add;
    zones.push([...kept.map((digit) => digit.toString(v4 ? 10 : 16)).reverse(), v4 ? 'in-addr.arpa.' : 'ip6.arpa.'].join('.'));
  }
  return zones;
}

export type HostPort = { readonly ok: true; readonly hosts: readonly string[]; readonly port: string } | { readonly ok: false; readonly error: string };

export function splitHostPort(text: string): HostPort {
  let host = text;
  let port = '';
  const colon = host.lastIndexOf(':');
  if (colon === host.length - 1) return { ok: false, error: `expecting data after last colon: "${host}"` };
  if (colon >= 0 && /^[+-]?\d+$/.test(host.slice(colon + 1))) {
    port = String(Number(host.slice(colon + 1)));
    host = host.slice(0, colon);
  }
  if (host.length > 255) return { ok: false, error: `specified zone is too long: ${host.length} > 255` };
  if (host !== '' && !isDomainName(host)) return { ok: false, error: `zone is not a valid domain name: ${host}` };
  return { ok: true, hosts: reverseZones(host) ?? [host], port };
}

/** plugin.Host.NormalizeExact. */
export function zonesOf(text: string): string[] {
  const split = splitHostPort(splitTransport(text).rest);
  return split.ok ? split.hosts.map(normalName) : [];
}

export function originsOf(args: readonly string[], keys: readonly string[]): string[] {
  if (args.length > 0) return args.flatMap(zonesOf);
  return keys.map((key) => zonesOf(key)[0] ?? key);
}

/** fall.F: zones in which a question falls through; none of them without `fallthrough`. */
export const fallThrough = (args: readonly string[]): string[] => (args.length === 0 ? ['.'] : args.flatMap(zonesOf));
