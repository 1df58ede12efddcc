/** One connection in the kernel's table, as it stands at a time. After net/netfilter/nf_conntrack_proto_tcp.c and nf_conntrack_proto_udp.c of Linux 6.12. */

/** One direction of a connection. */
export interface Tuple {
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
}

/** A connection that a node's kernel took note of. Times are microseconds of the cluster's clock. */
export interface Tracked {
  readonly node: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly original: Tuple;
  readonly reply: Tuple;
  readonly answered: boolean;
  readonly at: number;
  /** When its program was done with it; undefined: it holds it still. */
  readonly until?: number;
}

export type TcpState = 'SYN_SENT' | 'ESTABLISHED' | 'TIME_WAIT';

export interface Entry {
  readonly protocol: 'TCP' | 'UDP';
  readonly original: Tuple;
  readonly reply: Tuple;
  /** Whole seconds until it is forgotten. */
  readonly timeout: number;
  readonly state?: TcpState;
  /** A packet came back. */
  readonly replied: boolean;
  readonly assured: boolean;
}

const SECOND = 1_000_000;

/** Seconds: net.netfilter.nf_conntrack_*_timeout_*; kube-proxy writes the one of established connections (conntrack.tcpEstablishedTimeout, a day). */
export const TIMEOUTS = { synSent: 120, established: 86_400, timeWait: 120, udp: 30 } as const;

/** After how many seconds a SYN is sent again that nobody answers (net.ipv4.tcp_syn_retries = 6, tcp_syn_linear_timeouts = 4). */
const SYN_AGAIN: readonly number[] = [1, 2, 3, 4, 5, 7, 11, 19, 35, 67];

/** When a packet of it last went by, and how long it is remembered from then. */
function lastSeen({ protocol, answered, at, until }: Tracked, now: number): { readonly at: number; readonly seconds: number; readonly state?: TcpState } {
  // One question and its answer are no stream, which would be remembered for 120 s.
  if (protocol === 'UDP') return { at, seconds: TIMEOUTS.udp };
  if (answered) return until === undefined || now < until ? { at, seconds: TIMEOUTS.established, state: 'ESTABLISHED' } : { at: until, seconds: TIMEOUTS.timeWait, state: 'TIME_WAIT' };
  const end = Math.min(now, until ?? now);
  const again = SYN_AGAIN.findLast((seconds) => at + seconds * SECOND <= end) ?? 0;
  return { at: at + again * SECOND, seconds: TIMEOUTS.synSent, state: 'SYN_SENT' };
}

/** The entry at a time; undefined once it has been forgotten. */
export function entryAt(tracked: Tracked, now: number): Entry | undefined {
  const { at, seconds, state } = lastSeen(tracked, now);
  const left = seconds * SECOND - (now - at);
  if (left <= 0) return undefined;
  const { protocol, original, reply, answered } = tracked;
  return { protocol, original, reply, timeout: Math.floor(left / SECOND), ...(state === undefined ? {} : { state }), replied: answered, assured: protocol === 'TCP' && answered };
}
