import type { HandedOver } from '../state';

/** Amounts of a container: CPU in thousandths, memory in Mi. */
export interface Amounts {
  readonly cpuRequest: number;
  readonly cpuLimit: number;
  readonly memoryRequest: number;
  readonly memoryLimit: number;
}

export interface ResizeState {
  readonly wanted: Amounts;
  /** `resizePolicy` of memory. */
  readonly restarts: boolean;
  /** Working set of the container, Mi. */
  readonly usage: number;
  /** CPU that the other Pods of the node request, thousandths. */
  readonly others: number;
}

/** What runs, and the node: 4 CPUs and 8 GiB for Pods. */
export const RUNNING: Amounts = { cpuRequest: 500, cpuLimit: 1000, memoryRequest: 512, memoryLimit: 1024 };
export const NODE = { cpu: 4000, memory: 8192 } as const;
export const OTHERS_MEMORY = 4096;

export const PRESETS = {
  grow: { wanted: { ...RUNNING, cpuLimit: 2000 }, restarts: false, usage: 700, others: 2500 },
  deferred: { wanted: { ...RUNNING, cpuRequest: 2000, cpuLimit: 2000 }, restarts: false, usage: 700, others: 2500 },
  shrink: { wanted: { ...RUNNING, memoryLimit: 640 }, restarts: false, usage: 700, others: 2500 },
} as const satisfies Readonly<Record<string, ResizeState>>;
export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];

export const LIMITS = {
  cpu: { min: 100, max: 5000, step: 100 },
  memory: { min: 64, max: 10_240, step: 64 },
  usage: { min: 0, max: 1024, step: 20 },
  others: { min: 0, max: 3500, step: 100 },
} as const;

export const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);
export const takeOver = ({ preset }: HandedOver): ResizeState | undefined => (isPreset(preset) ? PRESETS[preset] : undefined);

/** A request above its limit is no Pod; the other of the two moves along. */
export function withAmount(state: ResizeState, change: Partial<Amounts>): ResizeState {
  const next = { ...state.wanted, ...change };
  const follow = (request: 'cpuRequest' | 'memoryRequest', limit: 'cpuLimit' | 'memoryLimit'): Partial<Amounts> =>
    next[request] <= next[limit] ? {} : change[request] === undefined ? { [request]: next[limit] } : { [limit]: next[request] };
  return { ...state, wanted: { ...next, ...follow('cpuRequest', 'cpuLimit'), ...follow('memoryRequest', 'memoryLimit') } };
}

const inside = (value: unknown, { min, max }: { min: number; max: number }): value is number => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

export function parseState(raw: unknown): ResizeState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { wanted, restarts, usage, others } = raw as Record<string, unknown>;
  if (typeof wanted !== 'object' || wanted === null || typeof restarts !== 'boolean' || !inside(usage, LIMITS.usage) || !inside(others, LIMITS.others)) return undefined;
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit } = wanted as Record<string, unknown>;
  if (!inside(cpuRequest, LIMITS.cpu) || !inside(cpuLimit, LIMITS.cpu) || !inside(memoryRequest, LIMITS.memory) || !inside(memoryLimit, LIMITS.memory)) return undefined;
  if (cpuRequest > cpuLimit || memoryRequest > memoryLimit) return undefined;
  return { wanted: { cpuRequest, cpuLimit, memoryRequest, memoryLimit }, restarts, usage, others };
}
