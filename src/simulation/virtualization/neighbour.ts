import { runCpu, type CpuGroupSpec, type Demand } from '../resources';
import type { AppInstance, HostConfig } from './types';

/** The group in which all plain processes run together. */
export const PROCESS_GROUP = 'processes';
/** `cpu.weight` of every group: the kernel's default (Documentation/admin-guide/cgroup-v2.rst). */
export const GROUP_WEIGHT = 100;
/** `cpu.max` of a limited neighbour: this much per period of 100 ms, µs. */
export const LIMIT_QUOTA_US = 100_000;

/** What every application does while all is quiet: one thread that works for 5 ms, then sleeps for 5 ms. */
export const QUIET_DEMAND: Demand = { cpuUs: 5_000, sleepUs: 5_000 };

export interface NeighbourOptions {
  readonly noisyId: string;
  /** Always-busy threads of the noisy application, ≥ 1; every other application stays at `QUIET_DEMAND`. */
  readonly noisyThreads: number;
  /** Whether the group of the noisy application has `cpu.max` of one CPU. */
  readonly limited: boolean;
  /** Length of each of the two runs, µs. */
  readonly durationUs: number;
  readonly seed: number;
}

export interface CpuShare {
  readonly id: string;
  /** cgroup below the root that the application's threads are in. */
  readonly group: string;
  /** Host threads of this application and of its whole group, while the neighbour is noisy. */
  readonly threads: number;
  readonly groupThreads: number;
  /** CPUs that the whole group got while the neighbour was noisy, and that this application got before and then. */
  readonly groupCpus: number;
  readonly beforeCpus: number;
  readonly afterCpus: number;
  /** Whether the group has the limit. */
  readonly limited: boolean;
}

/** Where an application's threads run: processes share a group, a container's group holds its threads, a guest's holds its vCPUs. */
export function cpuGroup({ id, isolation }: AppInstance): string {
  return isolation === 'process' ? PROCESS_GROUP : `${isolation}-${id}`;
}

/**
 * CPU that each application gets before and while one of them is noisy, by the CPU model of `resources` (Linux: kernel/sched/fair.c).
 *
 * A guest can't keep more host threads busy than it has vCPUs, however many threads run inside it.
 * Throws a RangeError when no instance has `noisyId`.
 */
export function noisyNeighbour(instances: readonly AppInstance[], config: HostConfig, options: NeighbourOptions): CpuShare[] {
  const noisy = instances.find(({ id }) => id === options.noisyId);
  if (!noisy) throw new RangeError(`no instance ${options.noisyId}`);
  const limitedGroup = options.limited ? cpuGroup(noisy) : null;
  const busyThreads = isGuest(noisy) ? Math.min(options.noisyThreads, config.vcpus) : options.noisyThreads;
  const before = run(instances, config, options, null);
  const after = run(instances, config, options, { id: noisy.id, threads: busyThreads, limitedGroup });

  return instances.map((instance): CpuShare => {
    const group = cpuGroup(instance);
    const peers = instances.filter((other) => cpuGroup(other) === group);
    const threadsOf = ({ id }: AppInstance) => (id === noisy.id ? busyThreads : 1);
    return {
      id: instance.id,
      group,
      threads: threadsOf(instance),
      groupThreads: peers.reduce((total, peer) => total + threadsOf(peer), 0),
      groupCpus: peers.reduce((total, { id }) => total + (after.get(id) ?? 0), 0),
      beforeCpus: before.get(instance.id) ?? 0,
      afterCpus: after.get(instance.id) ?? 0,
      limited: group === limitedGroup,
    };
  });
}

function isGuest({ isolation }: AppInstance): boolean {
  return isolation === 'vm' || isolation === 'microvm';
}

interface Noise {
  readonly id: string;
  readonly threads: number;
  readonly limitedGroup: string | null;
}

/**
 * CPUs (CPU time ÷ window) that each application got.
 *
 * The threads of one group may differ in what they do, so each process gets a child group: with one thread and the default weight a
 * child weighs exactly what a thread of nice 0 weighs (1024). Many noisy threads therefore sit directly in the shared group.
 */
function run(instances: readonly AppInstance[], { cpus }: HostConfig, { durationUs, seed }: NeighbourOptions, noise: Noise | null): Map<string, number> {
  const limit = (path: string) => (noise?.limitedGroup === path ? { quota: LIMIT_QUOTA_US } : {});
  const noisyProcess = instances.find(({ id, isolation }) => id === noise?.id && isolation === 'process');
  const groups: CpuGroupSpec[] = [];
  if (instances.some(({ isolation }) => isolation === 'process')) {
    groups.push({ path: PROCESS_GROUP, weight: GROUP_WEIGHT, threads: noisyProcess ? (noise?.threads ?? 0) : 0, ...limit(PROCESS_GROUP) });
  }
  const pathOf = (instance: AppInstance) => (instance.isolation === 'process' ? `${PROCESS_GROUP}/${instance.id}` : cpuGroup(instance));
  for (const instance of instances) {
    if (instance === noisyProcess) continue;
    const path = pathOf(instance);
    const isNoisy = instance.id === noise?.id;
    groups.push({ path, weight: GROUP_WEIGHT, threads: isNoisy ? noise.threads : 1, ...(!isNoisy && { demand: QUIET_DEMAND }), ...limit(path) });
  }

  // Starting all threads at once takes the load balancer a moment to spread; the window opens after it.
  const results = runCpu({ cpus, groups, durationUs, warmupUs: durationUs / 4, seed });
  const used = new Map(results.map(({ path, usageUs }) => [path, usageUs / durationUs]));
  const shares = new Map(instances.map((instance) => [instance.id, used.get(pathOf(instance)) ?? 0]));
  if (noisyProcess) {
    const others = instances.filter((instance) => instance.isolation === 'process' && instance !== noisyProcess);
    // A group's usage counts the groups below it, as cpu.stat does.
    shares.set(noisyProcess.id, others.reduce((left, { id }) => left - (shares.get(id) ?? 0), used.get(PROCESS_GROUP) ?? 0));
  }
  return shares;
}
