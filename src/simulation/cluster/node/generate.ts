/** The status of a worker's Pod, from all that the kubelet has in mind. */
import { parseTime } from '../../base/time';
import type { PodCondition } from '../control/pods';
import type { PodStatus } from '../../api';
import type { ProbeWorker } from './memory';
import { SECOND } from './session';
import type { Session } from './session';
import type { RuntimeView } from './runtime-view';
import { withGeneration } from './status/conditions';
import { podStatus } from './status/pod-status';
import type { ProbeFacts } from './status/readiness';

const DEADLINE = 'Pod was active on the node longer than the specified deadline';

export const probeKey = (container: string, type: string): string => `${container}/${type}`;
export const resultKey = (id: string, type: string): string => `${id}/${type}`;
export const probeWork = (uid: string, probe: ProbeWorker): string => `probe:${uid}/${probeKey(probe.container, probe.type)}`;

const plain = (containerID: string): string => containerID.replace('containerd://', '');

function probeFacts({ worker, work }: Session): ProbeFacts {
  return {
    result: (id, type) => worker.results[resultKey(plain(id), type)],
    hasWorker: (container, type) => Object.hasOwn(worker.probes, probeKey(container, type)),
    // kubeletRestartGracePeriod: 10 s before the start.
    ranBefore: ({ state }) => (parseTime(state?.running?.startedAt ?? '') ?? Number.POSITIVE_INFINITY) < work.memory.startedAt - 10 * SECOND,
  };
}

/** activeDeadlineHandler.ShouldEvict: each time that it is seen to have passed it is said. */
function deadline(session: Session): { readonly reason: string; readonly message: string } | undefined {
  const { pod, worker, now } = session;
  const seconds = pod.spec.activeDeadlineSeconds;
  const start = parseTime(worker.held?.status.startTime ?? pod.status?.startTime ?? '');
  if (seconds === undefined || start === undefined || now - start < seconds * SECOND) return undefined;
  session.say('Normal', 'DeadlineExceeded', DEADLINE);
  return { reason: 'DeadlineExceeded', message: DEADLINE };
}

/** generateAPIPodStatus; readiness probes that have not succeeded yet are run at once. */
export function generateStatus(session: Session, view: RuntimeView, terminal: boolean): PodStatus {
  const { worker, node, work } = session;
  const { evicted } = worker;
  const evict = evicted === undefined ? deadline(session) : { reason: evicted.reason, message: evicted.message };
  const disrupted: readonly PodCondition[] = evicted?.disruption === true ? [withGeneration({ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message: evicted.condition ?? evicted.message }, worker.pod.metadata.generation)] : [];
  const status = podStatus({
    pod: worker.pod, old: worker.held?.status ?? worker.pod.status, view, reasons: worker.reasons, probes: probeFacts(session), terminal,
    isStatic: worker.file !== undefined, hostIP: node.ip, more: [...(terminal ? [] : (worker.resize?.conditions ?? [])), ...disrupted], ...(evict === undefined ? {} : { evict }),
  });
  for (const one of [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]) {
    const probe = worker.probes[probeKey(one.name, 'readiness')];
    if (probe === undefined || one.started !== true || one.ready || one.state?.running === undefined) continue;
    if (worker.results[resultKey(plain(one.containerID ?? ''), 'readiness')] === 'success') continue;
    session.set({ probes: { ...session.worker.probes, [probeKey(one.name, 'readiness')]: { ...probe, triggered: true } } });
    work.enqueue(probeWork(worker.uid, probe));
  }
  return status;
}
