/** Records from what was found. After plugin/backend_lookup.go (github.com/coredns/coredns v1.14.2). */
import { formatIp, parseIp } from '../../../../../base/ip';
import type { DnsRecord, DnsReply } from '../../../message';
import { fqdn, isSubdomain, lower } from '../../../message';
import type { Request, Walk } from '../types';
import type { Findings, Found, Lookout } from './find';
import { findReverse, findServicesOf } from './find';

const LONGEST_CHAIN = 10;
const LONGEST_SOA_TTL = 300;

export interface Answers {
  readonly records: readonly DnsRecord[];
  readonly extra: readonly DnsRecord[];
  readonly truncated: boolean;
}

const plain = (records: readonly DnsRecord[]): Answers => ({ records, extra: [], truncated: false });

/** checkForApex: the zone's own name stands for `apex.dns` below it, if there is one. */
function findAddresses(lookout: Lookout, name: string, type: string, zone: string): Findings {
  if (lower(name) !== zone) return findServicesOf(lookout, name, type, zone);
  return findServicesOf(lookout, `apex.dns.${zone === '.' ? '' : zone}`, type, zone) ?? findServicesOf(lookout, name, type, zone);
}

interface Chain {
  readonly lookout: Lookout;
  readonly zone: string;
  readonly request: Request;
  readonly walk: Walk;
}

/** plugin.A, AAAA and TXT: addresses, or the CNAME and what it leads to; undefined for no such name. */
export function findData(chain: Chain, name: string, type: 'A' | 'AAAA' | 'TXT', before: readonly DnsRecord[] = []): Answers | undefined {
  const { lookout, zone, request, walk } = chain;
  const found = type === 'TXT' ? findServicesOf(lookout, name, type, zone) : findAddresses(lookout, name, type, zone);
  if (found === undefined) return undefined;
  const records: DnsRecord[] = [];
  const seen = new Set<string>();
  let truncated = false;
  for (const { host, ttl, text } of found) {
    const ip = parseIp(host);
    if (text !== undefined || ip !== undefined) {
      const data = text ?? host;
      const fits = text === undefined ? (ip!.family === 4 ? 'A' : 'AAAA') === type : type === 'TXT';
      if (fits && !seen.has(data)) records.push({ name, ttl, type, data: text === undefined ? formatIp(ip!) : `"${text}"` });
      if (fits) seen.add(data);
      continue;
    }
    const target = fqdn(host);
    if (isSubdomain(lower(name), target) || before.length > LONGEST_CHAIN) continue;
    const alias: DnsRecord = { name, ttl, type: 'CNAME', data: target };
    if (before.some((one) => one.name === name && one.data === target)) continue;
    if (isSubdomain(zone, target)) {
      const next = findData(chain, target, type, [...before, alias]);
      if (next !== undefined && next.records.length > 0) records.push(alias, ...next.records);
      truncated ||= next?.truncated ?? false;
      continue;
    }
    const reply = walk.lookup(request, target, type);
    truncated ||= reply.truncated && type !== 'TXT';
    records.push(alias, ...reply.answer);
  }
  return { records, extra: [], truncated };
}

/** plugin.SRV: the weight is shared evenly. */
function findSrv({ lookout, zone }: Chain, name: string): Answers | undefined {
  const found = findServicesOf(lookout, name, 'SRV', zone);
  if (found === undefined) return undefined;
  const records = new Map<string, DnsRecord>();
  const extra = new Map<string, DnsRecord>();
  const weight = Math.max(1, Math.floor((100 / (found.length * 100)) * 100));
  for (const { host, port, ttl, key } of found) {
    const ip = parseIp(host);
    if (port === -1 || ip === undefined) continue;
    const duplicate = `${key} ${port}`;
    if (!records.has(duplicate)) records.set(duplicate, { name, ttl, type: 'SRV', data: `0 ${weight} ${port} ${key}` });
    const address = `${key} ${host}`;
    if (!extra.has(address)) extra.set(address, { name: key, ttl, type: ip.family === 4 ? 'A' : 'AAAA', data: formatIp(ip) });
  }
  return { records: [...records.values()], extra: [...extra.values()], truncated: false };
}

/** plugin.NS. */
function findNs({ lookout, zone }: Chain, name: string): Answers {
  const found = findServicesOf(lookout, `ns.dns.${zone}`, 'NS', zone) ?? [];
  const records = [...new Map(found.map(({ key, ttl }): [string, DnsRecord] => [key, { name, ttl, type: 'NS', data: key }])).values()];
  const extra = found.map(({ key, ttl, host }): DnsRecord => ({ name: key, ttl, type: parseIp(host)?.family === 6 ? 'AAAA' : 'A', data: host }));
  return { records, extra, truncated: false };
}

const named = (found: Findings, record: (one: Found) => DnsRecord | undefined): Answers | undefined =>
  found === undefined ? undefined : plain([...new Map(found.flatMap((one): [string, DnsRecord][] => {
    const made = record(one);
    return made === undefined ? [] : [[made.data, made]];
  })).values()]);

/** plugin.SOA. */
export const soaOf = ({ config }: Lookout, zone: string, serial: number): DnsRecord => {
  const below = zone === '.' ? '' : zone;
  return { name: zone, ttl: Math.min(config.ttl, LONGEST_SOA_TTL), type: 'SOA', data: `ns.dns.${below} hostmaster.${below} ${serial} 7200 1800 86400 ${config.ttl}` };
};

/** A type that the plugin has no records of: whether the name is there is seen by its addresses. */
const withoutRecords = (chain: Chain): Answers | undefined => (findData(chain, chain.request.name, 'A') === undefined ? undefined : plain([]));

/** The switch in Kubernetes.ServeDNS: undefined for no such name; no records: the name is there, nothing of this type. */
export function findAnswers(chain: Chain): Answers | undefined {
  const { lookout, zone, request } = chain;
  const { name, type } = request;
  switch (type) {
    case 'A': case 'AAAA': case 'TXT': return findData(chain, name, type);
    case 'CNAME': {
      const found = findServicesOf(lookout, name, type, zone);
      return named(found?.slice(0, 1), ({ host, ttl }) => (parseIp(host) === undefined ? { name, ttl, type, data: fqdn(host) } : undefined));
    }
    case 'PTR': return named(findReverse(lookout, lower(name), zone), ({ host, ttl }) => ({ name, ttl, type, data: fqdn(host) }));
    case 'SRV': return findSrv(chain, name);
    case 'MX': {
      const found = findServicesOf(lookout, name, type, zone);
      return found === undefined ? undefined : plain([]);
    }
    case 'SOA': return plain(name === zone ? [soaOf(lookout, zone, chain.walk.serial)] : []);
    case 'NS': return lower(name) === zone ? findNs(chain, name) : withoutRecords(chain);
    default: return withoutRecords(chain);
  }
}

export const asReply = (answers: Answers): Partial<DnsReply> => ({ authoritative: true, truncated: answers.truncated, answer: answers.records, additional: answers.extra });
