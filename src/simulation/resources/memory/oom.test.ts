import { describe, expect, it } from 'vitest';
import { chooseVictim, oomBadness } from './oom';
import { highDelay } from './high';

const user = (pid: number, anon: number, oomScoreAdj: number) => ({ pid, cgroup: 'g', anon, swap: 0, oomScoreAdj });

describe('oomBadness (mm/oom_kill.c)', () => {
  it('adds rss, page tables and the adjustment as a share of the limit', () => {
    // 51200 pages: 51 pages a point, the kernel dividing before it multiplies.
    expect(oomBadness(user(1, 25_600, 300), 51_200)).toEqual({ pid: 1, pages: 25_650, adjustment: 15_300, points: 40_950 });
  });

  it('never takes a process at -1000, even as the last one', () => {
    expect(chooseVictim([user(1, 99_999, -1000)], 51_200).victim).toBeNull();
  });

  it('takes the later of two equal scores', () => {
    expect(chooseVictim([user(1, 100, 0), user(2, 100, 0)], 51_200).victim?.pid).toBe(2);
  });

  it('takes a small process at 1000 before a large one at 0', () => {
    expect(chooseVictim([user(1, 40_000, 0), user(2, 10, 1000)], 51_200).victim?.pid).toBe(2);
  });
});

describe('highDelay (mm/memcontrol.c, calculate_high_delay)', () => {
  it('grows with the square of the excess and stops at two seconds', () => {
    expect(highDelay(1000, 1000, 64)).toBe(0);
    const little = highDelay(10_500, 10_000, 64);
    const double = highDelay(11_000, 10_000, 64);
    expect(double / little).toBeCloseTo(4, 0);
    expect(highDelay(30_000, 10_000, 64)).toBe(2_000_000);
  });
});
