/** The resources room: cgroup v2 on a simulated Linux host. Arrows into it: everything outside imports this file only. */
export { runCpu } from './run-cpu';
export type { CpuGroupResult, CpuGroupSpec, CpuRunSpec } from './run-cpu';
export { runRequests } from './request-run';
export type { RequestRun, RequestRunSpec, Stretch, TracedRequest } from './request-run';
export { parallelGcThreads, runtimeCpus, RUNTIMES } from './runtime-threads';
export type { Runtime } from './runtime-threads';
export { LINUX_6_18 } from './cpu/types';
export type { CpuTuning, Demand, Span } from './cpu/types';
export {
  advance, allocate, cpuTimeOf, createHost, doIo, EAGAIN, fork, lostToSmt, makeCgroup, processOf, removeCgroup, setGrowth, spawn, stopProcess, takeTrace,
  writeCache,
} from './host';
export type { HostSpec, SpawnResult } from './host';
export { diskShares } from './io/disk';
export { DISK } from './io/weight';
export type { IoRequest } from './io/throttle';
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
export { containerCgroup } from './pod/container-cgroup';
export type { ContainerCgroup, ContainerCgroupOptions } from './pod/container-cgroup';
export {
  MAX_SHARES, MIN_SHARES, milliCpuToQuota, milliCpuToShares, QUOTA_PERIOD_US, quotaToMilliCpu, sharesToMilliCpu, sharesToWeight, sharesToWeightLinear,
} from './pod/cpu-arithmetic';
export { nodeResources, unallocated } from './pod/allocatable';
export type { Machine, NodeResources, Reservations } from './pod/allocatable';
export { cgroupPath, podCgroupName, qosCgroupName } from './pod/cgroup-name';
export type { CgroupDriver, CgroupName } from './pod/cgroup-name';
export { isCritical, isNodeCritical } from './pod/critical';
export { hugePageLimits, hugePageSize, hugePageUnit } from './pod/huge-pages';
export { KUBELET_OOM_SCORE_ADJ, oomScoreAdj } from './pod/oom-score-adj';
export { podCgroup } from './pod/pod-cgroup';
export type { MemoryQoS, PodCgroup, PodCgroupOptions } from './pod/pod-cgroup';
export { qosCgroups } from './pod/qos-cgroups';
export type { QosCgroups } from './pod/qos-cgroups';
export { cannotLowerMemory, decideResize, resizeActions, resizeBeyondNode, resizeChangesQos } from './pod/resize';
export type { MemoryUse, ResizeActions, ResizeDecision, ResizeNode, ResizePolicy, ResizeStep } from './pod/resize';
export { decideRestart, DEFAULT_BACKOFF, terminationReason } from './pod/restart-backoff';
export type { BackoffSettings, BackoffState, RestartDecision } from './pod/restart-backoff';
export { qosClass } from '../api';
export type { QosClass } from '../api';
export { admitUnderPressure } from './eviction/admission';
export { evictionLook, INITIAL_EVICTION_STATE, MONITORING_INTERVAL_S } from './eviction/manager';
export type { Eviction, EvictionConfig, EvictionLook, EvictionState } from './eviction/manager';
export { observeNode, runEviction } from './eviction/node';
export type { EvictionNode, EvictionRun, TimedEviction } from './eviction/node';
export { decidingRule, rankPods } from './eviction/ranking';
export type { Rank, RankRule } from './eviction/ranking';
export type { NodeConditionType, Signal } from './eviction/signals';
export type { EvictionPod, Observations, PodStats } from './eviction/stats';
export { DEFAULT_EVICTION_HARD, parseThresholds, thresholdBytes, withContainerFs } from './eviction/thresholds';
export type { EvictionSettings, Threshold, ThresholdResult } from './eviction/thresholds';
export { INITIAL_AUTOSCALER_STATE, reconcileAutoscaler } from './autoscaler/reconcile';
export type { AutoscalerInput, AutoscalerResult, AutoscalerState, AutoscalerWhy } from './autoscaler/reconcile';
export type { Limited } from './autoscaler/limits';
export type { MetricFailure, MetricProposal } from './autoscaler/metric';
export type { Arithmetic } from './autoscaler/replica-calculator';
export { runScene } from './autoscaler/scene';
export type { SceneSpec, SceneSync } from './autoscaler/scene';
export { createWorkload, METRICS_WINDOW_S, runWorkload } from './autoscaler/workload';
export type { Load, Workload, WorkloadStep } from './autoscaler/workload';
export { DEFAULT_SETTINGS, SYNC_PERIOD_S } from './autoscaler/types';
export type {
  Autoscaler, AutoscalerCondition, AutoscalerEvent, AutoscalerSettings, AutoscalerSpec, AutoscalerStatus, MetricSpec, MetricsSnapshot, MetricStatus, PodMetrics, Sample,
  ScaledPod, ScalingPolicy, ScalingRules,
} from './autoscaler/types';
export { readUsage } from './sizing/read-usage';
export { MAX_USAGE_LENGTH } from './sizing/types';
export type { ReadUsage, UsageProblem, UsageProblemCode, UsageSample } from './sizing/types';
export { measuredWorkloads, workloadOf } from './sizing/workloads';
export type { MeasuredContainer, MeasuredWorkload } from './sizing/workloads';
export { percentile, sizedContainer, sizeWorkload, throttledMs } from './sizing/size';
export type { ContainerSize, SizeNode, SizingRules, Spread, WorkloadSize } from './sizing/size';
export { decideScaleUp, wasteOf } from './node-autoscaler/scale-up';
export type { GrowthOption, ScaleUp } from './node-autoscaler/scale-up';
export { blockerOf, decideScaleDown } from './node-autoscaler/scale-down';
export type { Blocker, NodeLook, NodeVerdict, ScaleDown } from './node-autoscaler/scale-down';
export { NODE_AUTOSCALER_DEFAULTS, SCAN_INTERVAL_S } from './node-autoscaler/types';
export type { AutoscaledNode, NodeAutoscalerSettings, NodeGroup, PlacedPod, Size, WaitingPod } from './node-autoscaler/types';
