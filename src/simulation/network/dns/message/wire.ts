/** How many bytes a message takes and what is cut from one that is too long. After dns.Msg.Len and dns.Msg.Truncate (miekg/dns v1.1.72). */
import type { DnsQuery, DnsRecord, DnsReply } from './types';
import { labelsOf } from './names';

const HEADER = 12;
const OPT = 11;
/** An option of four bytes before its content: dig's cookie of 8 bytes. */
const COOKIE = 12;
/** A pointer has 14 bits. */
const MOST_OFFSET = 1 << 14;
/** What everyone takes over UDP. */
export const PLAIN_UDP_SIZE = 512;

/** Suffixes that a pointer can lead to; undefined: names are written out. */
type Compression = Set<string> | undefined;

/** domainNameLen: bytes of a name at an offset; `shortens`: the record's type allows a pointer. */
function nameLength(name: string, offset: number, seen: Compression, shortens: boolean): number {
  if (name === '' || name === '.') return 1;
  if (seen !== undefined && (shortens || offset < MOST_OFFSET)) {
    let at = 0;
    for (const label of labelsOf(name)) {
      const suffix = name.slice(at);
      if (seen.has(suffix)) {
        if (shortens) return at + 2;
        break;
      }
      if (offset + at < MOST_OFFSET) seen.add(suffix);
      at += label.length + 1;
    }
  }
  return name.length + 1;
}

const quoted = /"((?:[^"\\]|\\.)*)"/g;

/** Bytes of the character strings of a TXT record. */
const textLength = (data: string): number => Array.from(data.matchAll(quoted), ([, text]) => text!.replace(/\\(\d{3}|.)/g, '.').length + 1).reduce((sum, one) => sum + one, 0);

function dataLength(record: DnsRecord, offset: number, seen: Compression): number {
  const words = record.data.split(' ');
  switch (record.type) {
    case 'A': return 4;
    case 'AAAA': return 16;
    case 'CNAME': case 'PTR': case 'NS': return nameLength(words[0]!, offset, seen, true);
    case 'MX': return 2 + nameLength(words[1] ?? '', offset + 2, seen, true);
    case 'SRV': return 6 + nameLength(words[3] ?? '', offset + 6, seen, false);
    case 'SOA': {
      const first = nameLength(words[0]!, offset, seen, true);
      return first + nameLength(words[1] ?? '', offset + first, seen, true) + 20;
    }
    case 'TXT': return textLength(record.data);
    default: return record.data.length;
  }
}

function recordLength(record: DnsRecord, offset: number, seen: Compression): number {
  const head = nameLength(record.name, offset, seen, true) + 10;
  return head + dataLength(record, offset + head, seen);
}

const ednsLength = (edns: DnsReply['edns']): number => (edns === undefined ? 0 : OPT + (edns.cookie === true ? COOKIE : 0));

/** Bytes of a question as it is sent. */
export const queryLength = (query: DnsQuery): number => HEADER + nameLength(query.name, HEADER, undefined, false) + 4 + ednsLength(query.edns);

/** Bytes of a reply with every name written out. */
export function replyLength(reply: DnsReply): number {
  let length = HEADER + nameLength(reply.question.name, HEADER, undefined, false) + 4;
  for (const record of [...reply.answer, ...reply.authority, ...reply.additional]) length += recordLength(record, length, undefined);
  return length + ednsLength(reply.edns);
}

/** dns.Msg.Truncate: what of a reply fits into `size` bytes, with pointers if it has to; `tc` is set when something did not. */
export function truncate(reply: DnsReply, size: number): DnsReply {
  const most = Math.max(size, PLAIN_UDP_SIZE);
  if (replyLength(reply) <= most) return reply;
  const room = most - ednsLength(reply.edns);
  const seen = new Set<string>();
  let length = HEADER;
  length += nameLength(reply.question.name, length, seen, true) + 4;
  const fitting = (records: readonly DnsRecord[]): readonly DnsRecord[] => {
    if (length >= room) return [];
    for (const [at, record] of records.entries()) {
      length += recordLength(record, length, seen);
      if (length > room) {
        length = room;
        return records.slice(0, at);
      }
      if (length === room) return records.slice(0, at + 1);
    }
    return records;
  };
  const [answer, authority, additional] = [fitting(reply.answer), fitting(reply.authority), fitting(reply.additional)];
  const cut = answer.length < reply.answer.length || authority.length < reply.authority.length || additional.length < reply.additional.length;
  return { ...reply, answer, authority, additional, truncated: reply.truncated || cut };
}
