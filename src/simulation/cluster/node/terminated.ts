/** The last status of a Pod that is done with (pkg/kubelet/status/status_manager.go: TerminatePod). */
import type { ContainerStatus, Pod } from '../../api';
import { isSidecar } from './restart-policy';
import type { Session } from './session';
import { isTerminalPhase } from './status/pod-status';
import { setStatus } from './status-manager';

const lost = (status: ContainerStatus): ContainerStatus =>
  status.state?.terminated !== undefined ? status : { ...status, state: { terminated: { reason: 'ContainerStatusUnknown', message: 'The container could not be located when the pod was terminated', exitCode: 137 } } };

/** hasPodInitialized. */
function hasInitialized({ spec, status }: Pod): boolean {
  const init = spec.initContainers ?? [];
  if (init.length === 0) return true;
  if ((status?.containerStatuses ?? []).some(({ lastState, state }) => lastState?.terminated !== undefined || state?.waiting === undefined)) return true;
  const last = status?.initContainerStatuses?.at(-1);
  const container = init.find(({ name }) => name === last?.name);
  if (last === undefined || container === undefined) return false;
  if (isSidecar(container)) return last.state?.running !== undefined && last.started === true;
  return last.lastState?.terminated?.exitCode === 0 || last.state?.terminated?.exitCode === 0;
}

/** initializedContainers: how many from the front have run, one at least. */
function ranCount(statuses: readonly ContainerStatus[]): number {
  for (let i = statuses.length - 1; i >= 0; i -= 1) if (statuses[i]!.state?.waiting === undefined || statuses[i]!.lastState?.terminated !== undefined) return i + 1;
  return Math.min(1, statuses.length);
}

/** What has not been seen to end counts as lost, and the Pod has failed where it has not ended otherwise. */
export function terminated(session: Session): void {
  const { worker, pod } = session;
  const status = worker.held?.status ?? pod.status ?? {};
  const ran = ranCount(status.initContainerStatuses ?? []);
  const phase = isTerminalPhase(status.phase) || worker.file !== undefined ? status.phase : 'Failed';
  setStatus(session, {
    ...status,
    ...(phase === undefined ? {} : { phase }),
    ...(status.containerStatuses === undefined || !hasInitialized(pod) ? {} : { containerStatuses: status.containerStatuses.map(lost) }),
    ...(status.initContainerStatuses === undefined ? {} : { initContainerStatuses: status.initContainerStatuses.map((one, index) => (index < ran ? lost(one) : one)) }),
  }, { force: true, finished: true });
}
