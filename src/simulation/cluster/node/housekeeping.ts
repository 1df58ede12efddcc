/** What is left over is cleared away (pkg/kubelet/kubelet_pods.go: HandlePodCleanups), every two seconds where there is something. */
import { byText } from '../../base/ordered-map';
import type { ApiObject } from '../../api';
import { RequestError } from '../control/client';
import type { Desk, Work } from '../control/controller';
import { NEW_MACHINE, removePod, stateAt, stopContainer, stopSandboxes } from './machine/machine';
import type { RuntimePod } from './machine/machine';
import type { KubeletMemory } from './memory';
import { isMirror } from './mirror';
import { SECOND } from './session';
import type { NodeSettings } from './settings';

export const [HOUSEKEEPING, MANIFESTS] = ['housekeeping', 'manifests'];
const EVERY = 2 * SECOND;
/** minimumGracePeriodInSeconds. */
const GRACE = 2 * SECOND;

export function keepHouseSoon(desk: Desk<KubeletMemory>): void {
  const { startedAt } = desk.memory;
  const next = startedAt + (Math.floor((desk.now - startedAt) / EVERY) + 1) * EVERY;
  desk.enqueueAfter(HOUSEKEEPING, next - desk.now);
}

/** The containers of a Pod that run without a worker. */
function endContainers(work: Work<KubeletMemory>, node: NodeSettings, pod: RuntimePod): void {
  const object: ApiObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod.name, namespace: pod.namespace, uid: pod.uid } };
  let machine = work.machine(node.name) ?? NEW_MACHINE;
  for (const one of pod.containers) {
    if (one.stop !== undefined || stateAt(one, work.now).state !== 'running') continue;
    work.event(object, 'Normal', 'Killing', `Stopping container ${one.name}`, `spec.containers{${one.name}}`);
    machine = stopContainer(machine, pod.uid, one.id, work.now, GRACE);
  }
  work.setMachine(node.name, stopSandboxes(machine, pod.uid));
  if (node.daemons !== undefined) work.due({ kind: 'daemons', host: node.name }, work.now);
}

const isRunning = (work: Work<KubeletMemory>, pod: RuntimePod): boolean => pod.containers.some((one) => stateAt(one, work.now).state === 'running');

/** Containers of a Pod that no one here knows: the kubelet was not there when it went. */
function endOrphan(work: Work<KubeletMemory>, node: NodeSettings, pod: RuntimePod): void {
  if (!isRunning(work, pod)) return work.setMachine(node.name, removePod(work.machine(node.name) ?? NEW_MACHINE, pod.uid));
  endContainers(work, node, pod);
  keepHouseSoon(work);
}

/** `ended`: hears of a Pod that the kubelet found running and did not take again, and whose containers are stopped. */
export function keepHouse(work: Work<KubeletMemory>, node: NodeSettings, ended: (uid: string) => void): void {
  for (const [uid, worker] of byText.entries(work.memory.workers)) {
    if (!worker.removed || worker.stage !== 'finished') continue;
    work.memory = { ...work.memory, workers: byText.delete(work.memory.workers, uid) };
    // A static Pod that has come back while the one before it ended.
    if (worker.file !== undefined) work.enqueue(MANIFESTS);
    work.setMachine(node.name, removePod(work.machine(node.name) ?? NEW_MACHINE, uid));
  }
  for (const pod of work.view.podsOn(node.name)) {
    if (!isMirror(pod) || byText.has(work.memory.mirrors, `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}`)) continue;
    const ending = [...byText.entries(work.memory.workers)].some(([, { file, pod: own }]) => file !== undefined && own.metadata.name === pod.metadata.name && own.metadata.namespace === pod.metadata.namespace);
    if (ending) {
      keepHouseSoon(work);
      continue;
    }
    try {
      work.client.delete(pod, { gracePeriodSeconds: 0 });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
    }
  }
  for (const [uid, pod] of byText.entries((work.machine(node.name) ?? NEW_MACHINE).pods)) {
    const worker = byText.get(work.memory.workers, uid);
    if (worker === undefined) endOrphan(work, node, pod);
    else if (worker.rejected && worker.stage === 'new' && isRunning(work, pod)) {
      endContainers(work, node, pod);
      ended(uid);
    }
  }
}
