/** The columns READY, STATUS and RESTARTS of a Pod (pkg/printers/internalversion: printPod). */
import type { ContainerStatus, Pod } from '@site/src/simulation/api/types';
import { isSidecar } from '@site/src/simulation/api/pod-requests';

const stopped = ({ terminated }: NonNullable<ContainerStatus['state']>): string => {
  if (terminated === undefined) return '';
  if (terminated.reason) return terminated.reason;
  return (terminated.signal ?? 0) !== 0 ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
};

export function podColumns(pod: Pod): { readonly ready: string; readonly status: string; readonly restarts: number } {
  const { status = {}, spec, metadata } = pod;
  const init = spec.initContainers ?? [];
  const sidecars = new Set(init.filter(isSidecar).map(({ name }) => name));
  const total = spec.containers.length + sidecars.size;
  let [ready, restarts, sidecarRestarts] = [0, 0, 0];
  let reason = status.reason || status.phase || '';
  const gated = (status.conditions ?? []).find(({ type, reason: why }) => type === 'PodScheduled' && why === 'SchedulingGated');
  if (gated !== undefined) reason = 'SchedulingGated';
  let initializing = false;
  for (const [index, one] of (status.initContainerStatuses ?? []).entries()) {
    const sidecar = sidecars.has(one.name);
    restarts += one.restartCount;
    if (sidecar) sidecarRestarts += one.restartCount;
    const { terminated, waiting } = one.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecar && one.started === true) {
      if (one.ready) ready += 1;
      continue;
    }
    if (terminated !== undefined) reason = `Init:${stopped(one.state!)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') reason = `Init:${waiting.reason}`;
    else reason = `Init:${index}/${init.length}`;
    initializing = true;
    break;
  }
  const initialized = (status.conditions ?? []).some(({ type, status: is }) => type === 'Initialized' && is === 'True');
  if (!initializing || initialized) {
    restarts = sidecarRestarts;
    let [running, error] = [false, ''];
    for (const one of [...(status.containerStatuses ?? [])].reverse()) {
      restarts += one.restartCount;
      const { waiting, terminated, running: runs } = one.state ?? {};
      if (waiting?.reason) reason = waiting.reason;
      else if (terminated !== undefined) {
        reason = stopped(one.state!);
        if (terminated.exitCode !== 0) error = reason;
      } else if (one.ready && runs !== undefined) {
        running = true;
        ready += 1;
      }
    }
    const isReady = (status.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True');
    if (reason === 'Completed') reason = running && isReady ? 'Running' : error !== '' ? error : running ? 'NotReady' : reason;
  }
  if (metadata.deletionTimestamp !== undefined && status.reason === 'NodeLost') reason = 'Unknown';
  else if (metadata.deletionTimestamp !== undefined && status.phase !== 'Failed' && status.phase !== 'Succeeded') reason = 'Terminating';
  return { ready: `${ready}/${total}`, status: reason, restarts };
}
