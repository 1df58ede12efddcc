/** plugin/whoami: tells the client its address and port. After plugin/whoami (github.com/coredns/coredns v1.14.2). */
import { parseIp } from '../../../../base/ip';
import type { Handler } from './types';
import { answerTo, written } from './types';

export const whoamiHandler = (_next: Handler): Handler => (request) => {
  const { name, from, port, transport } = request;
  const type = parseIp(from)?.family === 6 ? 'AAAA' : 'A';
  return written(answerTo(request, { authoritative: true, additional: [{ name, ttl: 0, type, data: from }, { name: `_${transport}.${name === '.' ? '' : name}`, ttl: 0, type: 'SRV', data: `0 0 ${port} .` }] }));
};
