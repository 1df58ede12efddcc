/** Go's own resolver: A and AAAA at the same time, each with its servers and attempts. After net/dnsclient_unix.go (Go 1.26). */
import type { DnsReply } from '../message';
import { isDomainName } from '../message';
import { formatIp, parseIp } from '../../../base/ip';
import { searchOrder } from '../search';
import { lookUpHosts } from './local';
import { readResolvConf } from './resolv-conf';
import type { ResolvConf } from './resolv-conf';
import type { Packet, Resolved, ResolveOptions } from './types';
import { Wire } from './types';

/** What Go offers to take over UDP. */
const EDNS_SIZE = 1232;
const LONGEST_NAME = 254;

interface Tried {
  readonly reply?: DnsReply;
  readonly error?: string;
  readonly server: string;
  /** When it ended. */
  readonly at: number;
}

/** A question that one of the two lines of work is waiting on. */
interface Line {
  readonly type: string;
  next: number;
  result: Tried | undefined;
}

const joined = (server: string): string => (server.includes(':') ? `[${server}]:53` : `${server}:53`);

function socketError(packet: Packet, from: string): string {
  const port = 32_768 + ((packet.at * 7919 + packet.type.length) % 28_000);
  if (packet.tcp) return packet.refused ? `dial tcp ${joined(packet.server)}: connect: connection refused` : `dial tcp ${joined(packet.server)}: i/o timeout`;
  return `read udp ${from}:${port}->${joined(packet.server)}: ${packet.refused ? 'read: connection refused' : 'i/o timeout'}`;
}

/** checkHeader and skipToAnswer: undefined: good. */
function fault({ rcode, answer, authoritative, recursionAvailable, additional, edns }: DnsReply, type: string): string | undefined {
  if (rcode === 'NXDOMAIN') return 'no such host';
  if (rcode === 'NOERROR' && !authoritative && !recursionAvailable && answer.length === 0 && additional.length === 0 && edns === undefined) return 'lame referral';
  if (rcode !== 'NOERROR') return 'server misbehaving';
  return answer.some((record) => record.type === type) ? undefined : 'no such host';
}

/** tryOneName from one packet to the next: every server, as often as there are attempts. */
function* tries(conf: ResolvConf): Generator<string> {
  for (let attempt = 0; attempt < conf.attempts; attempt += 1) yield* conf.servers;
}

class Lookup {
  constructor(
    private readonly conf: ResolvConf,
    private readonly wire: Wire,
    private readonly from: string,
  ) {}

  /** One packet of a line; sets when it goes on, or its result. */
  private step(line: Line, name: string, server: string, at: number): { readonly done: boolean; readonly error?: string } {
    const timeout = this.conf.timeout * 1000;
    let packet = this.wire.send(server, name, line.type, { edns: { size: EDNS_SIZE }, ...(this.conf.tcp ? { transport: 'tcp' as const } : {}) }, at);
    line.next = Math.min(packet.arrives, at + timeout);
    if (packet.reply?.truncated === true && !packet.tcp) {
      packet = this.wire.send(server, name, line.type, { edns: { size: EDNS_SIZE }, transport: 'tcp' }, line.next);
      line.next = Math.min(packet.arrives, line.next + timeout);
    }
    if (packet.reply === undefined || packet.arrives > line.next) return { done: false, error: socketError(packet, this.from) };
    const wrong = fault(packet.reply, line.type);
    if (wrong === undefined || wrong === 'no such host') {
      line.result = { ...(wrong === undefined ? { reply: packet.reply } : { error: wrong }), server, at: line.next };
      return { done: true };
    }
    return { done: false, error: wrong };
  }

  /** All types of one name, in the order in which they ended. */
  name(name: string, types: readonly string[]): Tried[] {
    const { wire, conf } = this;
    const results: Tried[] = [];
    const together = conf.singleRequest ? types.map((type) => [type]) : [types];
    for (const group of together) {
      const lines = group.map((type) => ({ line: { type, next: wire.now, result: undefined } as Line, servers: tries(conf), last: { error: 'no such host', server: '' } }));
      for (;;) {
        const running = lines.filter(({ line }) => line.result === undefined).sort((a, b) => a.line.next - b.line.next);
        const [first] = running;
        if (first === undefined) break;
        const { value: server, done } = first.servers.next();
        if (done === true) {
          first.line.result = { error: first.last.error, server: first.last.server, at: first.line.next };
          continue;
        }
        const step = this.step(first.line, name, server, first.line.next);
        if (step.error !== undefined) first.last = { error: step.error, server };
      }
      const ended = lines.map(({ line }) => line.result!).sort((a, b) => a.at - b.at);
      wire.now = Math.max(wire.now, ...ended.map(({ at }) => at));
      results.push(...ended);
    }
    return results;
  }
}

const TYPES = { unspec: ['A', 'AAAA'], inet: ['A'], inet6: ['AAAA'] } as const;

/** goLookupIPCNAMEOrder, files first. */
export function resolveGo(name: string, options: ResolveOptions): Resolved {
  const { family, hosts, now } = options;
  const conf = readResolvConf(options.resolvConf, 'go');
  const wire = new Wire(options.servers, options.from, now);
  const done = (rest: Partial<Resolved>): Resolved => {
    wire.packets.sort((a, b) => a.at - b.at);
    return { addresses: [], canonical: name, aliases: [], packets: wire.packets, took: wire.now - now, ...rest };
  };
  const fail = (error: string, server: string): Resolved => done({ error: { code: `lookup ${name}${server === '' ? '' : ` on ${joined(server)}`}: ${error}`, text: '' } });
  const literal = parseIp(name);
  if (literal !== undefined) return family === 'unspec' || (literal.family === 4) === (family === 'inet') ? done({ addresses: [formatIp(literal)] }) : fail('no suitable address', '');
  const local = lookUpHosts(hosts, name, 'unspec');
  if (local !== undefined) return done({ ...local, addresses: local.addresses.filter((address) => family === 'unspec' || (parseIp(address)!.family === 4) === (family === 'inet')) });
  if (!isDomainName(name)) return fail('no such host', '');
  const lookup = new Lookup(conf, wire, options.from ?? '127.0.0.1');
  let last: { readonly error: string; readonly server: string } | undefined;
  for (const absolute of searchOrder(name, conf, 'go').filter((one) => one.length <= LONGEST_NAME && !one.endsWith('.onion.'))) {
    const addresses: string[] = [];
    let canonical: string | undefined;
    for (const { reply, error, server } of lookup.name(absolute, TYPES[family])) {
      if (reply === undefined) {
        if (last === undefined || absolute === `${name}.`) last = { error: error!, server };
        continue;
      }
      for (const record of reply.answer) {
        if (record.type === 'A' || record.type === 'AAAA') {
          addresses.push(record.data);
          canonical ??= record.name;
        } else if (record.type === 'CNAME') canonical ??= record.data;
      }
    }
    if (addresses.length > 0) return done({ addresses, canonical: canonical ?? absolute });
  }
  return fail(last?.error ?? 'no such host', last?.server ?? '');
}
