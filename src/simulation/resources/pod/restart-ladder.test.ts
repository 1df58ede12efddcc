import { describe, expect, it } from 'vitest';
import { playRestarts, shouldRestart } from './restart-ladder';

const waits = (exitCode: number, runsFor: number, policy: 'Always' | 'OnFailure' | 'Never' = 'Always') => playRestarts({ policy, exitCode, runsFor }, 8).map((one) => one.wait);

describe('restart ladder (kubelet doBackOff)', () => {
  // testdata timeline pod-crash-long (exit 1) and pod-always-exit0: the same ladder, whatever the exit code.
  it.each([0, 1, 137])('waits 0, 10, 20 … 300 s after exit code %i', (code) => {
    expect(waits(code, 1)).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('a minute of running does not help, more than ten minutes do', () => {
    expect(waits(0, 60)).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
    expect(waits(1, 600)).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
    expect(waits(1, 601)).toEqual(Array.from({ length: 8 }, () => 0));
  });

  it('counts each start from the last end', () => {
    expect(playRestarts({ policy: 'Always', exitCode: 1, runsFor: 2 }, 3).map((one) => one.finishedAt)).toEqual([2, 4, 16]);
  });

  it('takes the kubelet’s own longest wait', () => {
    expect(playRestarts({ policy: 'Always', exitCode: 1, runsFor: 1 }, 5, { initial: 10, max: 30 }).map((one) => one.wait)).toEqual([0, 10, 20, 30, 30]);
  });

  it('stops where the policy says so', () => {
    expect(waits(0, 1, 'OnFailure')).toEqual([null]);
    expect(waits(1, 1, 'OnFailure')).toHaveLength(8);
    expect(waits(1, 1, 'Never')).toEqual([null]);
    expect(shouldRestart('Always', 0)).toBe(true);
    expect(() => playRestarts({ policy: 'Always', exitCode: 1, runsFor: Number.NaN }, 1)).toThrow(/at least 0 seconds/);
  });
});
