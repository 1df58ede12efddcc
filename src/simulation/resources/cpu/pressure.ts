/**
 * Pressure stall information (kernel/sched/psi.c, Documentation/accounting/psi.rst): how much of the time some or all of a
 * group's threads stand still for want of CPU, memory or I/O. Counted per CPU, put together weighted by how busy each was.
 *
 * A thread under an exhausted quota counts as waiting for CPU (it stays NR_RUNNING while throttled).
 */
import type { CpuPressure, CpuState, GroupPressure, RunQueue } from './types';

export type PressureResource = 'cpu' | 'memory' | 'io';
/** Order of the sums below. */
const STATES = ['cpu some', 'cpu full', 'memory some', 'memory full', 'io some', 'io full'] as const;
const NONIDLE = STATES.length;

export const newCpuPressure = (now: number): CpuPressure => ({ running: 0, onCpu: 0, memory: 0, io: 0, sums: [0, 0, 0, 0, 0, 0, 0], at: now });
export const newGroupPressure = (): GroupPressure => ({ totals: STATES.map(() => 0), averages: STATES.map(() => [0, 0, 0]), averagedTotals: STATES.map(() => 0) });

/** PSI_FREQ: two seconds and one tick. */
export const pressurePeriodUs = (tickUs: number): number => 2_000_000 + tickUs;

/** FSHIFT 11, and exp(−2 s / 10, 60, 300 s) in it. */
const FIXED_1 = 2048;
const DECAYS = [1677, 1981, 2034] as const;

/** psi_group_change: time since the last change goes to the states that held. To be called before a count changes. */
export function accountPressure(pressure: CpuPressure, now: number): void {
  const { running, onCpu, memory, io, sums } = pressure;
  const time = now - pressure.at;
  pressure.at = now;
  if (time <= 0 || running + memory + io === 0) return;
  sums[NONIDLE] += time;
  if (running > onCpu) sums[0] += time;
  if (running > 0 && onCpu === 0) sums[1] += time;
  if (memory > 0) sums[2] += time;
  if (memory > 0 && running === 0) sums[3] += time;
  if (io > 0) sums[4] += time;
  if (io > 0 && running === 0) sums[5] += time;
}

/** What the CPUs have added since the last collection: weighted by their busy time (collect_percpu_times). */
function recent(queues: readonly RunQueue[]): number[] {
  const busy = queues.reduce((sum, { pressure }) => sum + pressure.sums[NONIDLE], 0);
  return STATES.map((_, state) => (busy === 0 ? 0 : queues.reduce((sum, { pressure }) => sum + pressure.sums[state] * pressure.sums[NONIDLE], 0) / busy));
}

/** calc_load. */
function decayed(load: number, exp: number, active: number): number {
  return Math.floor((load * exp + active * (FIXED_1 - exp) + (active >= load ? FIXED_1 - 1 : 0)) / FIXED_1);
}

/** update_averages of every group, once a period. */
export function averagePressure(state: CpuState): void {
  const period = pressurePeriodUs(state.tuning.tickUs);
  for (const { queues, pressure, gone } of state.groups) {
    if (gone) continue;
    for (const queue of queues) accountPressure(queue.pressure, state.now);
    recent(queues).forEach((time, index) => {
      pressure.totals[index] += time;
      const sample = Math.min(period, pressure.totals[index] - pressure.averagedTotals[index]);
      pressure.averagedTotals[index] = pressure.totals[index];
      const percent = Math.floor((sample * 100) / period) * FIXED_1;
      pressure.averages[index] = pressure.averages[index].map((load, span) => decayed(load, DECAYS[span], percent));
    });
    for (const queue of queues) queue.pressure.sums.fill(0);
  }
}

const fixed = (load: number): string => `${Math.floor(load / FIXED_1)}.${String(Math.floor(((load % FIXED_1) * 100) / FIXED_1)).padStart(2, '0')}`;

/** psi_show: `cpu.pressure`, `memory.pressure` and `io.pressure`. Reading changes nothing. */
export function pressureText(state: CpuState, group: number, resource: PressureResource): string {
  const { queues, pressure } = state.groups[group];
  const live = queues.map((queue): RunQueue => {
    const copy = { ...queue.pressure, sums: [...queue.pressure.sums] };
    accountPressure(copy, state.now);
    return { ...queue, pressure: copy };
  });
  const pending = recent(live);
  return (['some', 'full'] as const).map((kind) => {
    const index = STATES.indexOf(`${resource} ${kind}`);
    const [ten, sixty, threeHundred] = pressure.averages[index];
    return `${kind} avg10=${fixed(ten)} avg60=${fixed(sixty)} avg300=${fixed(threeHundred)} total=${Math.floor(pressure.totals[index] + pending[index])}\n`;
  }).join('');
}
