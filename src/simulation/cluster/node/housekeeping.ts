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

/** Containers of a Pod that no one here knows: the kubelet was not there when it went. */
function endOrphan(work: Work<KubeletMemory>, node: NodeSettings, pod: RuntimePod): void {
  const running = pod.containers.filter((one) => stateAt(one, work.now).state === 'running');
  let machine = work.machine(node.name) ?? NEW_MACHINE;
  if (running.length === 0) machine = removePod(machine, pod.uid);
  else {
    const object: ApiObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod.name, namespace: pod.namespace, uid: pod.uid } };
    for (const one of running) {
      if (one.stop !== undefined) continue;
      work.event(object, 'Normal', 'Killing', `Stopping container ${one.name}`, `spec.containers{${one.name}}`);
      machine = stopContainer(machine, pod.uid, one.id, work.now, GRACE);
    }
    machine = stopSandboxes(machine, pod.uid);
    keepHouseSoon(work);
    if (node.daemons !== undefined) work.due({ kind: 'daemons', host: node.name }, work.now);
  }
  work.setMachine(node.name, machine);
}

export function keepHouse(work: Work<KubeletMemory>, node: NodeSettings): void {
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
  for (const [uid, pod] of byText.entries((work.machine(node.name) ?? NEW_MACHINE).pods)) if (!byText.has(work.memory.workers, uid)) endOrphan(work, node, pod);
}
