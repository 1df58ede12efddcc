import { haltsAt, STEPS, type Victim } from './flow';
import type { PodsPerNodeState } from './state';

/** Who is stopped in this state. */
export function victimOf({ play, dead, deadAt }: PodsPerNodeState): Victim | null {
  if (dead === 'none') return null;
  return dead === 'control-plane' ? 'control-plane' : STEPS[play][deadAt]!.actor;
}

/** The last step one can go to: the one that does not happen, or the last of all. */
export function lastStep(state: PodsPerNodeState): number {
  return haltsAt(state.play, victimOf(state), state.deadAt) ?? STEPS[state.play].length - 1;
}

/** The state one step on; the same state at the end. */
export const advance = (state: PodsPerNodeState): PodsPerNodeState => (state.step >= lastStep(state) ? state : { ...state, step: state.step + 1 });

/** The state with the actor of the present step, or the whole control plane, stopped from here on. */
export const kill = (state: PodsPerNodeState, dead: 'actor' | 'control-plane'): PodsPerNodeState => ({ ...state, dead, deadAt: state.step });
