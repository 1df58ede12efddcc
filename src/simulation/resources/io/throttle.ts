/**
 * `io.max` and `io.stat` on the host's one disk (block/blk-throttle.c: tg_set_limit, tg_prfill_limit, tg_within_bps_limit; block/blk-cgroup.c).
 *
 * Simplified: every read and write goes to the disk at once (`O_DIRECT`), and limits hold to the byte and not by slices of 100 ms. What has passed
 * them goes to the disk (`disk.ts`).
 */
import { lineage } from '../cgroup/types';
import type { Cgroup, Host } from '../cgroup/types';
import { IO_LIMITS } from './group';
import type { IoGroup } from './group';
import { DISK } from './weight';

export interface IoRequest {
  readonly direction: 'read' | 'write';
  readonly bytes: number;
  /** Operations it takes; default 1. */
  readonly operations?: number;
}

/** Charges a request of a process in `path` and answers how long it is held back, µs: by the strictest limit of its cgroup and those above. */
export function chargeIo(host: Host, path: string, { direction, bytes, operations = 1 }: IoRequest): number {
  const [bps, iops] = direction === 'read' ? (['rbps', 'riops'] as const) : (['wbps', 'wiops'] as const);
  let until = host.timeUs;
  for (const { io } of lineage(host, path)) {
    for (const [limit, amount] of [[bps, bytes], [iops, operations]] as const) {
      const rate = io.limits[limit];
      if (rate === null) continue;
      io.freeAt[limit] = Math.max(io.freeAt[limit], host.timeUs) + (amount / rate) * 1e6;
      until = Math.max(until, io.freeAt[limit]);
    }
  }
  const own = lineage(host, path)[0]?.io.stat;
  if (own) {
    own[direction === 'read' ? 'rbytes' : 'wbytes'] += bytes;
    own[direction === 'read' ? 'rios' : 'wios'] += operations;
  }
  return until - host.timeUs;
}

/** What is written to `io.max`: `8:0 wbps=1048576 riops=max`. Limits that are not named stay as they are. */
export function writeIoMax(io: IoGroup, text: string): 'EINVAL' | 'ERANGE' | 'ENODEV' | null {
  const [device, ...settings] = text.trim().split(/\s+/);
  if (!/^[0-9]+:[0-9]+$/.test(device)) return 'EINVAL';
  if (device !== DISK) return 'ENODEV';
  const limits = { ...io.limits };
  for (const setting of settings) {
    const [name, value] = setting.split('=');
    const number = /^[0-9]+/.exec(value ?? '')?.[0];
    if (number === undefined && value !== 'max') return 'EINVAL';
    if (number !== undefined && Number(number) === 0) return 'ERANGE';
    const limit = IO_LIMITS.find((one) => one === name);
    if (limit === undefined || Number(number) === 1) return 'EINVAL';
    limits[limit] = number === undefined ? null : Number(number);
  }
  io.limits = limits;
  return null;
}

/** The file has a line only where there is a limit. */
export function readIoMax({ limits }: IoGroup): string {
  if (IO_LIMITS.every((limit) => limits[limit] === null)) return '';
  return `${DISK} ${IO_LIMITS.map((limit) => `${limit}=${limits[limit] ?? 'max'}`).join(' ')}\n`;
}

/** `io.stat` counts what is below, too. */
export function readIoStat(cgroups: readonly Cgroup[]): string {
  const sum = (key: keyof IoGroup['stat']): number => cgroups.reduce((total, { io }) => total + io.stat[key], 0);
  const [rbytes, wbytes, rios, wios] = [sum('rbytes'), sum('wbytes'), sum('rios'), sum('wios')];
  return rios + wios === 0 ? '' : `${DISK} rbytes=${rbytes} wbytes=${wbytes} rios=${rios} wios=${wios} dbytes=0 dios=0\n`;
}
