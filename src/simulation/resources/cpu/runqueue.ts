/**
 * The hierarchy of run queues: putting threads in and taking them out, and sharing a group's weight out over CPUs
 * (kernel/sched/fair.c: enqueue_task_fair, dequeue_task_fair, calc_group_shares, update_cfs_group).
 */
import { place, reweight, unplace } from './eevdf';
import { ROOT } from './types';
import type { CpuState, RunQueue, Task } from './types';

export function queueOf(state: CpuState, group: number, cpu: number): RunQueue {
  return state.groups[group].queues[cpu];
}

export function parentQueue(state: CpuState, queue: RunQueue): RunQueue {
  return queueOf(state, state.groups[queue.group].parent, queue.cpu);
}

/**
 * A group's weight is one number for the whole machine; each CPU gets the part that matches the group's load there.
 * Threads of one group spread over two CPUs therefore weigh half as much on each.
 */
export function groupShare(state: CpuState, group: number, cpu: number): number {
  const { shares, queues } = state.groups[group];
  const local = queues[cpu].load;
  let total = 0;
  for (const queue of queues) total += queue.load;
  if (total === 0) return shares;
  return Math.max(2, Math.min(shares, (shares * local) / total));
}

export function refreshWeight(state: CpuState, queue: RunQueue): void {
  if (queue.group === ROOT) return;
  reweight(parentQueue(state, queue), queue.self, groupShare(state, queue.group, queue.cpu));
}

/** Recomputes the weights of groups whose load moved; the kernel does the same as its load averages catch up. */
export function refreshDirtyWeights(state: CpuState): void {
  for (const group of state.groups) {
    if (!group.dirty || group.gone) continue;
    group.dirty = false;
    for (const queue of group.queues) refreshWeight(state, queue);
  }
}

/**
 * `count` threads became runnable below `from`: makes the path to the root see them, up to a throttled queue. `admit` is
 * asked before a queue joins its parent's; it answers false when the queue had to be throttled instead.
 */
export function addThreads(state: CpuState, from: RunQueue, count: number, admit: (queue: RunQueue) => boolean): void {
  let queue = from;
  for (;;) {
    queue.threads += count;
    if (queue.group === ROOT || queue.throttled) return;
    state.groups[queue.group].dirty = true;
    const parent = parentQueue(state, queue);
    refreshWeight(state, queue);
    if (!queue.self.queued) {
      if (!admit(queue)) return;
      place(parent, queue.self, state.sliceUs);
    }
    queue = parent;
  }
}

/** The reverse; queues that became empty leave their parents. */
export function removeThreads(state: CpuState, from: RunQueue, count: number, onLeave: (queue: RunQueue) => void): void {
  let queue = from;
  for (;;) {
    queue.threads -= count;
    if (queue.group === ROOT || queue.throttled) return;
    state.groups[queue.group].dirty = true;
    const parent = parentQueue(state, queue);
    if (queue.members.length === 0 && queue.self.queued) {
      unplace(parent, queue.self, state.sliceUs);
      onLeave(queue);
    } else {
      refreshWeight(state, queue);
    }
    queue = parent;
  }
}

/** Is the thread below a throttled queue on this CPU? */
export function underThrottle(state: CpuState, group: number, cpu: number): boolean {
  for (let id = group; id !== ROOT; id = state.groups[id].parent) {
    if (queueOf(state, id, cpu).throttled) return true;
  }
  return queueOf(state, ROOT, cpu).throttled;
}

/** What moving this thread would take from its CPU's load (task_h_load): its part of its group's part of the CPU. */
export function hierarchicalLoad(state: CpuState, task: Task): number {
  let load = task.entity.weight;
  for (let queue = queueOf(state, task.group, task.cpu); queue.group !== ROOT; queue = parentQueue(state, queue)) {
    load = queue.load === 0 ? 0 : (load / queue.load) * queue.self.weight;
  }
  return load;
}
