/** What kind of reply something is. After plugin/pkg/response (github.com/coredns/coredns). */
import type { DnsReply } from '../../message';

export type ReplyType = 'NOERROR' | 'NXDOMAIN' | 'NODATA' | 'SERVERERROR' | 'DELEGATION' | 'META' | 'OTHERERROR';

export function typify(reply: DnsReply | undefined): ReplyType {
  if (reply === undefined) return 'OTHERERROR';
  if (reply.question.type === 'AXFR' || reply.question.type === 'IXFR') return 'META';
  if (reply.answer.length > 0 && reply.rcode === 'NOERROR') return 'NOERROR';
  const has = (type: string): boolean => reply.authority.some((record) => record.type === type);
  if (has('SOA') && reply.rcode === 'NOERROR') return 'NODATA';
  if (has('SOA') && reply.rcode === 'NXDOMAIN') return 'NXDOMAIN';
  if (reply.rcode === 'SERVFAIL' || reply.rcode === 'NOTIMP') return 'SERVERERROR';
  if (has('NS') && reply.rcode === 'NOERROR') return 'DELEGATION';
  return reply.rcode === 'NOERROR' ? 'NOERROR' : 'OTHERERROR';
}

export type ReplyClass = 'success' | 'denial' | 'error';

/** response.Classify. */
export function classOf(type: ReplyType): ReplyClass {
  if (type === 'NOERROR' || type === 'DELEGATION') return 'success';
  return type === 'NXDOMAIN' || type === 'NODATA' ? 'denial' : 'error';
}
