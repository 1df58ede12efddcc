/**
 * `io.weight` as blk-iocost reads and prints it (block/blk-iocost.c: ioc_weight_write, ioc_weight_show; block/blk-cgroup.c: blkg_conf_open_bdev).
 * Errors are all EINVAL: unlike `cpu.weight`, a weight out of bounds is no ERANGE here.
 */
import type { IoGroup } from './group';

/** major:minor of the host's disk. */
export const DISK = '8:0';

const MIN_WEIGHT = 1;
const MAX_WEIGHT = 10_000;

/** `%u` of sscanf: leading blanks, then decimal digits; what follows is not looked at, and 32 bits are kept. Null without a digit. */
function scanUnsigned(text: string): number | null {
  const digits = /^\s*([0-9]+)/.exec(text)?.[1];
  return digits === undefined ? null : Number(BigInt(digits) % 2n ** 32n);
}

const bounded = (weight: number | null): number | null => (weight === null || weight < MIN_WEIGHT || weight > MAX_WEIGHT ? null : weight);

/** `200`, `default 200`, `8:0 200`, `8:0 default`. */
export function writeIoWeight(io: IoGroup, text: string): 'EINVAL' | 'ENODEV' | null {
  if (!text.includes(':')) {
    const weight = bounded(scanUnsigned(text.startsWith('default') ? text.slice('default'.length) : text));
    if (weight === null) return 'EINVAL';
    io.weight = { ...io.weight, default: weight };
    return null;
  }
  const device = /^\s*([0-9]+):\s*([0-9]+)\s+/.exec(text);
  if (device === null) return 'EINVAL';
  if (`${Number(device[1])}:${Number(device[2])}` !== DISK) return 'ENODEV';
  const body = text.slice(device[0].length);
  const weight = body.startsWith('default') ? null : bounded(scanUnsigned(body));
  if (weight === null && !body.startsWith('default')) return 'EINVAL';
  io.weight = { ...io.weight, disk: weight };
  return null;
}

/** The default first, then disks that have a weight of their own. */
export function readIoWeight({ weight }: IoGroup): string {
  return `default ${weight.default}\n${weight.disk === null ? '' : `${DISK} ${weight.disk}\n`}`;
}

/** What counts on the host's disk. */
export const diskWeight = ({ weight }: IoGroup): number => weight.disk ?? weight.default;

