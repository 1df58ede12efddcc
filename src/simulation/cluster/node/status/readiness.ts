/** Whether containers have started and are ready, by their probes (pkg/kubelet/prober/prober_manager.go: UpdatePodStatus). */
import type { ContainerStatus, Pod } from '../../../api';
import { isSidecar } from '../restart-policy';

export type ProbeType = 'startup' | 'readiness' | 'liveness';
export type ProbeResult = 'success' | 'failure' | 'unknown';

/** What the probes of a Pod say. */
export interface ProbeFacts {
  /** By container ID as the status has it. */
  result(containerID: string, type: ProbeType): ProbeResult | undefined;
  hasWorker(container: string, type: ProbeType): boolean;
  /** The container ran already when this kubelet started. */
  ranBefore(status: ContainerStatus): boolean;
}

function started(status: ContainerStatus, old: ContainerStatus | undefined, probes: ProbeFacts): boolean {
  if (status.state?.running === undefined) return false;
  const result = probes.result(status.containerID ?? '', 'startup');
  if (result !== undefined) return result === 'success';
  if (old?.started === true && old.containerID === status.containerID) return true;
  return !probes.hasWorker(status.name, 'startup');
}

function ready(pod: Pod, status: ContainerStatus, probes: ProbeFacts): boolean {
  if (status.state?.running === undefined) return false;
  const result = probes.result(status.containerID ?? '', 'readiness');
  if (result === 'success') return true;
  const has = probes.hasWorker(status.name, 'readiness');
  if (!probes.ranBefore(status)) return !has;
  // setReadyStateOnKubeletRestart: what was ready before this kubelet stays so until a probe says otherwise.
  const spec = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(({ name }) => name === status.name);
  const wasReady = (pod.status?.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True');
  if (spec?.readinessProbe !== undefined && !wasReady) return false;
  return !has || result === undefined;
}

/** The statuses with `started` and `ready`. */
export function withReadiness(pod: Pod, statuses: readonly ContainerStatus[], old: readonly ContainerStatus[], probes: ProbeFacts, init: boolean): ContainerStatus[] {
  return statuses.map((status) => {
    const begun = started(status, old.find(({ name }) => name === status.name), probes);
    const container = init ? pod.spec.initContainers?.find(({ name }) => name === status.name) : undefined;
    if (container !== undefined && !isSidecar(container)) return { ...status, started: begun, ready: status.state?.terminated?.exitCode === 0 };
    return { ...status, started: begun, ready: begun && ready(pod, status, probes) };
  });
}
