import { container, type CpuCount, type LabContainer } from './containers';

export interface Start {
  readonly cpus: CpuCount;
  /** CPUs are threads, two on a core. */
  readonly smt?: boolean;
  /** Index of the container whose files are shown. */
  readonly chosen: number;
  readonly containers: readonly LabContainer[];
}

const MIB = 1024 * 1024;

/** Where the lab can start. A new one takes an entry here and its words in `messages.ts` (`preset`, `tryFirst`); a page asks for it with `preset`. */
export const PRESETS = {
  lonely: {
    cpus: 2, chosen: 0,
    containers: [container('web', {}, { 'cpu.max': '20000 100000', 'memory.max': String(128 * MIB) })],
  },
  siblings: {
    cpus: 2, chosen: 1,
    containers: [container('batch', { threads: 2 }, { 'cpu.weight': '100' }), container('web', { threads: 2 }, { 'cpu.weight': '300' })],
  },
  leak: {
    cpus: 2, chosen: 0,
    containers: [
      container('leaky', { leak: 100 }, { 'cpu.max': '50000 100000', 'memory.max': String(128 * MIB) }),
      container('web', { work: 'requests' }, { 'memory.max': String(128 * MIB) }),
    ],
  },
  cache: {
    cpus: 2, chosen: 0,
    containers: [container('logger', { writes: 150 }, { 'memory.max': String(128 * MIB) }), container('web', { work: 'requests' })],
  },
  neighbour: {
    cpus: 2, chosen: 0,
    containers: [container('web', { threads: 2 }, { 'cpu.weight': '10' }), container('batch', { threads: 4 }, { 'cpu.weight': '100' })],
  },
  processes: {
    cpus: 2, chosen: 0,
    containers: [
      container('app', { processes: 3, leak: 20 }, { 'memory.max': String(160 * MIB), 'memory.oom.group': '0' }),
      container('web', { work: 'requests' }),
    ],
  },
  wide: {
    cpus: 8, chosen: 0,
    containers: [container('go', { threads: 8 }, { 'cpu.max': '200000 100000' })],
  },
  smt: {
    cpus: 2, smt: true, chosen: 1,
    containers: [container('web', { work: 'requests', requestMs: 20, pauseMs: 10 }, { 'cpu.max': '100000 100000' }), container('batch')],
  },
} satisfies Readonly<Record<string, Start>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];
