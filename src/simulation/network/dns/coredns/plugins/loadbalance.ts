/** plugin/loadbalance: aliases first, addresses in any order. After plugin/loadbalance (github.com/coredns/coredns v1.14.2). */
import type { DnsRecord } from '../../message';
import type { Handler, Walk } from './types';
import { mapWritten } from './types';

function shuffled(records: readonly DnsRecord[], walk: Walk): DnsRecord[] {
  const list = [...records];
  if (list.length === 2) return walk.random() < 0.5 ? [list[1]!, list[0]!] : list;
  for (let at = 0; at < list.length; at += 1) {
    const other = at + Math.floor(walk.random() * (list.length - at));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

function inTurn(records: readonly DnsRecord[], walk: Walk): DnsRecord[] {
  const of = (...types: readonly string[]): DnsRecord[] => records.filter(({ type }) => types.includes(type));
  const rest = records.filter(({ type }) => !['CNAME', 'A', 'AAAA', 'MX'].includes(type));
  return [...of('CNAME'), ...rest, ...shuffled(of('A', 'AAAA'), walk), ...shuffled(of('MX'), walk)];
}

export function loadbalanceHandler(next: Handler): Handler {
  return (request, walk) =>
    mapWritten(next(request, walk), (reply) =>
      reply.rcode === 'NOERROR' ? { ...reply, answer: inTurn(reply.answer, walk), authority: inTurn(reply.authority, walk), additional: inTurn(reply.additional, walk) } : reply);
}
