/** glibc's resolver. After resolv/res_query.c, resolv/res_send.c, resolv/nss_dns/dns-host.c, nss/getaddrinfo.c (glibc 2.41). */
import type { DnsReply } from '../message';
import { fqdn } from '../message';
import { formatIp, parseIp } from '../../../base/ip';
import { lookUpHosts } from './local';
import { readResolvConf } from './resolv-conf';
import type { ResolvConf } from './resolv-conf';
import type { Packet, Resolved, ResolveOptions } from './types';
import { Wire } from './types';

/** h_errno. */
export type HostError = 'HOST_NOT_FOUND' | 'TRY_AGAIN' | 'NO_RECOVERY' | 'NO_DATA';

export type Searched =
  | { readonly ok: true; readonly replies: readonly DnsReply[]; readonly name: string }
  | { readonly ok: false; readonly error: HostError };

/** What sending gave: the replies (to the first and the second question), or why there are none. */
type Sent =
  | { readonly kind: 'replies'; readonly replies: readonly (DnsReply | undefined)[] }
  | { readonly kind: 'failed'; readonly refused: boolean; readonly last: DnsReply | undefined };

const BROKEN = new Set(['SERVFAIL', 'NOTIMP', 'REFUSED']);

/** A process' resolver: what it learnt about a server that drops the second of two questions stays. */
export class GlibcResolver {
  private single: boolean;
  private reopen: boolean;
  private last: DnsReply | undefined;

  constructor(
    readonly conf: ResolvConf,
    readonly wire: Wire,
  ) {
    this.single = conf.singleRequest;
    this.reopen = conf.singleRequestReopen;
  }

  /** send_dg: undefined: the next server; `tcp`: the answer was cut. */
  private datagram(server: string, place: number, name: string, types: readonly string[]): { readonly replies?: readonly (DnsReply | undefined)[]; readonly tcp?: true; readonly gotSomewhere: boolean } {
    const { wire, conf } = this;
    let seconds = conf.timeout * 2 ** place;
    if (place > 0) seconds = Math.trunc(seconds / conf.servers.length);
    const patience = Math.max(1, seconds) * 1000;
    const socket = {};
    for (;;) {
      const deadline = wire.now + patience;
      const waiting: Packet[] = [];
      const asked = types.map(() => false);
      const send = (at: number): void => {
        waiting.push(wire.send(server, name, types[at]!, { socket: this.reopen && at > 0 ? {} : socket }));
        asked[at] = true;
      };
      send(0);
      if (types.length > 1 && !this.single) send(1);
      const replies: (DnsReply | undefined)[] = types.map(() => undefined);
      const received = types.map(() => false);
      let [kept, gotSomewhere] = [false, false];
      for (;;) {
        waiting.sort((a, b) => a.arrives - b.arrives);
        const packet = waiting.shift();
        if (packet === undefined || packet.arrives > deadline) break;
        wire.now = Math.max(wire.now, packet.arrives);
        if (packet.refused) return { gotSomewhere };
        gotSomewhere = true;
        const at = types.indexOf(packet.type);
        const reply = packet.reply!;
        this.last = reply;
        const lame = reply.rcode === 'NOERROR' && reply.answer.length === 0 && !reply.authoritative && !reply.recursionAvailable && reply.additional.length === 0;
        if (BROKEN.has(reply.rcode) || lame) {
          if (types.length === 1) return { gotSomewhere };
          if (received.includes(true)) return kept ? { replies, gotSomewhere } : { gotSomewhere };
          received[at] = true;
          replies[at] = undefined;
          continue;
        }
        if (reply.truncated) return { tcp: true, gotSomewhere };
        received[at] = true;
        replies[at] = reply;
        kept = true;
        if (!received.includes(false)) return { replies, gotSomewhere };
        if (this.single && !asked[1]) send(1);
      }
      wire.now = deadline;
      if (!kept || types.length === 1) return { gotSomewhere: true };
      if (!this.single) this.single = true;
      else if (!this.reopen) this.reopen = true;
      else return { replies, gotSomewhere: true };
    }
  }

