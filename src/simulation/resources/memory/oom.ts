/**
 * Whom the OOM killer takes (mm/oom_kill.c: oom_badness, oom_evaluate_task; mm/memcontrol.c: mem_cgroup_scan_tasks,
 * mem_cgroup_get_oom_group).
 */
import { pageTables } from './types';
import type { MemoryUser } from './types';

/** oom_score_adj of a process that is never chosen. */
export const OOM_SCORE_ADJ_MIN = -1000;

export interface OomScore {
  pid: number;
  /** rss + swap + page tables, pages. */
  pages: number;
  /** oom_score_adj × totalPages / 1000, pages: a bonus or malus as a share of the memory in question. */
  adjustment: number;
  /** The sum; null for a process that may not be killed. */
  points: number | null;
}

/**
 * Scores one process. `totalPages` is the limit of the cgroup that is out of memory, or the host's memory if that is.
 */
export function oomBadness(user: MemoryUser, totalPages: number): OomScore {
  const pages = user.anon + user.swap + pageTables(user.anon + user.swap);
  const adjustment = Math.trunc(user.oomScoreAdj * Math.trunc(totalPages / 1000));
  const immune = user.oomScoreAdj === OOM_SCORE_ADJ_MIN;
  return { pid: user.pid, pages, adjustment, points: immune ? null : pages + adjustment };
}

/** The highest score loses; of equal scores the process looked at last. Null when nobody may be killed. */
export function chooseVictim<T extends MemoryUser>(users: readonly T[], totalPages: number): { victim: T | null; scores: OomScore[] } {
  let victim: T | null = null;
  let most = -Infinity;
  const scores = users.map((user) => oomBadness(user, totalPages));
  scores.forEach(({ points }, index) => {
    if (points === null || points < most) return;
    most = points;
    victim = users[index];
  });
  return { victim, scores };
}
