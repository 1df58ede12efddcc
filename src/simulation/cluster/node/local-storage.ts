/**
 * What a Pod takes of its node's disk as its kubelet measures it: the layers and logs of its containers at each look (pkg/kubelet/stats/cri_stats_provider.go), its emptyDirs from time to time
 * (pkg/kubelet/server/stats/volume_stat_calculator.go: each minute, or up to two). What is written into memory is none of it.
 */
import type { Pod } from '../../api';
import type { PodStats } from '../../resources/eviction/stats';
import type { Work } from '../control/controller';
import { writtenBytes } from './host/disk';
import { bytesBetween, newestSpan } from './machine/container-log';
import { stateAt } from './machine/machine';
import { limitsStorage, onDisk } from './machine/storage-limits';
import type { RuntimeContainer, RuntimePod } from './machine/machine';
import type { KubeletMemory, VolumeLook } from './memory';

/** volumeStatsAggPeriod, µs. */
const PERIOD = 60_000_000;

function logBytes(container: RuntimeContainer, now: number): number {
  const aside = (container.log?.rotated ?? []).reduce((sum, { since, at, compressed }) => sum + (compressed ? 0 : bytesBetween(container, since, at)), 0);
  return aside + bytesBetween(container, ...newestSpan(container, now));
}

/** A process that writes by itself. */
const writes = ({ behaviour, process }: RuntimeContainer): boolean => behaviour.chatter !== undefined || (process !== undefined && process.idle !== true);

type Volumes = VolumeLook['volumes'];

/** What is known of its emptyDirs: as they were when they were measured last. */
function volumesSeen(work: Pick<Work<KubeletMemory>, 'memory' | 'now' | 'random'>, uid: string, current: Volumes): VolumeLook | undefined {
  const before = work.memory.volumeLooks?.[uid];
  if (before === undefined && current.every(({ bytes }) => bytes === 0)) return undefined;
  // When the walk that finds it comes, nobody who writes can know.
  const look = before ?? { next: work.now + Math.round(work.random() * PERIOD), volumes: [] };
  const seen = work.now < look.next ? look : { next: work.now + Math.round(PERIOD * (1 + work.random())), volumes: current };
  if (seen !== before) work.memory = { ...work.memory, volumeLooks: { ...work.memory.volumeLooks, [uid]: seen } };
  return seen;
}

export interface StorageLook {
  readonly stats: Omit<PodStats, 'memory' | 'containers'> & { readonly containers: readonly { readonly name: string; readonly rootfs: number; readonly logs: number }[] };
  /** When it may be found to take more than now, µs; undefined: nothing is under way. */
  readonly again?: number;
}

/** One look at a Pod; undefined where it has written nothing and cannot by itself. */
export function storageLook(work: Pick<Work<KubeletMemory>, 'memory' | 'now' | 'random'>, { spec }: Pod, runtime: RuntimePod): StorageLook | undefined {
  const { uid } = runtime;
  const volumes = onDisk(spec).map(({ name }) => ({ name, bytes: writtenBytes(runtime.volumes?.[name] ?? {}) }));
  const newest = runtime.containers.filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at);
  const limited = limitsStorage(spec);
  if (!limited && volumes.every(({ bytes }) => bytes === 0) && newest.every(({ layer }) => layer === undefined)) return undefined;
  const containers = newest.map((one) => ({ name: one.name, rootfs: writtenBytes(one.layer ?? {}), logs: logBytes(one, work.now) }));
  const seen = volumesSeen(work, uid, volumes);
  const measured = seen?.volumes ?? [];
  const ephemeralStorage = containers.reduce((sum, { rootfs, logs }) => sum + rootfs + logs, 0) + measured.reduce((sum, { bytes }) => sum + bytes, 0);
  const unseen = seen !== undefined && volumes.some(({ name, bytes }) => bytes !== measured.find((one) => one.name === name)?.bytes);
  const busy = limited && newest.some((one) => writes(one) && stateAt(one, work.now).state === 'running');
  return { stats: { ephemeralStorage, containers, volumes: measured }, ...(busy ? { again: work.now } : unseen ? { again: seen.next } : {}) };
}