  /** send_vc: one connection, one question after the other. */
  private stream(server: string, name: string, types: readonly string[]): readonly DnsReply[] | undefined {
    const replies: DnsReply[] = [];
    for (const type of types) {
      const packet = this.wire.send(server, name, type, { transport: 'tcp' });
      this.wire.now = Number.isFinite(packet.arrives) ? packet.arrives : this.wire.now + this.conf.timeout * 1000;
      if (packet.reply === undefined) return undefined;
      this.last = packet.reply;
      replies.push(packet.reply);
    }
    return replies;
  }

  /** __res_context_send. */
  private send(name: string, types: readonly string[]): Sent {
    const { conf } = this;
    let [tcp, somewhere] = [conf.tcp, false];
    for (let attempt = 0; attempt < conf.attempts; attempt += 1) {
      for (const [place, server] of conf.servers.entries()) {
        if (!tcp) {
          const sent = this.datagram(server, place, name, types);
          somewhere ||= sent.gotSomewhere;
          if (sent.replies !== undefined) return { kind: 'replies', replies: sent.replies };
          if (sent.tcp !== true) continue;
          tcp = true;
        }
        attempt = conf.attempts;
        const replies = this.stream(server, name, types);
        if (replies !== undefined) return { kind: 'replies', replies };
      }
    }
    return { kind: 'failed', refused: !tcp && !somewhere, last: this.last };
  }

  /** __res_context_query. */
  private query(name: string, types: readonly string[]): Searched | { readonly ok: false; readonly error: HostError; readonly refused: boolean; readonly servfail: boolean } {
    this.last = undefined;
    const sent = this.send(name, types);
    if (sent.kind === 'failed') return { ok: false, error: 'TRY_AGAIN', refused: sent.refused, servfail: sent.last?.rcode === 'SERVFAIL' };
    const replies = sent.replies.filter((reply) => reply !== undefined);
    if (replies.some(({ rcode, answer }) => rcode === 'NOERROR' && answer.length > 0)) return { ok: true, replies, name };
    const rcode = replies.find((reply) => reply.rcode !== 'NOERROR')?.rcode ?? 'NOERROR';
    const error: HostError = rcode === 'NXDOMAIN' ? 'HOST_NOT_FOUND' : rcode === 'SERVFAIL' ? 'TRY_AGAIN' : rcode === 'NOERROR' ? 'NO_DATA' : 'NO_RECOVERY';
    return { ok: false, error, refused: false, servfail: rcode === 'SERVFAIL' };
  }

  /** __res_context_search: the search list, and the name as it stands. */
  search(name: string, types: readonly string[]): Searched {
    const { conf } = this;
    const dots = name.split('.').length - 1;
    const trailing = name.endsWith('.');
    let [saved, nodata, servfail, triedAsIs, searched, rootOnList]: [HostError | undefined, boolean, boolean, boolean, boolean, boolean] = [undefined, false, false, false, false, false];
    if (dots >= conf.ndots || trailing) {
      const result = this.query(fqdn(name), types);
      if (result.ok || trailing) return result;
      saved = result.error;
      triedAsIs = true;
    }
    for (const domain of trailing ? [] : conf.search) {
      searched = true;
      if (domain === '') rootOnList = true;
      const result = this.query(domain === '' ? fqdn(name) : `${name}.${domain}.`, types);
      if (result.ok) return result;
      if ('refused' in result && result.refused) return { ok: false, error: 'TRY_AGAIN' };
      if (result.error === 'NO_DATA') nodata = true;
      else if (result.error === 'TRY_AGAIN' && 'servfail' in result && result.servfail) servfail = true;
      else if (result.error !== 'HOST_NOT_FOUND') break;
    }
    if ((dots > 0 || !searched || !conf.noTldQuery) && !triedAsIs && !rootOnList) {
      const result = this.query(fqdn(name), types);
      if (result.ok) return result;
      if (saved === undefined && !nodata && !servfail) return result;
    }
    return { ok: false, error: saved ?? (nodata ? 'NO_DATA' : servfail ? 'TRY_AGAIN' : 'HOST_NOT_FOUND') };
  }
}

