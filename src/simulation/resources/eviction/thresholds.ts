/** The kubelet's eviction settings (pkg/kubelet/eviction: ParseThresholdConfig, UpdateContainerFsThresholds; api: GetThresholdQuantity). */
import { compareQuantity, formatQuantity, parseQuantity, QUANTITY_ERRORS, unitValue } from '../../api';
import type { Quantity } from '../../api';
import { parseDuration } from '../../base/go/duration';
import { parseFloat32 } from './float32';
import { isSignal } from './signals';
import type { Signal } from './signals';

/** An amount, or a share of the capacity as the kubelet keeps it: a 32-bit float, so that 10 % of 100 GiB is 10737418400 bytes. */
export type ThresholdValue = { readonly quantity: Quantity } | { readonly share: number };

export interface Threshold {
  readonly signal: Signal;
  readonly value: ThresholdValue;
  /** Seconds; 0 is a hard threshold. */
  readonly graceSeconds: number;
  /** How much more than the threshold must be free before it counts as resolved. */
  readonly minReclaim?: ThresholdValue;
}

type Settings = Readonly<Record<string, string>> | null | undefined;

/** As in KubeletConfiguration; absent and null are empty. */
export interface EvictionSettings {
  readonly evictionHard?: Settings;
  readonly evictionSoft?: Settings;
  readonly evictionSoftGracePeriod?: Settings;
  readonly evictionMinimumReclaim?: Settings;
  /** Does the kubelet enforce `pods` of --enforce-node-allocatable? Then the hard memory threshold holds for all Pods together, too. */
  readonly enforceAllocatable?: boolean;
}

export type ThresholdResult = { readonly thresholds: readonly Threshold[] } | { readonly error: string };

/** DefaultEvictionHard on Linux. */
export const DEFAULT_EVICTION_HARD: Readonly<Record<string, string>> = {
  'memory.available': '100Mi', 'nodefs.available': '10%', 'nodefs.inodesFree': '5%', 'imagefs.available': '15%', 'imagefs.inodesFree': '5%',
};

class SettingError extends Error {}

/** GetThresholdQuantity. */
export function thresholdBytes(value: ThresholdValue, capacity: Quantity): Quantity {
  if ('quantity' in value) return value.quantity;
  return { nano: BigInt(Math.trunc(unitValue(capacity) * value.share)) * 1_000_000_000n, format: 'BinarySI' };
}

function mustSeconds(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new SettingError(parsed.error);
  return Number(parsed.nanoseconds) / 1e9;
}

function mustSignal(name: string): Signal {
  if (!isSignal(name)) throw new SettingError(`unsupported eviction signal ${name}`);
  return name;
}

function mustQuantity(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (!parsed.ok) throw new SettingError(QUANTITY_ERRORS[parsed.error]);
  return parsed.value;
}

/** parsePercentage: in 32-bit floats. */
function shareOf(text: string): number {
  const parsed = parseFloat32(text.replace(/%+$/, ''));
  if ('error' in parsed) throw new SettingError(parsed.error);
  return Math.fround(parsed.value / 100);
}

/** parseThresholdStatement; null for 0 % and 100 %, which switch a threshold off. */
function readThreshold(signal: Signal, text: string): Threshold | null {
  if (text === '0%' || text === '100%') return null;
  if (text.endsWith('%')) {
    const share = shareOf(text);
    if (share < 0) throw new SettingError(`eviction percentage threshold ${signal} must be >= 0%: ${text}`);
    if (share > 1) throw new SettingError(`eviction percentage threshold ${signal} must be <= 100%: ${text}`);
    return { signal, value: { share }, graceSeconds: 0 };
  }
  const quantity = mustQuantity(text);
  if (quantity.nano <= 0n) throw new SettingError(`eviction threshold ${signal} must be positive: ${formatQuantity(quantity)}`);
  return { signal, value: { quantity }, graceSeconds: 0 };
}

