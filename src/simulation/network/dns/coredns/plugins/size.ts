/** request.Request.Size: the most bytes that a reply may have. */
import { PLAIN_UDP_SIZE } from '../../message';
import type { Request } from './types';

const TCP_SIZE = 65_535;

export const bufferSize = ({ transport, edns }: Request): number => (transport === 'tcp' ? TCP_SIZE : Math.max(edns?.size ?? 0, PLAIN_UDP_SIZE));
