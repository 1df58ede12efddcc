/**
 * Simultaneous multithreading: CPUs 2n and 2n + 1 are two threads of one core. The kernel shares out and charges thread time (`cpu.max`,
 * `cpu.stat`, weights count it in full, whoever is on the other thread: update_curr knows no SMT), but a core does less for each of two than for one.
 *
 * How much less is the hardware's affair and depends on the code. The figure here is the one that the kernel itself reckoned with up to 2018
 * (include/linux/topology.h, SD_SIBLING_INIT: `smt_gain = 1178, 15%`); Intel names "up to 30%" (Intel Technology Journal 6, issue 1, 2002).
 * Where threads go follows kernel/sched/fair.c: select_idle_core and group_smt_balance.
 */
import { arm } from './timers';
import type { Cpu, CpuState } from './types';

/** cpu_smt_mask without the CPU itself; null without SMT, and for the last of an odd number. */
export function siblingOf(state: CpuState, cpu: Cpu): Cpu | null {
  return state.tuning.threadsPerCore === 1 ? null : state.cpus[cpu.id ^ 1] ?? null;
}

/** µs of shared time since the last charge. */
function sharedSinceCharge(state: CpuState, cpu: Cpu): number {
  return cpu.sharedUs + (cpu.sharedFrom < 0 ? 0 : Math.max(0, state.now - Math.max(cpu.sharedFrom, cpu.chargedTo)));
}

/** How much of the time since the last charge the other thread of the core has cost, µs. */
export function lostSinceCharge(state: CpuState, cpu: Cpu): number {
  return sharedSinceCharge(state, cpu) * (1 - state.tuning.smtGain / 2);
}

/** Sets the event at which the running request is done, if the core goes on as it does now. */
export function armDone(state: CpuState, cpu: Cpu): void {
  if (cpu.current < 0) return;
  const { remaining } = state.tasks[cpu.current];
  if (!Number.isFinite(remaining)) return;
  const pending = Math.max(0, state.now - cpu.chargedTo) - lostSinceCharge(state, cpu);
  const speed = cpu.sharedFrom < 0 ? 1 : state.tuning.smtGain / 2;
  cpu.doneSerial += 1;
  arm(state, Math.max(state.now, cpu.chargedTo) + Math.max(0, remaining - pending) / speed, 'done', cpu.id, cpu.doneSerial);
}

/** The CPU began or ceased to be busy: from now on both threads of its core are faster or slower. */
export function noteCore(state: CpuState, cpu: Cpu): void {
  const sibling = siblingOf(state, cpu);
  if (sibling === null) return;
  const both = cpu.current >= 0 && sibling.current >= 0;
  for (const one of [cpu, sibling]) {
    one.sharedUs = sharedSinceCharge(state, one);
    one.sharedFrom = both ? state.now : -1;
  }
  // The CPU's own thread was not charged in between: what it shared, a predecessor has paid.
  cpu.sharedUs = 0;
  armDone(state, sibling);
}
