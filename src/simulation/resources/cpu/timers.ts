/**
 * A binary heap of timer events inside the state; ties go by kind, then by the order of arming. Not `base`'s clock: that one keeps whole
 * microseconds and every older state, and here are fractions and a hundred thousand events a second.
 */
import type { CpuState, EventKind, TimerEvent } from './types';

/** At one instant work ends first, then quota is refilled, then sleepers wake, and the tick looks at the result. */
const RANK: Record<EventKind, number> = { done: 0, period: 1, slack: 2, wake: 3, background: 4, charge: 5, tick: 6, pressure: 7 };

function before(a: TimerEvent, b: TimerEvent): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return RANK[a.kind] < RANK[b.kind];
  return a.order < b.order;
}

export function arm(state: CpuState, at: number, kind: EventKind, id: number, serial = 0): void {
  const heap = state.timers;
  const event: TimerEvent = { at, order: state.timerOrder++, kind, id, serial };
  let index = heap.push(event) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!before(event, heap[parent])) break;
    heap[index] = heap[parent];
    index = parent;
  }
  heap[index] = event;
}

export function takeFirst(state: CpuState): TimerEvent | undefined {
  const heap = state.timers;
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
    if (!before(heap[child], last)) break;
    heap[index] = heap[child];
    index = child;
  }
  heap[index] = last;
  return first;
}

/** Arms the tick for the next point of the tick grid unless it already is. An idle machine has no tick (NO_HZ). */
export function armTick(state: CpuState): void {
  if (state.tickArmed) return;
  state.tickArmed = true;
  const { tickUs } = state.tuning;
  arm(state, (Math.floor(state.now / tickUs) + 1) * tickUs, 'tick', 0);
}
