import { expect, it } from 'vitest';
import { makePod } from '../fixtures';
import { prioritySort } from './priority-sort';
import { schedulingGates } from './scheduling-gates';
import { toPodInfo } from '../pod-info';

it('keeps a gated Pod out of the queue', () => {
  expect(schedulingGates.preEnqueue?.(makePod('p', {}, { schedulingGates: [{ name: 'a' }, { name: 'b.c/d' }] }))?.reasons).toEqual(['waiting for scheduling gates: [a b.c/d]']);
  expect(schedulingGates.preEnqueue?.(makePod('p'))).toBeNull();
});

it('PrioritySort puts the higher priority first', () => {
  const high = toPodInfo(makePod('h', {}, { priorityClassName: 'system-node-critical' }));
  const low = toPodInfo(makePod('l', {}, { priority: 10 }));
  expect(prioritySort.compare?.(high, low)).toBeLessThan(0);
  expect(prioritySort.compare?.(low, low)).toBe(0);
});
