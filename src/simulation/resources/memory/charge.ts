/**
 * Charging memory to a cgroup and every ancestor (mm/memcontrol.c: try_charge_memcg, reclaim_high, mem_cgroup_oom;
 * Documentation/admin-guide/cgroup-v2.rst). Functions change the given host.
 *
 * Simplified: page cache can always be written back and dropped at once, reclaim takes cache in proportion to its
 * size, `memory.min` and `memory.low` protect a cgroup as a whole without being shared out among its children.
 */
import { findCgroup, isWithin, lineage, note, processesWithin } from '../cgroup/types';
import type { Cgroup, Host, Process } from '../cgroup/types';
import { killProcess } from '../process';
import { highDelay } from './high';
import { chooseVictim } from './oom';
import { swapOut } from './swap';
import { footprint, pageTables } from './types';
import type { MemoryEvents } from './types';

/** Pages charged to the cgroup and everything below it: anonymous memory, page tables and page cache. */
export function memoryUsage(host: Host, path: string): number {
  let pages = 0;
  for (const cgroup of host.cgroups) if (isWithin(cgroup.path, path)) pages += cgroup.memory.cache;
  for (const process of processesWithin(host, path)) pages += footprint(process);
  return pages;
}

/** memcg_memory_event: counted in the cgroup and its ancestors. */
export function countEvent(host: Host, path: string, event: keyof MemoryEvents, times = 1): void {
  for (const cgroup of lineage(host, path)) cgroup.memory.events[event] += times;
}

function notePeak(host: Host, path: string): void {
  for (const { path: at, memory } of lineage(host, path)) memory.peak = Math.max(memory.peak, memoryUsage(host, at));
}

/** try_to_free_mem_cgroup_pages: drops up to `wanted` pages of cache below `path`, and swaps out what is still wanted. Returns how many. */
export function reclaim(host: Host, path: string, wanted: number, by: 'max' | 'high' | 'host'): number {
  const below = host.cgroups.filter((cgroup) => isWithin(cgroup.path, path) && cgroup.memory.cache > 0);
  // A cgroup's own protection holds against reclaim started above it, not against its own limit.
  const spare = (cgroup: Cgroup, floor: number): number =>
    cgroup.path === path ? cgroup.memory.cache : Math.max(0, Math.min(cgroup.memory.cache, memoryUsage(host, cgroup.path) - floor));
  let freed = 0;
  for (const respectLow of [true, false]) {
    const room = below.map((cgroup) => spare(cgroup, Math.max(cgroup.memory.min, respectLow ? cgroup.memory.low : 0)));
    const total = room.reduce((sum, pages) => sum + pages, 0);
    const goal = Math.min(wanted - freed, total);
    if (goal <= 0) continue;
    let left = goal;
    below.forEach((cgroup, index) => {
      const part = Math.min(left, Math.ceil((goal * room[index]) / total), cgroup.memory.cache);
      if (!respectLow && cgroup.memory.low > 0 && part > 0) countEvent(host, cgroup.path, 'low');
      cgroup.memory.cache -= part;
      left -= part;
    });
    freed += goal - left;
    if (freed >= wanted) break;
  }
  freed += swapOut(host, path, wanted - freed, (at) => memoryUsage(host, at));
  if (freed > 0) note(host, { at: host.timeUs, kind: 'reclaim', cgroup: path, pages: freed, by });
  return freed;
}

/** The cgroup whose limit stands in the way of one more page, the innermost first; the root's limit is the host's memory. */
function narrowest(host: Host, path: string): { cgroup: Cgroup; limit: number; room: number } {
  let tightest: { cgroup: Cgroup; limit: number; room: number } | null = null;
  for (const cgroup of lineage(host, path)) {
    const limit = cgroup.path === '' ? host.memoryPages : cgroup.memory.max;
    if (limit === null) continue;
    const room = limit - memoryUsage(host, cgroup.path);
    if (tightest === null || room < tightest.room) tightest = { cgroup, limit, room };
  }
  if (tightest === null) throw new Error(`no cgroup at ${path}`);
  return tightest;
}

