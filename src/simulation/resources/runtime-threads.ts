/**
 * How many CPUs a language's runtime believes it has in a container, and so how many threads it starts. `limit` is the CPU limit in thousandths, null for none;
 * `cpus` what the node shows (sched_getaffinity).
 */
export const RUNTIMES = ['go-1.25', 'go-1.24', 'jvm', 'jvm-8u181', 'node', 'node-cpus'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** What the limit allows, as a whole number of CPUs; all of the node's without one. */
const ceiling = (cpus: number, limit: number | null): number => (limit === null ? cpus : Math.min(cpus, Math.max(1, Math.ceil(limit / 1000))));

/**
 * - `go-1.25` (runtime/cgroup_linux.go: adjustCgroupGOMAXPROCS): the limit rounded up, two at least; `go-1.24`: the node's CPUs.
 * - `jvm` (CgroupUtil::processor_count): the limit rounded up; `jvm-8u181`, before it knew containers: the node's CPUs.
 * - `node` (libuv 1.49 and later, uv_available_parallelism): the limit rounded down, one at least; `node-cpus`: a program that asks `os.cpus().length`.
 */
export function runtimeCpus(runtime: Runtime, cpus: number, limit: number | null): number {
  switch (runtime) {
    case 'go-1.25': return Math.min(cpus, limit === null ? cpus : Math.max(2, Math.ceil(limit / 1000)));
    case 'jvm': return ceiling(cpus, limit);
    // A limit below one CPU comes out as nothing, and nothing is no limit to libuv.
    case 'node': return limit === null || limit < 1000 ? cpus : Math.min(cpus, Math.floor(limit / 1000));
    default: return cpus;
  }
}

/** VM_Version::parallel_worker_threads: one a CPU up to eight, then five for every eight more. */
export const parallelGcThreads = (cpus: number): number => (cpus <= 8 ? cpus : 8 + Math.floor(((cpus - 8) * 5) / 8));
