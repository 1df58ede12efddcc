import { figure } from './constants';
import { appMemory, hostBase } from './memory';
import type { AppKind, HostConfig, Isolation } from './types';

export type FitLimit = 'memory' | 'maxPods' | 'guestTooSmall';

export interface Fit {
  /** How many equal instances the host can run. */
  readonly count: number;
  /** How many its memory would allow. */
  readonly byMemory: number;
  readonly limitedBy: FitLimit;
  /** The division behind `byMemory`: (`hostMiB` − `baseMiB`) ÷ `eachMiB`. */
  readonly hostMiB: number;
  readonly baseMiB: number;
  readonly eachMiB: number;
}

/**
 * How many instances of one application fit on an otherwise empty host, and what stops the next one.
 *
 * Containers and microVMs are counted as single-container Pods, so the kubelet's default of 110 Pods applies to them.
 */
export function howManyFit(app: AppKind, isolation: Isolation, config: HostConfig): Fit {
  const { totalMiB: baseMiB } = hostBase(config);
  const { reservedMiB: eachMiB, shortInGuestMiB } = appMemory(app, isolation, config);
  const byMemory = Math.max(0, Math.floor((config.memoryMiB - baseMiB) / eachMiB));
  const shared = { byMemory, hostMiB: config.memoryMiB, baseMiB, eachMiB };
  if (shortInGuestMiB > 0) return { ...shared, count: 0, limitedBy: 'guestTooSmall' };
  const maxPods = figure('maxPods').value;
  const asPods = isolation === 'container' || isolation === 'microvm';
  if (asPods && byMemory > maxPods) return { ...shared, count: maxPods, limitedBy: 'maxPods' };
  return { ...shared, count: byMemory, limitedBy: 'memory' };
}