/** mem_cgroup_out_of_memory. Returns whether memory was freed. */
export function outOfMemory(host: Host, cgroup: Cgroup, limit: number, asked: number): boolean {
  const { path } = cgroup;
  const { victim, scores } = chooseVictim(processesWithin(host, path), limit);
  if (path !== '') countEvent(host, path, 'oom');
  note(host, { at: host.timeUs, kind: 'oom', cgroup: path, limit, usage: memoryUsage(host, path), asked, scores, victim: victim?.pid ?? null });
  if (victim === null) return false;
  // memory.oom.group: the outermost marked cgroup between the victim and the one out of memory dies as a whole.
  let whole: Cgroup | null = null;
  for (const at of lineage(host, victim.cgroup)) {
    if (at.memory.oomGroup) whole = at;
    if (at.path === path) break;
  }
  if (whole !== null) countEvent(host, whole.path, 'oom_group_kill');
  const doomed = whole === null ? [victim] : processesWithin(host, whole.path).filter((process) => process.oomScoreAdj !== -1000);
  for (const process of doomed) {
    countEvent(host, process.cgroup, 'oom_kill');
    note(host, { at: host.timeUs, kind: 'killed', pid: process.pid, cgroup: process.cgroup, freed: footprint(process), group: whole !== null });
    killProcess(host, process, 137);
  }
  return true;
}

/** Makes room for `pages` more below `path`: reclaim first, then the OOM killer. Returns the pages that fit, 0 if stuck. */
function makeRoom(host: Host, path: string, pages: number): number {
  const tight = narrowest(host, path);
  if (tight.room > 0) return Math.min(pages, tight.room);
  const inside = tight.cgroup.path !== '';
  if (inside) countEvent(host, tight.cgroup.path, 'max');
  const freed = reclaim(host, tight.cgroup.path, Math.max(32, Math.min(pages, tight.limit)), inside ? 'max' : 'host');
  if (freed > 0) return Math.min(pages, freed);
  return outOfMemory(host, tight.cgroup, tight.limit, pages) ? -1 : 0;
}

/** After charging: `memory.high` of every ancestor reclaims, and delays the process if that is not enough. µs. */
function obeyHigh(host: Host, process: Process, pages: number): number {
  let delay = 0;
  for (const cgroup of lineage(host, process.cgroup)) {
    const { high } = cgroup.memory;
    if (high === null || memoryUsage(host, cgroup.path) <= high) continue;
    countEvent(host, cgroup.path, 'high');
    reclaim(host, cgroup.path, memoryUsage(host, cgroup.path) - high, 'high');
    const usage = memoryUsage(host, cgroup.path);
    const own = highDelay(usage, high, pages);
    if (own > 0) note(host, { at: host.timeUs, kind: 'high', cgroup: cgroup.path, pid: process.pid, usage, high, delayUs: own });
    delay = Math.max(delay, own);
  }
  return delay;
}

/** Page tables that `pages` more would need. */
const tablesFor = ({ anon, swap }: Process, pages: number): number => pageTables(anon + swap + pages) - pageTables(anon + swap);

export interface ChargeOutcome {
  /** Pages really given; fewer than asked when the process died or nothing could be freed. */
  given: number;
  /** µs the process must sleep because of `memory.high`. */
  delayUs: number;
}

/** The process touches `pages` pages of anonymous memory it did not have. */
export function chargeAnon(host: Host, process: Process, pages: number): ChargeOutcome {
  let given = 0;
  while (process.alive && given < pages) {
    const left = pages - given;
    const tables = tablesFor(process, left);
    const room = makeRoom(host, process.cgroup, left + tables);
    if (room === 0) break;
    if (room < 0) continue;
    // Page tables come with the pages: of 513 pages of room, one is a table.
    let take = Math.min(left, room);
    while (take > 0 && take + tablesFor(process, take) > room) take -= 1;
    if (take === 0) {
      const { cgroup, limit } = narrowest(host, process.cgroup);
      if (cgroup.path !== '') countEvent(host, cgroup.path, 'max');
      if (reclaim(host, cgroup.path, 32, cgroup.path === '' ? 'host' : 'max') === 0 && !outOfMemory(host, cgroup, limit, left)) break;
      continue;
    }
    process.anon += take;
    given += take;
    notePeak(host, process.cgroup);
  }
  return { given, delayUs: process.alive && given > 0 ? obeyHigh(host, process, given) : 0 };
}

/** The process writes `pages` new pages of a file: they stay in the cache of its cgroup until someone needs the memory. */
export function chargeCache(host: Host, process: Process, pages: number): ChargeOutcome {
  const cgroup = findCgroup(host, process.cgroup);
  let given = 0;
  while (cgroup && process.alive && given < pages) {
    const room = makeRoom(host, process.cgroup, pages - given);
    if (room === 0) break;
    if (room < 0) continue;
    cgroup.memory.cache += room;
    given += room;
    notePeak(host, process.cgroup);
  }
  return { given, delayUs: process.alive && given > 0 ? obeyHigh(host, process, given) : 0 };
}
