/** Replies and printed lines in the form of the recordings. */
import { flagsOf } from '../../../src/simulation/network/dns/message';
import type { DnsRecord, DnsReply } from '../../../src/simulation/network/dns/message';

export const withoutSerial = (text: string): string => text.replace(/( hostmaster\.\S+) \d+ /, '$1 SERIAL ');

function ordered(records: readonly DnsRecord[]): DnsRecord[] {
  const chain = records.filter(({ type }) => type === 'CNAME');
  const rest = records.filter(({ type }) => type !== 'CNAME');
  const key = ({ type, name, data }: DnsRecord): string => [type, name, data].join('\u0001');
  return [...chain, ...rest.sort((a, b) => (key(a) < key(b) ? -1 : 1))].map((record) => ({ ...record, data: withoutSerial(record.data) }));
}

export function shapeReply(reply: DnsReply): Record<string, unknown> {
  const shape: Record<string, unknown> = { rcode: reply.rcode, flags: flagsOf(reply).join(' ') };
  if (reply.truncated) shape['answerCount'] = reply.answer.length;
  else for (const section of ['answer', 'authority', 'additional'] as const) if (reply[section].length > 0) shape[section] = ordered(reply[section]);
  if (reply.truncated && reply.additional.length > 0) shape['additionalCount'] = reply.additional.length;
  if (reply.edns !== undefined) shape['ednsBufferSize'] = reply.edns.size;
  return shape;
}

/** Ports, ids and times by their names. */
export const shapeLine = (line: string): string =>
  line
    .replace(/^(\[INFO\] \S+:)\d+ - \d+ /, '$1PORT - ID ')
    .replace(/ [\d.e-]+s$/, ' DURATIONs')
    .replace(/(read (?:udp|tcp) \S+:)\d+->/, '$1PORT->')
    .replace(/(Loop \(\S+:)\d+/, '$1PORT')
    .replace(/HINFO \d+\.\d+\./, 'HINFO N.N.')
    .replace(/(linux\/amd64, )go[\d.]+/, '$1GOVERSION');
