import type { CgroupDriver } from '@site/src/simulation/resources/pod/cgroup-name';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, type Preset } from './presets';

export interface FilesState {
  readonly manifest: string;
  readonly driver: CgroupDriver;
  /** The node's memory in GiB. */
  readonly nodeMemory: number;
  /** What the Pod uses, Mi, for the orders in which Pods go. */
  readonly usage: number;
  /** Kubelet: swapBehavior LimitedSwap with 2 GiB of swap, singleProcessOOMKill. */
  readonly swap: boolean;
  readonly single: boolean;
}

export const LIMITS = { nodeMemory: { min: 2, max: 64, step: 1 }, usage: { min: 0, max: 4096, step: 16 } } as const;
export const MAX_MANIFEST = 100_000;

export const startOf = (preset: Preset): FilesState => ({ manifest: PRESETS[preset], driver: 'systemd', nodeMemory: 8, usage: 640, swap: false, single: false });
export const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);

export function takeOver({ preset, text }: HandedOver, now: FilesState): FilesState | undefined {
  if (isPreset(preset)) return { ...now, manifest: PRESETS[preset] };
  return text === undefined ? undefined : { ...now, manifest: text };
}

const inside = (value: unknown, { min, max }: { min: number; max: number }): value is number => typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;

export function parseState(raw: unknown): FilesState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { manifest, driver, nodeMemory, usage, swap, single } = raw as Record<string, unknown>;
  if (typeof manifest !== 'string' || manifest.length > MAX_MANIFEST || (driver !== 'systemd' && driver !== 'cgroupfs')) return undefined;
  if (!inside(nodeMemory, LIMITS.nodeMemory) || !inside(usage, LIMITS.usage) || typeof swap !== 'boolean' || typeof single !== 'boolean') return undefined;
  return { manifest, driver, nodeMemory, usage, swap, single };
}
