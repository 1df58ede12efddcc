/**
 * Choosing the next entity of one run queue: EEVDF (kernel/sched/fair.c: avg_vruntime, entity_eligible, pick_eevdf,
 * place_entity, update_deadline, reweight_entity). Simplified: no delayed dequeue, one slice length for everyone.
 */
import { NICE_0 } from './types';
import type { Entity, RunQueue } from './types';

/** The queue's weighted mean virtual time: entities at or behind it are owed CPU ("eligible"). */
export function meanVruntime(queue: RunQueue): number {
  const { members } = queue;
  if (members.length === 0) return queue.floor;
  if (members.length === 1) return members[0].vruntime;
  const base = members[0].vruntime;
  let sum = 0;
  for (const member of members) sum += (member.vruntime - base) * member.weight;
  return base + sum / queue.load;
}

/** Earliest virtual deadline among the eligible; `current` stays until its slice is used up (RUN_TO_PARITY). */
export function pickEntity(queue: RunQueue, current: Entity | null): Entity {
  const { members } = queue;
  if (members.length === 1) return members[0];
  const mean = meanVruntime(queue) + 1e-6;
  if (current && current.queued && current.vruntime < current.deadline && current.vruntime <= mean) return current;
  let best: Entity | null = null;
  let leftmost = members[0];
  for (const member of members) {
    if (member.vruntime < leftmost.vruntime) leftmost = member;
    if (member.vruntime <= mean && (best === null || member.deadline < best.deadline)) best = member;
  }
  return best ?? leftmost;
}

/** Puts an entity into the queue where its kept lag says it belongs, with a fresh deadline. */
export function place(queue: RunQueue, entity: Entity, sliceUs: number): void {
  const mean = meanVruntime(queue);
  // Adding an entity with lag moves the mean; scaling by (W + w) / W keeps the lag it ends up with.
  const lag = queue.members.length === 0 ? 0 : (entity.lag * (queue.load + entity.weight)) / queue.load;
  entity.vruntime = mean - lag;
  entity.deadline = entity.vruntime + (sliceUs * NICE_0) / entity.weight;
  entity.queued = true;
  queue.members.push(entity);
  queue.load += entity.weight;
}

/** Takes an entity out and remembers its lag, limited to two slices as the kernel limits it. */
export function unplace(queue: RunQueue, entity: Entity, sliceUs: number): void {
  const mean = meanVruntime(queue);
  const limit = (2 * sliceUs * NICE_0) / entity.weight;
  entity.lag = Math.max(-limit, Math.min(limit, mean - entity.vruntime));
  entity.queued = false;
  queue.members.splice(queue.members.indexOf(entity), 1);
  queue.load = queue.members.length === 0 ? 0 : queue.load - entity.weight;
  queue.floor = Math.max(queue.floor, mean);
}

/** Charges `deltaUs` of CPU time. */
export function charge(entity: Entity, deltaUs: number): void {
  entity.vruntime += (deltaUs * NICE_0) / entity.weight;
}

/** A used-up slice is followed by a new one that starts at the present virtual time. */
export function renewDeadline(entity: Entity, sliceUs: number): void {
  if (entity.vruntime >= entity.deadline) entity.deadline = entity.vruntime + (sliceUs * NICE_0) / entity.weight;
}

/** Changes the weight of an entity without changing what it is owed in real time. */
export function reweight(queue: RunQueue, entity: Entity, weight: number): void {
  if (weight === entity.weight) return;
  const ratio = entity.weight / weight;
  if (entity.queued) {
    const mean = meanVruntime(queue);
    const left = entity.deadline - entity.vruntime;
    entity.vruntime = mean - (mean - entity.vruntime) * ratio;
    entity.deadline = entity.vruntime + left * ratio;
    queue.load += weight - entity.weight;
  } else {
    entity.lag *= ratio;
  }
  entity.weight = weight;
}
