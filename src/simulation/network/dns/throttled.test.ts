import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_USED, QUESTION_CPU, RECEIVE_BUFFER, turnOf } from './coredns';
import type { Used } from './coredns';

/** How long each question waits, all at one moment. */
function burst(count: number, quota: number, at = 0): (number | undefined)[] {
  let used: Used = NOTHING_USED;
  return Array.from({ length: count }, () => {
    const turn = turnOf(used, at, quota, 'udp');
    used = turn.used;
    return turn.wait;
  });
}

describe('CoreDNS under a CPU limit', () => {
  it('answers at once what its quota allows, and the rest in the next periods', () => {
    const waits = burst(40, 1000);
    expect(waits.slice(0, 17).every((wait) => wait! < 1)).toBe(true);
    expect(waits.slice(18, 35).every((wait) => wait! >= 100 && wait! < 102)).toBe(true);
    expect(waits[39]).toBeGreaterThanOrEqual(200);
  });

  it('loses what its socket has no room for', () => {
    const waits = burst(400, 1000);
    const lost = waits.filter((wait) => wait === undefined).length;
    expect(400 - lost).toBeGreaterThanOrEqual(RECEIVE_BUFFER);
    expect(400 - lost).toBeLessThanOrEqual(RECEIVE_BUFFER + 1000 / QUESTION_CPU + 2);
  });

  it('never uses more than its quota in a period, whoever asks when', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 3000 }), { maxLength: 200 }), fc.integer({ min: 1000, max: 20_000 }), (times, quota) => {
      let used: Used = NOTHING_USED;
      for (const at of times) {
        const turn = turnOf(used, at, quota, 'udp');
        used = turn.used;
        if (turn.wait !== undefined) expect(turn.wait).toBeGreaterThan(0);
      }
      for (const micros of Object.values(used)) expect(micros).toBeLessThanOrEqual(quota + 1e-6);
    }));
  });
});
