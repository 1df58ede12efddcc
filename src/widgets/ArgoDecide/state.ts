import type { ComparedObject, LastAttempt } from '@site/src/simulation/tools/argocd/decide';

/** What differs between Git and the cluster. */
export const DIFFERENCES = ['none', 'changed', 'leftover', 'emptied'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** What became of this commit so far; a number: so many self-heals, the last one ended just now. */
export const ATTEMPTS = ['none', 'failed', '0', '1', '2', '3', '6'] as const;
export type Attempt = (typeof ATTEMPTS)[number];

export const SWITCHES = ['automated', 'prune', 'selfHeal'] as const;
export type Switch = (typeof SWITCHES)[number];

export interface ArgoDecideState {
  difference: Difference;
  attempt: Attempt;
  on: readonly Switch[];
}

/** Looks broken: everything is switched on, and still nothing happens. */
export const initialState: ArgoDecideState = { difference: 'changed', attempt: 'failed', on: ['automated', 'prune', 'selfHeal'] };

export const OBJECTS: Readonly<Record<Difference, readonly ComparedObject[]>> = {
  none: [{ synced: true }, { synced: true }],
  changed: [{ synced: false }, { synced: true }],
  leftover: [{ synced: true }, { synced: false, requiresPruning: true }],
  emptied: [
    { synced: false, requiresPruning: true },
    { synced: false, requiresPruning: true },
  ],
};

export function lastAttempt(attempt: Attempt): LastAttempt | undefined {
  if (attempt === 'none') return undefined;
  return { succeeded: attempt !== 'failed', selfHealAttempts: attempt === 'failed' ? 0 : Number(attempt), secondsSinceItEnded: 0 };
}

export function parseState(raw: unknown): ArgoDecideState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { difference, attempt, on } = raw as Record<string, unknown>;
  const known = DIFFERENCES.find((one) => one === difference);
  const tried = ATTEMPTS.find((one) => one === attempt);
  return known && tried && Array.isArray(on) ? { difference: known, attempt: tried, on: SWITCHES.filter((one) => on.includes(one)) } : undefined;
}
