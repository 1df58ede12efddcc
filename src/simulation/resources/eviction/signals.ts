/** What the kubelet watches of a node's resources, and what each stands for (pkg/kubelet/eviction/api/types.go, helpers.go: init). */

export type NodeConditionType = 'MemoryPressure' | 'DiskPressure' | 'PIDPressure';

interface SignalMeaning {
  readonly resource: string;
  readonly condition: NodeConditionType;
}

const memory: SignalMeaning = { resource: 'memory', condition: 'MemoryPressure' };
const storage: SignalMeaning = { resource: 'ephemeral-storage', condition: 'DiskPressure' };
const inodes: SignalMeaning = { resource: 'inodes', condition: 'DiskPressure' };

export const SIGNALS = {
  'memory.available': memory,
  'allocatableMemory.available': memory,
  'nodefs.available': storage,
  'nodefs.inodesFree': inodes,
  'imagefs.available': storage,
  'imagefs.inodesFree': inodes,
  'containerfs.available': storage,
  'containerfs.inodesFree': inodes,
  'pid.available': { resource: 'pids', condition: 'PIDPressure' },
} as const satisfies Readonly<Record<string, SignalMeaning>>;

export type Signal = keyof typeof SIGNALS;

export const isSignal = (name: string): name is Signal => Object.hasOwn(SIGNALS, name);

export const isMemorySignal = (signal: Signal): boolean => SIGNALS[signal] === memory;
