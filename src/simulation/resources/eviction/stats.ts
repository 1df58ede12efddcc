/** What the kubelet has measured when it decides about evictions (kubelet/pkg/apis/stats/v1alpha1, as far as eviction reads it). */
import { addQuantity, hasPodLevelResources, podRequests, quantityOf } from '../../api';
import type { PodSpec, Quantity } from '../../api';
import type { Signal } from './signals';

export interface ContainerStats {
  readonly name: string;
  /** Working set, bytes. */
  readonly memory?: number;
  /** Writable layer and logs, bytes. */
  readonly rootfs?: number;
  readonly logs?: number;
  readonly inodes?: number;
}

export interface PodStats {
  /** Working set of the Pod's cgroup, bytes. */
  readonly memory?: number;
  readonly processes?: number;
  /** All its ephemeral storage together, bytes. */
  readonly ephemeralStorage?: number;
  readonly containers: readonly ContainerStats[];
  /** emptyDir and other local volumes, by the volume's name. */
  readonly volumes?: readonly { readonly name: string; readonly bytes: number; readonly inodes?: number }[];
}

export interface EvictionPod {
  readonly name: string;
  readonly spec: PodSpec;
  /** Undefined where nothing has been measured yet: such a Pod goes first. */
  readonly stats?: PodStats;
  /** `emptyDir.sizeLimit` by volume name. */
  readonly emptyDirLimits?: Readonly<Record<string, string>>;
}

export interface Observation {
  readonly available: Quantity;
  readonly capacity: Quantity;
}

export type Observations = ReadonlyMap<Signal, Observation>;

/** An amount of bytes or inodes as the kubelet prints it. */
export const bytesQuantity = (bytes: number): Quantity => ({ nano: BigInt(bytes) * 1_000_000_000n, format: 'BinarySI' });

/** Writable layers, logs and local volumes together: one file system holds all of them (podDiskUsage). */
export function diskUsage(stats: PodStats, of: 'bytes' | 'inodes'): number {
  const own = stats.containers.reduce((sum, one) => sum + (of === 'bytes' ? (one.rootfs ?? 0) + (one.logs ?? 0) : one.inodes ?? 0), 0);
  return (stats.volumes ?? []).reduce((sum, volume) => sum + (of === 'bytes' ? volume.bytes : volume.inodes ?? 0), own);
}

/** pkg/api/v1/resource.GetResourceRequestQuantity: pod-level requests instead of the containers' where the Pod states resources; overhead only on top of something. */
export function requestQuantity(spec: PodSpec, name: string): Quantity {
  const counted = hasPodLevelResources(spec) ? { ...spec, containers: [], initContainers: [] } : spec;
  const request = podRequests(counted, { excludeOverhead: true }).get(name) ?? quantityOf('0');
  const overhead = spec.overhead?.[name];
  return overhead === undefined || request.nano === 0n ? request : addQuantity(request, quantityOf(overhead));
}

export const containerOf = (spec: PodSpec, name: string) => [...spec.containers, ...(spec.initContainers ?? [])].find((one) => one.name === name);

