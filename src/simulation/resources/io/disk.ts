/**
 * A disk that takes its time, shared out among those who wait for it: by `io.weight` where blk-iocost is on (`io.cost.qos` with enable=1, which it is
 * not by default), and else by the request. The distribution is iocost's (block/blk-iocost.c: current_hweight; Documentation/admin-guide/cgroup-v2.rst,
 * "IO", "Weights"): at each level in proportion to the weights of the siblings that have something to do, so an idle sibling's part goes to the others.
 *
 * Simplified: a request costs its bytes, whether it reads or writes and wherever it lies (the linear model of `io.cost.model` tells those apart), the disk
 * works on all of them at once at parts of its pace and neither faster nor slower than its figure, and latency targets play no part.
 */
import { findCgroup, lineage } from '../cgroup/types';
import type { Host } from '../cgroup/types';
import { resumeTask } from '../cpu/engine';
import { DEFAULT_IO_WEIGHT } from './group';
import type { Disk, DiskRequest } from './group';
import { diskWeight } from './weight';

/** Less than this is nothing: the rounding of shares. */
const CRUMB_BYTES = 0.5;

/**
 * current_hweight: each cgroup's part of the disk, 0..1, over those with requests in `busy`. A cgroup's own requests beside busy children count as one
 * more child of default weight; cgroup v2 keeps processes out of such groups.
 */
export function diskShares(host: Host, busy: readonly string[]): Map<string, number> {
  const shares = new Map<string, number>();
  const own = new Set(busy);
  const active = new Set(busy.flatMap((path) => lineage(host, path).map((cgroup) => cgroup.path)));
  const divide = (path: string, part: number): void => {
    const children = host.cgroups.filter((cgroup) => cgroup.parent === path && active.has(cgroup.path));
    const self = own.has(path) ? (children.length === 0 ? 1 : DEFAULT_IO_WEIGHT) : 0;
    const total = children.reduce((sum, { io }) => sum + diskWeight(io), self);
    if (self > 0) shares.set(path, (part * self) / total);
    for (const child of children) divide(child.path, (part * diskWeight(child.io)) / total);
  };
  if (active.size > 0) divide('', 1);
  return shares;
}

const waiting = ({ requests, at }: Disk): DiskRequest[] => requests.filter(({ from }) => from <= at);

/** Bytes a µs for each request that is being worked on. */
function pacesOf(host: Host): Map<DiskRequest, number> {
  const { disk } = host;
  const now = waiting(disk);
  const pace = (disk.bytesPerSecond ?? 0) / 1e6;
  if (!disk.weighted) return new Map(now.map((request) => [request, pace / now.length]));
  const shares = diskShares(host, now.map(({ cgroup }) => cgroup));
  return new Map(now.map((request) => [request, (pace * (shares.get(request.cgroup) ?? 0)) / now.filter(({ cgroup }) => cgroup === request.cgroup).length]));
}

/** When the next request ends or begins, if nothing is asked before; Infinity without any. */
export function nextDiskEvent(host: Host): number {
  const { disk } = host;
  let next = Infinity;
  for (const { from } of disk.requests) if (from > disk.at) next = Math.min(next, from);
  if (disk.requests.length > 0) for (const [{ left }, pace] of pacesOf(host)) next = Math.min(next, disk.at + left / pace);
  return next;
}

/** The disk works up to `until`, which is no later than its next event; processes whose requests are done go on. */
export function workDisk(host: Host, until: number): void {
  const { disk } = host;
  if (disk.requests.length > 0) for (const [request, pace] of pacesOf(host)) request.left -= pace * (until - disk.at);
  disk.at = until;
  const done = disk.requests.filter(({ left, from }) => from <= until && left <= CRUMB_BYTES);
  if (done.length === 0) return;
  disk.requests = disk.requests.filter((request) => !done.includes(request));
  for (const pid of new Set(done.map((request) => request.pid))) {
    if (disk.requests.some((request) => request.pid === pid)) continue;
    for (const task of host.processes.find((process) => process.pid === pid)?.tasks ?? []) resumeTask(host.cpu, task);
  }
}

/** A cgroup that goes leaves its requests to its parent. */
export function reparentRequests(host: Host, path: string): void {
  const parent = findCgroup(host, path)?.parent ?? '';
  for (const request of host.disk.requests) if (request.cgroup === path) request.cgroup = parent;
}
