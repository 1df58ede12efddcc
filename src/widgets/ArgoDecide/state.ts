import type { Application } from '@site/src/simulation/gitops/decide/application';
import type { AutoSyncInput } from '@site/src/simulation/gitops/decide/auto-sync';
import { DEFAULT_SELF_HEAL } from '@site/src/simulation/gitops/decide/self-heal';

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

type Compared = AutoSyncInput['resources'][number];
const object = (name: string, more: Pick<Compared, 'status' | 'requiresPruning'>): Compared => ({ group: '', kind: 'ConfigMap', name, ...more });
const [SAME, CHANGED, GONE] = [{ status: 'Synced', requiresPruning: false }, { status: 'OutOfSync', requiresPruning: false }, { status: 'OutOfSync', requiresPruning: true }] as const;

const OBJECTS: Readonly<Record<Difference, AutoSyncInput['resources']>> = {
  none: [object('one', SAME), object('two', SAME)],
  changed: [object('one', CHANGED), object('two', SAME)],
  leftover: [object('one', SAME), object('two', GONE)],
  emptied: [object('one', GONE), object('two', GONE)],
};

/** This commit, and this instant: the last sync has only now ended. */
const [REVISION, NOW, ENDED] = ['a1b2c3d', 1_772_445_600_000_000, '2026-03-02T10:00:00Z'] as const;

/** What a refresh sees. */
export const comparedIn = ({ difference }: ArgoDecideState): AutoSyncInput => ({
  status: difference === 'none' ? 'Synced' : 'OutOfSync', resources: OBJECTS[difference], revision: REVISION, mayHaveChanged: true, now: NOW, selfHeal: DEFAULT_SELF_HEAL,
});

/** The Application that these settings make. */
export function applicationOf({ attempt, on }: ArgoDecideState): Application {
  const automated = { prune: on.includes('prune'), selfHeal: on.includes('selfHeal') };
  const sync = { autoHealAttemptsCount: attempt === 'failed' || attempt === 'none' ? 0 : Number(attempt) };
  return {
    metadata: { name: 'shop' }, spec: { source: {}, syncPolicy: on.includes('automated') ? { automated } : {} },
    status: attempt === 'none' ? {} : { operationState: { operation: { sync }, phase: attempt === 'failed' ? 'Failed' : 'Succeeded', startedAt: ENDED, finishedAt: ENDED, syncResult: { revision: REVISION, source: {} } } },
  };
}

export function parseState(raw: unknown): ArgoDecideState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { difference, attempt, on } = raw as Record<string, unknown>;
  const known = DIFFERENCES.find((one) => one === difference);
  const tried = ATTEMPTS.find((one) => one === attempt);
  return known && tried && Array.isArray(on) ? { difference: known, attempt: tried, on: SWITCHES.filter((one) => on.includes(one)) } : undefined;
}
