/**
 * A node whose Pods use what they use, under its eviction manager over time. An evicted Pod is gone at once, with what it used. One file system,
 * the allocatable cgroup without a signal of its own.
 */
import { quantityOf, unitValue } from '../../api';
import { CLEANUP_POLL_S, evictionLook, INITIAL_EVICTION_STATE, MONITORING_INTERVAL_S } from './manager';
import type { Eviction, EvictionConfig, EvictionLook, EvictionState } from './manager';
import { bytesQuantity, diskUsage } from './stats';
import type { EvictionPod, Observations } from './stats';
import type { Signal } from './signals';

export interface EvictionNode {
  /** Quantities. */
  readonly memory: string;
  readonly disk: string;
  /** Memory of everything that is no Pod, and disk used by others. */
  readonly systemMemory?: string;
  readonly otherDisk?: string;
  /** Disk used by images that no container runs and by dead containers; beside `otherDisk`. */
  readonly unusedDisk?: string;
}

const bytes = (text: string | undefined): number => unitValue(quantityOf(text === '' ? undefined : text));

/** makeSignalObservations. */
export function observeNode(node: EvictionNode, pods: readonly EvictionPod[]): Observations {
  const stats = pods.flatMap((pod) => pod.stats ?? []);
  const memory = bytes(node.systemMemory) + stats.reduce((sum, one) => sum + (one.memory ?? 0), 0);
  const disk = bytes(node.otherDisk) + bytes(node.unusedDisk) + stats.reduce((sum, one) => sum + diskUsage(one, 'bytes'), 0);
  const observe = (capacity: number, used: number) => ({ capacity: bytesQuantity(capacity), available: bytesQuantity(capacity - used) });
  const fs = observe(bytes(node.disk), disk);
  const observations: [Signal, typeof fs][] = [
    ['memory.available', observe(bytes(node.memory), memory)], ['nodefs.available', fs], ['imagefs.available', fs], ['containerfs.available', fs],
  ];
  return new Map(observations);
}

export interface TimedEviction extends Eviction {
  /** Seconds since the kubelet's start. */
  readonly at: number;
}

export interface EvictionRun {
  readonly evicted: readonly TimedEviction[];
  readonly state: EvictionState;
  readonly pods: readonly EvictionPod[];
  readonly looks: readonly (EvictionLook & { readonly at: number })[];
}

/** From the kubelet's start on for `seconds`, its end included. */
export function runEviction(node: EvictionNode, config: EvictionConfig, initial: readonly EvictionPod[], seconds: number): EvictionRun {
  let state = INITIAL_EVICTION_STATE;
  let present = node;
  let pods = initial;
  const evicted: TimedEviction[] = [];
  const looks: (EvictionLook & { at: number })[] = [];
  for (let at = 0; at <= seconds; ) {
    const clean = bytes(present.unusedDisk) > 0 ? observeNode({ ...present, unusedDisk: '0' }, pods) : undefined;
    const look = evictionLook(config, state, observeNode(present, pods), pods, at, clean);
    if (look.collected) present = { ...present, unusedDisk: '0' };
    looks.push({ ...look, at });
    state = look.state;
    evicted.push(...look.evicted.map((one) => ({ ...one, at })));
    pods = pods.filter(({ name }) => !look.evicted.some(({ pod }) => pod === name));
    at += look.evicted.length > 0 ? CLEANUP_POLL_S : MONITORING_INTERVAL_S;
  }
  return { evicted, state, pods, looks };
}
