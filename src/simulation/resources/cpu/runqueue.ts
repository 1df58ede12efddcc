/**
 * The hierarchy of run queues: putting threads in and taking them out, and sharing a group's weight out over CPUs
 * (kernel/sched/fair.c: enqueue_task_fair, dequeue_task_fair, calc_group_shares, update_cfs_group).
 */
import { follow } from './average';
import { place, reweight, unplace } from './eevdf';
import { accountPressure } from './pressure';
import { NICE_0, ROOT } from './types';
import type { CpuState, Entity, RunQueue, Stall, Task } from './types';

export function queueOf(state: CpuState, group: number, cpu: number): RunQueue {
  return state.groups[group].queues[cpu];
}

export function parentQueue(state: CpuState, queue: RunQueue): RunQueue {
  return queueOf(state, state.groups[queue.group].parent, queue.cpu);
}

/** A thread of `group` on `cpu` began (+1) or ceased (−1) to be what `count` counts, in its group and all above. */
export function countPressure(state: CpuState, group: number, cpu: number, count: 'running' | 'onCpu' | Stall, by: 1 | -1): void {
  for (let id = group; ; id = state.groups[id].parent) {
    const { pressure } = queueOf(state, id, cpu);
    accountPressure(pressure, state.now);
    pressure[count] += by;
    if (id === ROOT) return;
  }
}

/** Brings a queue's load average up to now. A throttled queue's clock stands still (throttled_clock_pelt). To be called before `load` changes. */
export function noteLoad(state: CpuState, queue: RunQueue): void {
  if (queue.throttled) queue.average.at = state.now;
  else follow(queue.average, queue.load, state.now);
}

/** Brings up to now how many threads were runnable on the CPU of a root queue; to be called before their number changes. */
export function noteRunnable(state: CpuState, root: RunQueue): void {
  follow(state.cpus[root.cpu].runnable, root.threads, state.now);
}

/**
 * calc_group_shares. A group's weight is one number for the whole machine; each CPU gets the part that matches the group's
 * load there: what runs there now or, if more, what ran there lately, against what ran lately elsewhere. Threads of one
 * group spread over two CPUs therefore weigh half as much on each, and a thread that sleeps now and then keeps its part.
 */
export function groupShare(state: CpuState, group: number, cpu: number): number {
  const { shares, queues } = state.groups[group];
  noteLoad(state, queues[cpu]);
  const local = Math.max(queues[cpu].load, queues[cpu].average.value);
  let total = local;
  for (const queue of queues) if (queue.cpu !== cpu) total += queue.average.value;
  if (total === 0) return shares;
  return Math.max(2, Math.min(shares, (shares * local) / total));
}

/** Brings an entity's own average up to now; to be called before it joins, leaves or changes weight. */
export function noteEntity(state: CpuState, entity: Entity): void {
  follow(entity.average, entity.queued ? entity.weight : 0, state.now);
}

export function refreshWeight(state: CpuState, queue: RunQueue): void {
  if (queue.group === ROOT) return;
  const parent = parentQueue(state, queue);
  noteLoad(state, parent);
  noteEntity(state, queue.self);
  reweight(parent, queue.self, groupShare(state, queue.group, queue.cpu));
}

/**
 * propagate_entity_load_avg: a thread brought its load to this queue or took it away, and the groups above weigh more or
 * less at once; only what changes without a thread coming or going takes its 32 ms.
 */
export function propagateLoad(state: CpuState, from: RunQueue): void {
  for (let queue = from; queue.group !== ROOT; queue = parentQueue(state, queue)) {
    const parent = parentQueue(state, queue);
    noteLoad(state, parent);
    const value = queue.self.weight * Math.min(1, queue.average.value / (queue.load || NICE_0));
    parent.average.value = Math.max(0, parent.average.value + value - queue.self.average.value);
    queue.self.average.value = value;
    queue.self.average.at = state.now;
  }
}

/** Puts a group's presence on this CPU into its parent's queue. */
export function joinParent(state: CpuState, queue: RunQueue): void {
  const parent = parentQueue(state, queue);
  noteLoad(state, parent);
  noteEntity(state, queue.self);
  place(parent, queue.self, state.sliceUs);
}

/** Takes it out again. */
export function leaveParent(state: CpuState, queue: RunQueue): void {
  const parent = parentQueue(state, queue);
  noteLoad(state, parent);
  noteEntity(state, queue.self);
  unplace(parent, queue.self, state.sliceUs);
}

/** A group's weights will be recomputed at the next tick. */
export function markDirty(state: CpuState, group: number): void {
  if (state.groups[group].dirty) return;
  state.groups[group].dirty = true;
  state.dirty.push(group);
}

/** Recomputes the weights of groups whose load moved; the kernel does the same as its load averages catch up. */
export function refreshDirtyWeights(state: CpuState): void {
  const due = state.dirty.sort((a, b) => a - b);
  state.dirty = [];
  for (const id of due) {
    const group = state.groups[id];
    group.dirty = false;
    if (!group.gone) for (const queue of group.queues) refreshWeight(state, queue);
  }
}

/**
 * `count` threads became runnable below `from`: makes the path to the root see them, up to a throttled queue. `admit` is
 * asked before a queue joins its parent's; it answers false when the queue had to be throttled instead.
 */
export function addThreads(state: CpuState, from: RunQueue, count: number, admit: (queue: RunQueue) => boolean): void {
  let queue = from;
  for (;;) {
    if (queue.group === ROOT) noteRunnable(state, queue);
    queue.threads += count;
    if (queue.group === ROOT || queue.throttled) return;
    markDirty(state, queue.group);
    const parent = parentQueue(state, queue);
    refreshWeight(state, queue);
    if (!queue.self.queued) {
      if (!admit(queue)) return;
      joinParent(state, queue);
    }
    queue = parent;
  }
}

/** The reverse; queues that became empty leave their parents. */
export function removeThreads(state: CpuState, from: RunQueue, count: number, onLeave: (queue: RunQueue) => void): void {
  let queue = from;
  for (;;) {
    if (queue.group === ROOT) noteRunnable(state, queue);
    queue.threads -= count;
    if (queue.group === ROOT || queue.throttled) return;
    markDirty(state, queue.group);
    const parent = parentQueue(state, queue);
    if (queue.members.length === 0 && queue.self.queued) {
      leaveParent(state, queue);
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
  let queue = queueOf(state, task.group, task.cpu);
  noteEntity(state, task.entity);
  let load = task.entity.average.value;
  for (; queue.group !== ROOT; queue = parentQueue(state, queue)) {
    noteLoad(state, queue);
    noteEntity(state, queue.self);
    load = (load / (queue.average.value + 1)) * queue.self.average.value;
  }
  return load;
}
