/** Threads joining, leaving and changing CPUs, and the charging of the one that runs. */
import { charge, renewDeadline, place, unplace } from './eevdf';
import { admit, chargeQuota, giveBack } from './bandwidth';
import { addThreads, countPressure, noteEntity, noteLoad, parentQueue, propagateLoad, queueOf, removeThreads } from './runqueue';
import { follow } from './average';
import { lostSinceCharge, noteCore, siblingOf } from './smt';
import { ROOT } from './types';
import type { Cpu, CpuState, RunQueue, Task } from './types';

const NONE: readonly RunQueue[] = [];

export function enqueue(state: CpuState, task: Task): void {
  const queue = queueOf(state, task.group, task.cpu);
  noteLoad(state, queue);
  noteEntity(state, task.entity);
  countPressure(state, task.group, task.cpu, 'running', 1);
  place(queue, task.entity, state.sliceUs);
  addThreads(state, queue, 1, (joining) => admit(state, joining));
}

export function dequeue(state: CpuState, task: Task): void {
  const queue = queueOf(state, task.group, task.cpu);
  noteLoad(state, queue);
  noteEntity(state, task.entity);
  countPressure(state, task.group, task.cpu, 'running', -1);
  unplace(queue, task.entity, state.sliceUs);
  removeThreads(state, queue, 1, (left) => giveBack(state, left));
}

/** Puts a thread on the CPU, or none (−1). */
export function setCurrent(state: CpuState, cpu: Cpu, next: number): void {
  if (cpu.current === next) return;
  if (cpu.current >= 0) countPressure(state, state.tasks[cpu.current].group, cpu.id, 'onCpu', -1);
  const changes = cpu.current < 0 || next < 0;
  cpu.current = next;
  if (next >= 0) countPressure(state, state.tasks[next].group, cpu.id, 'onCpu', 1);
  if (changes) noteCore(state, cpu);
}

/** Brings the CPU's busy average up to now. */
export function noteUtilization(state: CpuState, cpu: Cpu): void {
  follow(cpu.utilization, cpu.current >= 0 ? 1 : 0, state.now);
}

/**
 * update_curr: charges the running thread for the time since the last charge, in its own queue, in every ancestor's
 * queue, and against every quota on the way. Returns the queues that ran out of quota, the innermost first.
 */
export function chargeCurrent(state: CpuState, cpu: Cpu): readonly RunQueue[] {
  if (cpu.current < 0) return NONE;
  const delta = state.now - cpu.chargedTo;
  if (delta <= 0) return NONE;
  const task = state.tasks[cpu.current];
  if (state.trace) {
    const last = state.trace[state.trace.length - 1];
    if (last && last.task === task.id && last.cpu === cpu.id && last.to === cpu.chargedTo) last.to = state.now;
    else state.trace.push({ cpu: cpu.id, task: task.id, group: task.group, from: cpu.chargedTo, to: state.now });
  }
  noteUtilization(state, cpu);
  const lost = lostSinceCharge(state, cpu);
  cpu.sharedUs = 0;
  cpu.chargedTo = state.now;
  task.remaining -= delta - lost;
  task.usage += delta;
  task.lost += lost;
  task.lastRan = state.now;
  state.groups[task.group].usage += delta;
  charge(task.entity, delta);
  renewDeadline(task.entity, state.sliceUs);
  let exhausted: readonly RunQueue[] = NONE;
  for (let queue = queueOf(state, task.group, cpu.id); queue.group !== ROOT; queue = parentQueue(state, queue)) {
    charge(queue.self, delta);
    renewDeadline(queue.self, state.sliceUs);
    if (!chargeQuota(state, queue, delta)) exhausted = [...exhausted, queue];
  }
  return exhausted;
}

/** CPU time the running thread has had but not been charged for yet, µs. Reading must not change the history. */
export function uncharged(state: CpuState, cpu: Cpu): number {
  return cpu.current < 0 ? 0 : Math.max(0, state.now - cpu.chargedTo);
}

/** CPU time of a group's own threads and of every group below it, as `cpu.stat` counts it, µs. */
export function groupUsage(state: CpuState, id: number): number {
  let sum = state.groups[id].usage;
  for (const cpu of state.cpus) {
    if (cpu.current >= 0 && state.tasks[cpu.current].group === id) sum += uncharged(state, cpu);
  }
  for (const group of state.groups) if (group.parent === id) sum += groupUsage(state, group.id);
  return sum;
}

/** What of a group's CPU time, and of every group below it, the other threads of the cores have cost, µs; 0 without SMT. */
export function groupLost(state: CpuState, id: number): number {
  let sum = 0;
  for (const task of state.tasks) {
    let group = task.group;
    while (group !== id && group !== ROOT) group = state.groups[group].parent;
    if (group !== id) continue;
    const cpu = state.cpus[task.cpu];
    sum += task.lost + (cpu.current === task.id ? lostSinceCharge(state, cpu) : 0);
  }
  return sum;
}

/** attach_entity_load_avg and its reverse: what a thread has weighed lately goes with it to another CPU. */
function carryLoad(state: CpuState, task: Task, cpu: number): void {
  const from = queueOf(state, task.group, task.cpu);
  const to = queueOf(state, task.group, cpu);
  noteLoad(state, from);
  noteLoad(state, to);
  from.average.value = Math.max(0, from.average.value - task.entity.average.value);
  to.average.value += task.entity.average.value;
  propagateLoad(state, from);
}

/** Moves a waiting thread to another CPU's queue. */
export function migrate(state: CpuState, task: Task, cpu: number): void {
  dequeue(state, task);
  settle(state, task, cpu);
  enqueue(state, task);
  propagateLoad(state, queueOf(state, task.group, cpu));
}

/** Gives a thread that is in no queue its next CPU. */
export function settle(state: CpuState, task: Task, cpu: number): void {
  if (cpu === task.cpu) return;
  noteEntity(state, task.entity);
  carryLoad(state, task, cpu);
  task.cpu = cpu;
}

/** select_task_rq_fair, much shortened: the last CPU if idle, another idle one, or else the least loaded for a new thread. */
export function chooseCpu(state: CpuState, task: Task, isNew: boolean): number {
  const idle = (id: number): boolean => state.cpus[id].current < 0 && queueOf(state, ROOT, id).threads === 0;
  if (!isNew && idle(task.cpu)) return task.cpu;
  // select_idle_core before any idle thread of a core.
  if (state.tuning.threadsPerCore > 1) {
    const idleCore = state.cpus.find((cpu) => idle(cpu.id) && idle(siblingOf(state, cpu)?.id ?? cpu.id));
    if (idleCore !== undefined) return idleCore.id;
  }
  for (const { id } of state.cpus) if (idle(id)) return id;
  if (!isNew) return task.cpu;
  let best = 0;
  for (const { id } of state.cpus) if (queueOf(state, ROOT, id).load < queueOf(state, ROOT, best).load) best = id;
  return best;
}
