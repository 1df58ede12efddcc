import type { HandedOver } from '../state';

/** The Pods of the node; what each requests is in `model.ts`. */
export const POD_NAMES = ['db', 'batch', 'web', 'cache'] as const;
export type PodName = (typeof POD_NAMES)[number];
export const RESOURCES = ['memory', 'disk'] as const;
export type Resource = (typeof RESOURCES)[number];

/** Amounts in Mi, times in seconds. */
export interface EvictionSetup {
  readonly resource: Resource;
  readonly memory: Readonly<Record<PodName, number>>;
  readonly disk: Readonly<Record<PodName, number>>;
  /** Memory of everything that is no Pod; disk of the system and of images that are in use; disk of images that are not. */
  readonly system: number;
  readonly otherDisk: number;
  readonly images: number;
  /** The soft threshold's grace; null for none. */
  readonly softGrace: number | null;
  readonly minReclaim: number;
  /** evictionMaxPodGracePeriod. */
  readonly podGrace: number;
}

export const NODE = { memory: 4096, disk: 20_480 } as const;

export const LIMITS = {
  memory: { min: 0, max: 2400, step: 10 },
  disk: { min: 0, max: 9000, step: 100 },
  system: { min: 300, max: 3000, step: 10 },
  otherDisk: { min: 4000, max: 12_000, step: 100 },
  images: { min: 0, max: 4000, step: 100 },
  softGrace: { min: 10, max: 300, step: 10 },
  minReclaim: { min: 0, max: 1000, step: 50 },
  podGrace: { min: 0, max: 120, step: 5 },
} as const;

const BASE: EvictionSetup = {
  resource: 'memory', memory: { db: 900, batch: 560, web: 710, cache: 1160 }, disk: { db: 3000, batch: 1500, web: 3700, cache: 500 },
  system: 700, otherDisk: 8000, images: 2500, softGrace: null, minReclaim: 0, podGrace: 30,
};

/** Where it can start. */
export const PRESETS = {
  memory: BASE,
  soft: { ...BASE, memory: { ...BASE.memory, cache: 900 }, softGrace: 90 },
  within: { ...BASE, memory: { db: 1000, batch: 500, web: 500, cache: 0 }, system: 2020 },
  disk: { ...BASE, resource: 'disk' },
} as const satisfies Readonly<Record<string, EvictionSetup>>;
export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];

const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);
export const takeOver = ({ preset }: HandedOver): EvictionSetup | undefined => (isPreset(preset) ? PRESETS[preset] : undefined);

const inside = (value: unknown, { min, max }: { min: number; max: number }): value is number => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

function amounts(raw: unknown, limit: { min: number; max: number }): Record<PodName, number> | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { db, batch, web, cache } = raw as Record<string, unknown>;
  return inside(db, limit) && inside(batch, limit) && inside(web, limit) && inside(cache, limit) ? { db, batch, web, cache } : undefined;
}

export function parseSetup(raw: unknown): EvictionSetup | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { resource, system, otherDisk, images, softGrace, minReclaim, podGrace, ...rest } = raw as Record<string, unknown>;
  const memory = amounts(rest.memory, LIMITS.memory);
  const disk = amounts(rest.disk, LIMITS.disk);
  if ((resource !== 'memory' && resource !== 'disk') || memory === undefined || disk === undefined || !(softGrace === null || inside(softGrace, LIMITS.softGrace))) return undefined;
  if (!inside(system, LIMITS.system) || !inside(otherDisk, LIMITS.otherDisk) || !inside(images, LIMITS.images)) return undefined;
  if (!inside(minReclaim, LIMITS.minReclaim) || !inside(podGrace, LIMITS.podGrace)) return undefined;
  return { resource, memory, disk, system, otherDisk, images, softGrace, minReclaim, podGrace };
}
