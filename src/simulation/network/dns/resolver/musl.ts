/** musl's resolver: every server at once, again and again until the time is over. After src/network/res_msend.c, lookup_name.c (musl 1.2.5, and 1.2.3 without TCP). */
import type { DnsReply } from '../message';
import { formatIp, parseIp } from '../../../base/ip';
import { searchOrder } from '../search';
import { recordsOf } from './glibc';
import { lookUpHosts } from './local';
import { readResolvConf } from './resolv-conf';
import type { ResolvConf } from './resolv-conf';
import type { Packet, Resolved, ResolveOptions } from './types';
import { Wire } from './types';

export const MUSL_ERRORS: Readonly<Record<string, string>> = {
  EAI_NONAME: 'Name does not resolve', EAI_NODATA: 'Name has no usable address', EAI_AGAIN: 'Try again', EAI_FAIL: 'Non-recoverable error',
};

const bySending = (a: Packet, b: Packet): number => a.arrives - b.arrives;

/** __res_msend_rc: the replies in the order of the questions; undefined where the time was over. */
function sendAll(wire: Wire, conf: ResolvConf, name: string, types: readonly string[], tcp: boolean): (DnsReply | undefined)[] {
  const socket = {};
  const start = wire.now;
  const end = start + conf.timeout * 1000;
  const interval = Math.trunc((conf.timeout * 1000) / conf.attempts);
  const answers: (DnsReply | undefined)[] = types.map(() => undefined);
  const cut = types.map(() => false);
  const onTheWay: Packet[] = [];
  let [sentAt, retries] = [start - interval, 0];
  while (wire.now < end && answers.includes(undefined)) {
    if (wire.now - sentAt >= interval) {
      for (const [at, type] of types.entries()) {
        if (answers[at] !== undefined || cut[at] === true) continue;
        for (const server of conf.servers) onTheWay.push(wire.send(server, name, type, { socket }));
      }
      sentAt = wire.now;
      retries = 2 * types.length;
    }
    onTheWay.sort(bySending);
    const next = onTheWay[0];
    if (next === undefined || next.arrives > Math.min(sentAt + interval, end)) {
      wire.now = Math.min(sentAt + interval, end);
      continue;
    }
    onTheWay.shift();
    wire.now = Math.max(wire.now, next.arrives);
    const at = types.indexOf(next.type);
    // A refusal of the host does not reach a socket that is not connected.
    if (next.reply === undefined || answers[at] !== undefined) continue;
    const { rcode } = next.reply;
    if (rcode === 'SERVFAIL' && retries > 0 && !next.tcp) {
      retries -= 1;
      onTheWay.push(wire.send(next.server, name, next.type, { socket }));
    }
    if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') continue;
    if (next.reply.truncated && tcp && !next.tcp) {
      if (cut[at] !== true) onTheWay.push(wire.send(next.server, name, next.type, { transport: 'tcp' }));
      cut[at] = true;
      continue;
    }
    answers[at] = next.reply;
  }
  return answers;
}

const TYPES = { unspec: ['A', 'AAAA'], inet: ['A'], inet6: ['AAAA'] } as const;

/** getaddrinfo; before 1.2.4 there is no TCP, and what was cut stays cut. */
export function resolveMusl(name: string, options: ResolveOptions, tcp = true): Resolved {
  const { family, hosts, now } = options;
  const conf = readResolvConf(options.resolvConf, 'musl');
  const wire = new Wire(options.servers, options.from, now);
  const done = (rest: Partial<Resolved>): Resolved => ({ addresses: [], canonical: name, aliases: [], packets: wire.packets, took: wire.now - now, ...rest });
  const fail = (code: string): Resolved => done({ error: { code, text: MUSL_ERRORS[code] ?? '' } });
  const literal = parseIp(name);
  if (literal !== undefined) return family === 'unspec' || (literal.family === 4) === (family === 'inet') ? done({ addresses: [formatIp(literal)] }) : fail('EAI_NODATA');
  const local = lookUpHosts(hosts, name, family);
  if (local !== undefined) return done(local);
  if (name === '' || /^\.|\.\.$/.test(name)) return fail('EAI_NONAME');
  for (const absolute of searchOrder(name, conf, 'musl')) {
    const answers = sendAll(wire, conf, absolute, TYPES[family], tcp);
    // In the order of the questions: the first that decides is what is said.
    const deciding = answers.find((answer) => answer === undefined || answer.rcode !== 'NOERROR');
    if (answers.includes(undefined) && (deciding === undefined || answers.indexOf(deciding) === answers.indexOf(undefined))) return fail('EAI_AGAIN');
    if (deciding !== undefined) continue;
    const found = answers.map((answer) => recordsOf(answer!, answer!.question.type));
    const addresses = [...found].reverse().flatMap(({ data }) => data);
    const named = found.find(({ data }) => data.length > 0);
    return named === undefined ? fail('EAI_NODATA') : done({ addresses, canonical: named.canonical, aliases: named.aliases });
  }
  return fail('EAI_NONAME');
}
