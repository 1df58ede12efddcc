import { describe, expect, it } from 'vitest';
import { startup } from './startup';
import { ISOLATIONS } from './types';

describe('startup', () => {
  it('lays the phases end to end', () => {
    for (const isolation of ISOLATIONS) {
      const { phases, totalMs } = startup(isolation, 500);
      let at = 0;
      for (const phase of phases) {
        expect(phase.startMs).toBe(at);
        expect(phase.lowMs).toBeLessThanOrEqual(phase.ms);
        expect(phase.highMs).toBeGreaterThanOrEqual(phase.ms);
        at += phase.ms;
      }
      expect(totalMs).toBe(at);
      expect(phases.at(-1)?.code).toBe('app');
    }
  });

  it('goes from a fork to a whole boot', () => {
    const before = ISOLATIONS.map((isolation) => startup(isolation, 0).totalMs);
    expect(before).toEqual([1, 33.4, 12 + 125, 36 + 863 + 132 + 655 + 1662 + 1686]);
  });

  it('boots a microVM without firmware or boot loader', () => {
    expect(startup('microvm', 0).phases.map(({ code }) => code)).toEqual(['microvmVmm', 'microvmKernel', 'app']);
  });

  it('adds the application’s own time unchanged', () => {
    for (const isolation of ISOLATIONS) {
      expect(startup(isolation, 2500).totalMs - startup(isolation, 0).totalMs).toBeCloseTo(2500, 9);
    }
  });
});
