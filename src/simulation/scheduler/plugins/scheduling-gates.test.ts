import { expect, it } from 'vitest';
import { Cache } from '../cache/cache';
import { makePod } from '../fixtures';
import { newQueuedPod } from '../queue/queued-pod';
import { prioritySort } from './priority-sort';
import { schedulingGates } from './scheduling-gates';

it('keeps a gated Pod out of the queue', () => {
  const ask = (pod: ReturnType<typeof makePod>) => schedulingGates.preEnqueue?.(pod, new Cache());
  expect(ask(makePod('p', {}, { schedulingGates: [{ name: 'a' }, { name: 'b.c/d' }] }))?.reasons).toEqual(['waiting for scheduling gates: [a b.c/d]']);
  expect(ask(makePod('p'))).toBeNull();
});

it('PrioritySort puts the higher priority first', () => {
  const high = makePod('h', {}, { priorityClassName: 'system-node-critical' });
  const low = makePod('l', {}, { priority: 10 });
  expect(prioritySort.less?.(newQueuedPod(high, 2), newQueuedPod(low, 1))).toBe(true);
  expect(prioritySort.less?.(newQueuedPod(low, 1), newQueuedPod(low, 2))).toBe(true);
  expect(prioritySort.less?.(newQueuedPod(low, 2), newQueuedPod(low, 2))).toBe(false);
});