export const GLIBC_ERRORS: Readonly<Record<string, string>> = {
  EAI_NONAME: 'Name or service not known',
  EAI_NODATA: 'No address associated with hostname',
  EAI_AGAIN: 'Temporary failure in name resolution',
  EAI_FAIL: 'Non-recoverable failure in name resolution',
};

/** The records of a type at the end of the aliases of a reply. */
export function recordsOf(reply: DnsReply, type: string): { readonly data: readonly string[]; readonly canonical: string; readonly aliases: readonly string[] } {
  const bare = (name: string): string => name.replace(/\.$/, '');
  const aliases: string[] = [];
  let at = reply.question.name.toLowerCase();
  let canonical = reply.question.name;
  for (const record of reply.answer) {
    if (record.type !== 'CNAME' || record.name.toLowerCase() !== at) continue;
    aliases.push(bare(canonical));
    canonical = record.data;
    at = canonical.toLowerCase();
  }
  const data = reply.answer.filter((record) => record.type === type && record.name.toLowerCase() === at);
  return { data: data.map((record) => record.data), canonical: bare(data[0]?.name ?? canonical), aliases };
}

/** Bytes that an address takes in the answer of nss_dns, and the first buffer that it is given. */
const ADDRESS_BYTES = 40;
const FIRST_BUFFER = 1024;

/** _nss_dns_gethostbyname4_r asks again with twice the room when the answer did not fit. */
function fits(addresses: readonly string[], canonical: string, room: number): boolean {
  return addresses.length * ADDRESS_BYTES + canonical.length + 1 <= room;
}

const TYPES = { unspec: ['A', 'AAAA'], inet: ['A'], inet6: ['AAAA'] } as const;

/** getaddrinfo. */
export function resolveGlibc(name: string, options: ResolveOptions): Resolved {
  const { family, hosts, now } = options;
  const conf = readResolvConf(options.resolvConf, 'glibc');
  const wire = new Wire(options.servers, options.from, now);
  const done = (rest: Partial<Resolved>): Resolved => ({ addresses: [], canonical: name, aliases: [], packets: wire.packets, took: wire.now - now, ...rest });
  const fail = (code: string): Resolved => done({ error: { code, text: GLIBC_ERRORS[code] ?? '' } });
  const literal = parseIp(name);
  if (literal !== undefined) return family === 'unspec' || (literal.family === 4) === (family === 'inet') ? done({ addresses: [formatIp(literal)] }) : fail('EAI_ADDRFAMILY');
  const local = lookUpHosts(hosts, name, family);
  if (local !== undefined) return done(local);
  const resolver = new GlibcResolver(conf, wire);
  const types = conf.noAaaa && family === 'unspec' ? ['A'] : TYPES[family];
  for (let room = FIRST_BUFFER; ; room *= 2) {
    const searched = resolver.search(name, types);
    if (!searched.ok) return fail(searched.error === 'TRY_AGAIN' ? 'EAI_AGAIN' : searched.error === 'NO_DATA' ? 'EAI_NODATA' : 'EAI_NONAME');
    const found = searched.replies.filter(({ rcode }) => rcode === 'NOERROR').map((reply) => recordsOf(reply, reply.question.type));
    const addresses = found.flatMap(({ data }) => data);
    const named = found.find(({ data }) => data.length > 0);
    if (named === undefined) return fail('EAI_NODATA');
    if (family === 'unspec' && !fits(addresses, named.canonical, room)) continue;
    return done({ addresses, canonical: named.canonical, aliases: named.aliases });
  }
}
