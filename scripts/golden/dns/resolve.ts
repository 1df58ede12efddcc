/** The kind of resolve.json: what each library asks and finds. */
import { resolveGlibc, resolveGo, resolveMusl } from '../../../src/simulation/network/dns/resolver';
import type { Delivery, NameServers, Packet, Resolved, ResolveOptions } from '../../../src/simulation/network/dns/resolver';
import { replyTo } from '../../../src/simulation/network/dns/message';
import type { DnsQuery, DnsReply } from '../../../src/simulation/network/dns/message';
import { CLIENT, Lab } from './lab';
import type { LabInput } from './lab';

interface ResolveInput extends LabInput {
  readonly name: string;
  readonly family: ResolveOptions['family'];
  readonly resolvConf: string;
  readonly nameServers: Readonly<Record<string, string>>;
}

export const HOSTS = '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nfe00::\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n10.244.1.5\tclient\n';

const SOON = 100;
const SLOW = 400;
const CODES: Readonly<Record<string, DnsReply['rcode']>> = { servfail: 'SERVFAIL', refused: 'REFUSED', nxdomain: 'NXDOMAIN' };

/** What a name server of the lab does; `lab` stands behind those called CoreDNS. */
export function behaviour(lab: Lab, what: string, query: DnsQuery): Delivery {
  const took = what.endsWith('slower') ? SLOW : SOON;
  const doing = what.replace(', slower', '');
  const effective = doing.startsWith('aaaa-') ? (query.type === 'AAAA' ? doing.slice('aaaa-'.length) : 'CoreDNS') : doing;
  if (effective === 'silent') return { kind: 'silent' };
  const code = CODES[effective];
  return { kind: 'reply', took, reply: code === undefined ? lab.ask(query).reply : replyTo(query, code) };
}

interface Item {
  readonly name: string;
  readonly types: string[];
  readonly replies: Record<string, string>;
  readonly servers?: string[];
  readonly tcp?: true;
  /** When the first packet went and when the first reply was there. */
  since: number;
  answered: number;
}

/** What is sent later than this does not count as sent at the same time. */
const TOGETHER = 200;

/** Packets gathered as in the recording: one item for what was asked while nothing was answered. */
function itemsOf(packets: readonly Packet[], many: boolean): Item[] {
  const items: (Item & { sent: Set<string> })[] = [];
  for (const packet of packets) {
    const reply = packet.reply === undefined ? 'none' : packet.reply.rcode === 'NOERROR' ? `NOERROR ${packet.reply.answer.length}` : packet.reply.rcode;
    const key = many ? `${packet.type} ${packet.server}` : packet.type;
    let item = items.at(-1);
    if (item === undefined || item.name !== packet.name || (item.tcp === true) !== packet.tcp || item.sent.has(key) || packet.at >= item.answered || packet.at - item.since > TOGETHER) {
      item = { name: packet.name, types: [], replies: {}, ...(many ? { servers: [] } : {}), ...(packet.tcp ? { tcp: true as const } : {}), since: packet.at, answered: Infinity, sent: new Set() };
      items.push(item);
    }
    item.sent.add(key);
    if (!item.types.includes(packet.type)) item.types.push(packet.type);
    if (item.servers?.includes(packet.server) === false) item.servers.push(packet.server);
    item.replies[key] = reply;
    item.answered = Math.min(item.answered, packet.arrives);
  }
  return items;
}

function shape(resolved: Resolved, options: { readonly many: boolean; readonly byClock: boolean }): unknown {
  const { addresses, error, packets } = resolved;
  const queries: Record<string, unknown>[] = [];
  const counts: number[] = [];
  for (const { name, types, replies, servers, tcp } of itemsOf(packets, options.many)) {
    const item = { name, types: [...types].sort(), replies, ...(servers === undefined ? {} : { servers: [...servers].sort() }), ...(tcp === true ? { tcp } : {}) };
    const before = queries.at(-1);
    if (before !== undefined && JSON.stringify({ ...before, times: undefined }) === JSON.stringify(item)) counts[counts.length - 1]! += 1;
    else {
      queries.push(item);
      counts.push(1);
    }
    const count = counts.at(-1)!;
    if (count > 1) queries[queries.length - 1] = { ...queries.at(-1), times: options.byClock ? 'several' : count };
  }
  return {
    ...(error === undefined ? (addresses.length > 20 ? { addressCount: addresses.length } : { addresses: [...addresses].sort() }) : { error: error.code.replace(/(read udp [^ ]+:)\d+->/, '$1PORT->'), ...(error.text === '' ? {} : { text: error.text }) }),
    queries,
    ...(options.byClock ? {} : { packets: packets.length }),
  };
}

const LIBRARIES: Readonly<Record<string, (name: string, options: ResolveOptions) => Resolved>> = {
  glibc: resolveGlibc, go: resolveGo, musl: (name, options) => resolveMusl(name, options), 'musl-1.2.3': (name, options) => resolveMusl(name, options, false),
};

export function replayResolve(input: ResolveInput, out: Readonly<Record<string, unknown>>): unknown {
  const { resolvConf, ...world } = input;
  const plain = Object.values(input.nameServers)[0] === 'CoreDNS';
  return Object.fromEntries(Object.keys(out).map((library) => {
    const lab = new Lab(world);
    const servers: NameServers = (server, query) => behaviour(lab, input.nameServers[server] ?? 'silent', query);
    const resolved = LIBRARIES[library]!(input.name, { family: input.family, resolvConf, hosts: HOSTS, servers, now: lab.now, from: CLIENT });
    return [library, shape(resolved, { many: Object.keys(input.nameServers).length > 1, byClock: library.startsWith('musl') && !plain })];
  }));
}
