/** The resources room: cgroup v2 on a simulated Linux host. Arrows into it: everything outside imports this file only. */
export { runCpu } from './run-cpu';
export type { CpuGroupResult, CpuGroupSpec, CpuRunSpec } from './run-cpu';
export { LINUX_6_18 } from './cpu/types';
export type { CpuTuning, Demand, Span } from './cpu/types';
export {
  advance, allocate, cpuTimeOf, createHost, EAGAIN, fork, makeCgroup, processOf, removeCgroup, setGrowth, spawn, stopProcess, takeTrace,
  writeCache,
} from './host';
export type { HostSpec, SpawnResult } from './host';
export type { ProcessSpec } from './process';
export type { Cgroup, Growth, Host, HostEvent, Process } from './cgroup/types';
export { READ_ONLY_FILES, readFile, WRITABLE_FILES } from './cgroup/files';
export type { CgroupFile, ReadOnlyFile, WritableFile } from './cgroup/files';
export { STRERROR, writeFile } from './cgroup/write';
export type { Errno, WriteResult } from './cgroup/write';
export { memoryUsage } from './memory/charge';
export { chooseVictim, oomBadness } from './memory/oom';
export type { OomScore } from './memory/oom';
export { PAGE_BYTES } from './memory/types';
export type { MemoryUser } from './memory/types';
export {
  containerFiles, MAX_SHARES, MIN_SHARES, milliCpuToQuota, milliCpuToShares, QUOTA_PERIOD_US, sharesToWeight, sharesToWeightLinear,
} from './kubelet-mapping';
export type { ContainerFiles, ContainerResources } from './kubelet-mapping';
