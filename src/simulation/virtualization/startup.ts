import { figure, type FigureId } from './constants';
import type { Isolation } from './types';

export type PhaseCode =
  | 'forkExec'
  | 'ociRuntime'
  | 'microvmVmm'
  | 'microvmKernel'
  | 'vmVmm'
  | 'vmFirmware'
  | 'vmLoader'
  | 'vmKernel'
  | 'vmInitrd'
  | 'vmUserspace'
  | 'app';

export interface Phase {
  readonly code: PhaseCode;
  /** When it begins and how long it takes, ms. */
  readonly startMs: number;
  readonly ms: number;
  /** Range of published values, ms; equal to `ms` where only one value is known. */
  readonly lowMs: number;
  readonly highMs: number;
  /** None for the application's own start-up, which the reader sets. */
  readonly source: FigureId | null;
}

export interface Startup {
  readonly phases: readonly Phase[];
  readonly totalMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** What runs before the application's first instruction, in order. */
const BEFORE_APP: Readonly<Record<Isolation, readonly Extract<PhaseCode, FigureId>[]>> = {
  process: ['forkExec'],
  // The image is already unpacked on the node; runc makes namespaces, cgroup and mounts, then execs.
  container: ['ociRuntime'],
  // No firmware and no boot loader: the VMM puts the kernel into guest memory and jumps to its entry point.
  microvm: ['microvmVmm', 'microvmKernel'],
  vm: ['vmVmm', 'vmFirmware', 'vmLoader', 'vmKernel', 'vmInitrd', 'vmUserspace'],
};

/**
 * The start-up of one application, phase after phase.
 *
 * `appStartMs` (≥ 0) is the application's own time to ready and is added unchanged to every isolation: neither a namespace nor a
 * guest kernel makes a JVM warm up faster or slower in this model.
 */
export function startup(isolation: Isolation, appStartMs: number): Startup {
  const phases: Phase[] = [];
  let at = 0;
  let low = 0;
  let high = 0;
  for (const code of BEFORE_APP[isolation]) {
    const { value, low: lowMs = value, high: highMs = value } = figure(code);
    phases.push({ code, startMs: at, ms: value, lowMs, highMs, source: code });
    at += value;
    low += lowMs;
    high += highMs;
  }
  phases.push({ code: 'app', startMs: at, ms: appStartMs, lowMs: appStartMs, highMs: appStartMs, source: null });
  return { phases, totalMs: at + appStartMs, lowMs: low + appStartMs, highMs: high + appStartMs };
}