function readThresholds(settings: Settings): Threshold[] {
  return Object.entries(settings ?? {}).flatMap(([name, text]) => readThreshold(mustSignal(name), text) ?? []);
}

function readGracePeriods(settings: Settings): Map<Signal, number> {
  return new Map(Object.entries(settings ?? {}).map(([name, text]): [Signal, number] => {
    const signal = mustSignal(name);
    const seconds = mustSeconds(text);
    if (seconds < 0) throw new SettingError(`invalid eviction grace period specified: ${text}, must be a positive value`);
    return [signal, seconds];
  }));
}

function readMinimumReclaims(settings: Settings): Map<Signal, ThresholdValue> {
  return new Map(Object.entries(settings ?? {}).map(([name, text]): [Signal, ThresholdValue] => {
    const signal = mustSignal(name);
    if (text.endsWith('%')) {
      const share = shareOf(text);
      if (share <= 0) throw new SettingError(`eviction percentage minimum reclaim ${signal} must be positive: ${text}`);
      return [signal, { share }];
    }
    const quantity = mustQuantity(text);
    if (quantity.nano < 0n) throw new SettingError(`negative eviction minimum reclaim specified for ${signal}`);
    return [signal, { quantity }];
  }));
}

function read(settings: EvictionSettings): Threshold[] {
  const hard = readThresholds(settings.evictionHard);
  const soft = readThresholds(settings.evictionSoft);
  const grace = readGracePeriods(settings.evictionSoftGracePeriod);
  const reclaims = readMinimumReclaims(settings.evictionMinimumReclaim);
  const timed = soft.map((threshold) => {
    const graceSeconds = grace.get(threshold.signal);
    if (graceSeconds === undefined) throw new SettingError(`grace period must be specified for the soft eviction threshold ${threshold.signal}`);
    return { ...threshold, graceSeconds };
  });
  const all = [...hard, ...timed].map((threshold): Threshold => {
    const minReclaim = reclaims.get(threshold.signal);
    return minReclaim === undefined ? threshold : { ...threshold, minReclaim };
  });
  if (settings.enforceAllocatable !== true) return all;
  const forPods = all.filter(({ signal, graceSeconds }) => signal === 'memory.available' && graceSeconds === 0);
  return [...all, ...forPods.map((threshold): Threshold => ({ ...threshold, signal: 'allocatableMemory.available' }))];
}

/** Reads the settings, or says in the kubelet's words what is wrong with them. */
export function parseThresholds(settings: EvictionSettings): ThresholdResult {
  try {
    return { thresholds: read(settings) };
  } catch (error) {
    if (error instanceof SettingError) return { error: error.message };
    throw error;
  }
}

/**
 * On a node with one file system, containers' writable layers lie on nodefs, so `containerfs` takes nodefs' thresholds whatever was configured
 * (UpdateContainerFsThresholds). A separate image file system is not modelled.
 */
export function withContainerFs(thresholds: readonly Threshold[]): readonly Threshold[] {
  const kept = thresholds.filter(({ signal }) => !signal.startsWith('containerfs.'));
  const copies = kept.flatMap((threshold): Threshold[] => {
    if (threshold.signal === 'nodefs.available') return [{ ...threshold, signal: 'containerfs.available' }];
    return threshold.signal === 'nodefs.inodesFree' ? [{ ...threshold, signal: 'containerfs.inodesFree' }] : [];
  });
  return [...kept, ...copies];
}

export const isHard = (threshold: Threshold): boolean => threshold.graceSeconds === 0;

/** compareThresholdValue with hasThreshold: the same signal, amount and grace. */
export function sameThreshold(a: Threshold, b: Threshold): boolean {
  if (a.signal !== b.signal || a.graceSeconds !== b.graceSeconds) return false;
  if ('quantity' in a.value) return 'quantity' in b.value && compareQuantity(a.value.quantity, b.value.quantity) === 0;
  return 'share' in b.value && a.value.share === b.value.share;
}
