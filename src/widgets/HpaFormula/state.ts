import { utilizationReplicas, type Calculated } from '@site/src/simulation/resources/autoscaler/replica-calculator';
import { DEFAULT_SETTINGS } from '@site/src/simulation/resources/autoscaler/types';

export interface FormulaState {
  replicas: number;
  /** What each Pod uses, in millicores. */
  usage: number;
  /** Percent of the request. */
  target: number;
  /** Does the log container say what it requests? */
  requested: boolean;
}

export const MOST = 10;
export const MOST_USAGE = 1200;
/** Millicores that the app and the log container request. */
export const REQUESTS = { app: 300, log: 100 } as const;
export const initialState: FormulaState = { replicas: 3, usage: 320, target: 50, requested: false };

const between = (value: unknown, least: number, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

export function parseState(raw: unknown): FormulaState | undefined {
  const { replicas, usage, target, requested } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (!between(replicas, 1, MOST) || !between(usage, 0, MOST_USAGE) || !between(target, 10, 100) || typeof requested !== 'boolean') return undefined;
  return { replicas, usage, target, requested };
}

/** The controller's count for Pods that have long been ready and all use the same. */
export function decide({ replicas, usage, target, requested }: FormulaState): Calculated {
  const now = 3600;
  const containers = [
    { name: 'app', image: 'nginx:1.30', resources: { requests: { cpu: `${REQUESTS.app}m` } } },
    { name: 'log', image: 'busybox:1.37', ...(requested ? { resources: { requests: { cpu: `${REQUESTS.log}m` } } } : {}) },
  ];
  const names = Array.from({ length: replicas }, (_, index) => `web-${index + 1}`);
  const pods = names.map((name) => ({ name, spec: { containers }, phase: 'Running', startTime: 0, ready: { status: true, since: 0 } }));
  const samples = new Map(names.map((name) => [name, { value: usage, at: now, window: 15 }]));
  const tolerances = { down: DEFAULT_SETTINGS.tolerance, up: DEFAULT_SETTINGS.tolerance };
  return utilizationReplicas({ pods, settings: DEFAULT_SETTINGS, tolerances, now }, samples, 'cpu', '', replicas, target);
}
