import { PAGE_BYTES } from '../resources';
import { figure } from './constants';
import type { AppInstance, AppKind, HostConfig, Isolation, Term } from './types';

export type MemoryCode = 'hostKernelPages' | 'hostOs' | 'app' | 'shim' | 'microvmOverhead' | 'vmm' | 'guestKernelPages' | 'guestOs' | 'guestFree';

export interface AppMemory {
  /** What the host sets aside for it, MiB: the sum of `terms`. */
  readonly reservedMiB: number;
  readonly terms: readonly Term<MemoryCode>[];
  /** MiB that the guest lacks to hold the application; 0 outside a VM and whenever it fits. */
  readonly shortInGuestMiB: number;
}

const term = (code: MemoryCode, value: number, ...sources: Term['sources']): Term<MemoryCode> => ({ code, value, sources });

/** MiB of struct pages that a kernel keeps for `memoryMiB` of memory (Linux: mm/sparse-vmemmap.c, __populate_section_memmap). */
export function kernelPagesMiB(memoryMiB: number): number {
  return (memoryMiB * figure('structPage').value) / PAGE_BYTES;
}

/** What the host itself needs before the first application, MiB. */
export function hostBase(config: HostConfig): { totalMiB: number; terms: readonly Term<MemoryCode>[] } {
  const terms = [term('hostKernelPages', kernelPagesMiB(config.memoryMiB), 'structPage'), term('hostOs', figure('osIdle').value, 'osIdle')];
  return { totalMiB: sum(terms), terms };
}

/**
 * Host memory that one instance takes, MiB.
 *
 * No overcommit, no ballooning, no KSM: a VM reserves all of the memory it was given, whether its guest touches it or not.
 * A microVM is sized to its application, as Kubernetes accounts for it: the container's memory plus the RuntimeClass's overhead
 * (KEP-688, Pod Overhead).
 */
export function appMemory(app: AppKind, isolation: Isolation, config: HostConfig): AppMemory {
  const own = config.appMemoryMiB[app];
  if (isolation === 'process') return fits([term('app', own)]);
  if (isolation === 'container') return fits([term('app', own), term('shim', figure('shim').value, 'shim')]);
  if (isolation === 'microvm') return fits([term('app', own), term('microvmOverhead', figure('microvmOverhead').value, 'microvmOverhead')]);

  const pages = kernelPagesMiB(config.vmMemoryMiB);
  const os = Math.min(figure('osIdle').value, config.vmMemoryMiB - pages);
  const room = config.vmMemoryMiB - pages - os;
  const held = Math.min(own, room);
  const terms = [
    term('vmm', figure('vmmMemory').value, 'vmmMemory'),
    term('guestKernelPages', pages, 'structPage'),
    term('guestOs', os, 'osIdle'),
    term('app', held),
    term('guestFree', room - held),
  ];
  return { reservedMiB: sum(terms), terms, shortInGuestMiB: own - held };
}

export type Placement = 'running' | 'noRoom' | 'guestTooSmall';

export interface PlacedApp {
  readonly instance: AppInstance;
  readonly memory: AppMemory;
  /** `noRoom`: the host can't reserve it, so it takes nothing. `guestTooSmall`: its VM is up, but the application does not fit inside. */
  readonly placement: Placement;
}

export interface HostMemory {
  readonly base: { readonly totalMiB: number; readonly terms: readonly Term<MemoryCode>[] };
  readonly apps: readonly PlacedApp[];
  /** Base and every placed application, MiB; never more than the host has, unless the base alone is more. */
  readonly usedMiB: number;
  readonly freeMiB: number;
}

/** Places instances in the order given, each only if the host can still reserve its memory. A later, smaller one may still fit. */
export function placeApps(instances: readonly AppInstance[], config: HostConfig): HostMemory {
  const base = hostBase(config);
  let used = base.totalMiB;
  const apps = instances.map((instance): PlacedApp => {
    const memory = appMemory(instance.app, instance.isolation, config);
    if (used + memory.reservedMiB > config.memoryMiB) return { instance, memory, placement: 'noRoom' };
    used += memory.reservedMiB;
    return { instance, memory, placement: memory.shortInGuestMiB > 0 ? 'guestTooSmall' : 'running' };
  });
  return { base, apps, usedMiB: used, freeMiB: Math.max(0, config.memoryMiB - used) };
}

function fits(terms: readonly Term<MemoryCode>[]): AppMemory {
  return { reservedMiB: sum(terms), terms, shortInGuestMiB: 0 };
}

function sum(terms: readonly Term[]): number {
  return terms.reduce((total, { value }) => total + value, 0);
}
