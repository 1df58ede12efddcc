/**
 * Anonymous memory that goes to swap (mm/memcontrol.c: __mem_cgroup_try_charge_swap, mem_cgroup_get_nr_swap_pages).
 *
 * Simplified: reclaim takes all cache first and anonymous memory in proportion after it, where the kernel weighs both by
 * how recently they were used (`vm.swappiness`); what is swapped out stays there until its process ends, because this
 * model does not say which pages a process touches again.
 */
import { isWithin, lineage, processesWithin } from '../cgroup/types';
import type { Host, Process } from '../cgroup/types';

/** `memory.swap.current` in pages: of the cgroup and everything below it. */
export function swapUsage(host: Host, path: string): number {
  return processesWithin(host, path).reduce((sum, { swap }) => sum + swap, 0);
}

/** Pages that may still be swapped out of this cgroup: what the host and every `memory.swap.max` above it leave. */
function swapRoom(host: Host, path: string): number {
  let room = host.swapPages - swapUsage(host, '');
  for (const { path: at, memory } of lineage(host, path)) if (memory.swapMax !== null) room = Math.min(room, memory.swapMax - swapUsage(host, at));
  return Math.max(0, room);
}

/** Could `process` lose pages to swap for a shortage at `path`? A cgroup's own protection holds against shortage above it. */
function spare(host: Host, path: string, process: Process, usageOf: (path: string) => number): number {
  let room = Math.min(process.anon, swapRoom(host, process.cgroup));
  for (const { path: at, memory } of lineage(host, process.cgroup)) {
    if (at === path || !isWithin(at, path)) break;
    room = Math.min(room, usageOf(at) - memory.min);
  }
  return Math.max(0, room);
}

/** Swaps out up to `wanted` pages of the processes below `path`, of each in proportion to its size. Returns how many. */
export function swapOut(host: Host, path: string, wanted: number, usageOf: (path: string) => number): number {
  if (host.swapPages === 0 || wanted <= 0) return 0;
  const candidates = processesWithin(host, path);
  const total = candidates.reduce((sum, one) => sum + spare(host, path, one, usageOf), 0);
  let left = Math.min(wanted, total);
  for (const process of candidates) {
    const room = spare(host, path, process, usageOf);
    const part = Math.min(left, room, Math.ceil((Math.min(wanted, total) * room) / Math.max(1, total)));
    process.anon -= part;
    process.swap += part;
    left -= part;
  }
  const swapped = Math.min(wanted, total) - left;
  if (swapped < wanted) noteRefused(host, path);
  return swapped;
}

/** `memory.swap.events`: the limit stood in the way of a page, in this cgroup or in one of those above. */
function noteRefused(host: Host, path: string): void {
  for (const { path: at, memory } of lineage(host, path)) {
    if (memory.swapMax === null || swapUsage(host, at) < memory.swapMax) continue;
    memory.swapEvents.max += 1;
    memory.swapEvents.fail += 1;
  }
}
