import { expect, it } from 'vitest';
import { makePod } from '../fixtures';
import { prioritySort } from './priority-sort';
import { schedulingGates } from './scheduling-gates';
import { toPodInfo } from '../cache/pod-info';

it('keeps a gated Pod out of the queue', () => {
  expect(schedulingGates.preEnqueue?.(makePod('p', {}, { schedulingGates: [{ name: 'a' }, { name: 'b.c/d' }] }))?.reasons).toEqual(['waiting for scheduling gates: [a b.c/d]']);
  expect(schedulingGates.preEnqueue?.(makePod('p'))).toBeNull();
});

it('PrioritySort puts the higher priority first', () => {
  const high = toPodInfo(makePod('h', {}, { priorityClassName: 'system-node-critical' }));
  const low = toPodInfo(makePod('l', {}, { priority: 10 }));
  const queued = (info: typeof high, timestamp: number) => ({ info, timestamp });
  expect(prioritySort.less?.(queued(high, 2), queued(low, 1))).toBe(true);
  expect(prioritySort.less?.(queued(low, 1), queued(low, 2))).toBe(true);
  expect(prioritySort.less?.(queued(low, 2), queued(low, 2))).toBe(false);
});
