/** Records read from lines of a zone file, as far as names and addresses in them have one form. After dns.NewRR (miekg/dns). */
import { formatIp, parseIp } from '../../../base/ip';
import { fqdn } from './names';
import type { DnsRecord } from './types';

export const RECORD_TYPES: readonly string[] = ['A', 'AAAA', 'ANY', 'AXFR', 'CAA', 'CNAME', 'DNAME', 'DNSKEY', 'DS', 'HINFO', 'HTTPS', 'IXFR', 'MX', 'NAPTR', 'NS', 'NSEC', 'OPT', 'PTR', 'RRSIG', 'SOA', 'SRV', 'SVCB', 'TLSA', 'TXT'];

const DEFAULT_TTL = 3600;

function dataOf(type: string, words: readonly string[], rest: string): string | undefined {
  switch (type) {
    case 'A': case 'AAAA': {
      const ip = words.length === 1 ? parseIp(words[0]!) : undefined;
      return ip === undefined || (ip.family === 4) !== (type === 'A') ? undefined : formatIp(ip);
    }
    case 'CNAME': case 'NS': case 'PTR': return words.length === 1 ? fqdn(words[0]!) : undefined;
    case 'MX': return words.length === 2 ? `${words[0]} ${fqdn(words[1]!)}` : undefined;
    case 'SRV': return words.length === 4 ? `${words.slice(0, 3).join(' ')} ${fqdn(words[3]!)}` : undefined;
    case 'SOA': return words.length === 7 ? [fqdn(words[0]!), fqdn(words[1]!), ...words.slice(2)].join(' ') : undefined;
    case 'TXT': return rest.startsWith('"') ? rest : words.map((word) => `"${word}"`).join(' ');
    default: return words.length > 0 ? words.join(' ') : undefined;
  }
}

/** `name [ttl] [class] type data`; undefined for a line that is none. A name without its last dot gets one. */
export function parseZoneLine(line: string): DnsRecord | undefined {
  const match = /^(\S+)\s+(?:(\d+)\s+)?(?:IN\s+)?(?:(\d+)\s+)?(\S+)\s+(.*)$/i.exec(line.trim());
  if (match === null) return undefined;
  const type = match[4]!.toUpperCase();
  if (!RECORD_TYPES.includes(type)) return undefined;
  const rest = match[5]!.trim();
  const data = dataOf(type, rest.split(/\s+/).filter((word) => word !== ''), rest);
  return data === undefined ? undefined : { name: fqdn(match[1]!), ttl: Number(match[2] ?? match[3] ?? DEFAULT_TTL), type, data };
}
