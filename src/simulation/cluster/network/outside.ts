/** The network around the cluster: a router whose resolver knows a few public names, and a site behind it. The addresses are those of documentation (RFC 5737). */
import type { Host } from '../../network/connection';
import { parseZoneLine, replyTo } from '../../network/dns/message';
import type { DnsQuery, DnsRecord, DnsReply } from '../../network/dns/message';
import type { HttpAnswered, Listener } from '../../network/tools';
import { ROUTER_ADDRESS } from '../node/resolv-conf';

/** Where the reader's machine stands: the nodes' own network. */
export const READER_ADDRESS = '192.168.0.2';

const SITES: Readonly<Record<string, string>> = { '203.0.113.10': 'example.com', '203.0.113.80': 'api.example.com' };

const RECORDS: readonly DnsRecord[] = [
  'example.com. 300 IN A 203.0.113.10',
  'www.example.com. 300 IN CNAME example.com.',
  'api.example.com. 300 IN A 203.0.113.80',
].flatMap((line) => parseZoneLine(line) ?? []);

const ROOT_SOA: DnsRecord = { name: '.', ttl: 86_400, type: 'SOA', data: 'a.root-servers.net. nstld.verisign-grs.com. 2026010100 1800 900 604800 86400' };

/** What the router's resolver answers: what it knows, NXDOMAIN for all else. */
export function outerReply(query: DnsQuery): DnsReply {
  const answer: DnsRecord[] = [];
  let [name, known] = [query.name.toLowerCase(), false];
  for (let hop = 0; hop < RECORDS.length; hop += 1) {
    const here = RECORDS.filter((record) => record.name === name);
    known = here.length > 0;
    const alias = here.find(({ type }) => type === 'CNAME');
    answer.push(...here.filter(({ type }) => type === query.type));
    if (alias === undefined || query.type === 'CNAME') break;
    answer.push(alias);
    name = alias.data;
  }
  const negative = !answer.some(({ type }) => type === query.type);
  return replyTo(query, known ? 'NOERROR' : 'NXDOMAIN', { recursionAvailable: true, answer, authority: negative ? [ROOT_SOA] : [] });
}

/** What listens out there. */
export const OUTSIDE: readonly Host[] = [
  { address: ROUTER_ADDRESS, node: undefined, listens: ['UDP/53', 'TCP/53'] },
  { address: READER_ADDRESS, node: undefined, listens: [] },
  ...Object.keys(SITES).map((address): Host => ({ address, node: undefined, listens: ['TCP/80', 'TCP/443'] })),
];

/** The site at an address. */
export function siteAt(address: string, port: number): Listener | undefined {
  const name = SITES[address];
  if (name === undefined) return undefined;
  // A site that serves many names answers by the Host header, and knows none but its own.
  const answer = ({ host }: { readonly host: string }): HttpAnswered => (host === name || host === `www.${name}` ? { status: 200, body: `${name}\n` } : { status: 404, body: `no such site: ${host}\n` });
  return port === 443 ? { kind: 'server', answer, certificate: () => ({ names: [name, `www.${name}`], issuer: 'public', expired: false }) } : { kind: 'server', answer };
}
