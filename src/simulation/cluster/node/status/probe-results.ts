/** What a probe says reaches the status at once (pkg/kubelet/status/status_manager.go: SetContainerReadiness, SetContainerStartup). */
import type { ContainerStatus, PodStatus } from '../../../api';
import type { Session } from '../session';
import { setStatus } from '../status-manager';
import { containersReady, podReady, withGeneration } from './conditions';
import { containerUri } from './containers';

function withContainer(status: PodStatus, id: string, change: (one: ContainerStatus) => ContainerStatus): PodStatus | undefined {
  let found = false;
  const of = (list: readonly ContainerStatus[] | undefined): readonly ContainerStatus[] | undefined =>
    list?.map((one) => {
      if (one.containerID !== containerUri(id)) return one;
      const next = change(one);
      if (next !== one) found = true;
      return next;
    });
  const [containerStatuses, initContainerStatuses] = [of(status.containerStatuses), of(status.initContainerStatuses)];
  if (!found) return undefined;
  return { ...status, ...(containerStatuses === undefined ? {} : { containerStatuses }), ...(initContainerStatuses === undefined ? {} : { initContainerStatuses }) };
}

export function setContainerReadiness(session: Session, id: string, ready: boolean): void {
  const { pod, worker } = session;
  const held = worker.held?.status;
  const next = held === undefined ? undefined : withContainer(held, id, (one) => (one.ready === ready ? one : { ...one, ready }));
  if (next === undefined) return;
  const all = [...(next.initContainerStatuses ?? []), ...(next.containerStatuses ?? [])];
  const { generation } = pod.metadata;
  const [forPod, forContainers] = [podReady(pod, next.conditions ?? [], all, next.phase ?? ''), containersReady(pod, all, next.phase ?? '')].map((one) => withGeneration(one, generation));
  setStatus(session, { ...next, conditions: (next.conditions ?? []).map((one) => (one.type === 'Ready' ? forPod! : one.type === 'ContainersReady' ? forContainers! : one)) }, { together: true });
}

export function setContainerStartup(session: Session, id: string, started: boolean): void {
  const held = session.worker.held?.status;
  const next = held === undefined ? undefined : withContainer(held, id, (one) => (one.started === started ? one : { ...one, started }));
  if (next !== undefined) setStatus(session, next, { together: true });
}
