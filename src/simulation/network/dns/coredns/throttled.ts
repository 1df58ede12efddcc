/**
 * CoreDNS under a CPU limit: what its CFS quota lets it answer in each period, and what waits or is lost. Simplified: a question costs always the same, the server itself nothing
 * while nobody asks, and what waits is taken in the order of its coming.
 */

/** µs of CPU for a question: 33,667 a second used 1,900m (kubernetes/Scaling_CoreDNS.md in github.com/coredns/deployment). */
export const QUESTION_CPU = 1_900_000 / 33_667;
/** Milliseconds: cpu.max of a container (the kubelet's cpuCFSQuotaPeriod). */
const PERIOD = 100;
/** Small UDP packets for which a socket has room: net.core.rmem_default (212,992 bytes) by 768 bytes, which the kernel counts for each. */
export const RECEIVE_BUFFER = 277;
/** Periods for which a past one is still known: somebody may ask whose clock is behind another's. */
const KNOWN = 600;

/** µs of CPU used or promised, by period. */
export type Used = Readonly<Record<number, number>>;

export const NOTHING_USED: Used = {};

export interface Turn {
  readonly used: Used;
  /** Milliseconds until the question has had its CPU; undefined: the socket was full, and the packet is lost. */
  readonly wait: number | undefined;
}

/** A question that comes at a time (milliseconds) to a server with so many µs of CPU in each period. */
export function turnOf(used: Used, at: number, quota: number, transport: 'udp' | 'tcp'): Turn {
  const first = Math.floor(at / PERIOD);
  const kept = Object.fromEntries(Object.entries(used).filter(([period]) => Number(period) > first - KNOWN));
  const behind = Object.entries(kept).reduce((sum, [period, micros]) => sum + (Number(period) > first ? micros : 0), 0);
  if (transport === 'udp' && behind / QUESTION_CPU >= RECEIVE_BUFFER) return { used: kept, wait: undefined };
  let [period, left] = [first, QUESTION_CPU];
  for (;;) {
    const before = kept[period] ?? 0;
    const taken = Math.min(left, Math.max(0, quota - before));
    kept[period] = before + taken;
    left -= taken;
    if (left <= 1e-9) return { used: kept, wait: period === first ? QUESTION_CPU / 1000 : period * PERIOD + kept[period]! / 1000 - at };
    period += 1;
  }
}
