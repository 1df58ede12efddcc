import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import type { Pod } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import { hasReason } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { withPodCondition } from '../../control/pod-condition';
import { isPodTerminal, phaseOf } from '../../control/pods';

const SECOND = 1_000_000;
/** gcCheckPeriod, and how long a node has to be missing. */
const [PERIOD, QUARANTINE] = [20 * SECOND, 40 * SECOND];
/** --terminated-pod-gc-threshold. */
const THRESHOLD = 12_500;
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

export interface PodGcMemory {
  /** Nodes that Pods name and that are not there, since when. µs. */
  readonly missing: OrderedMap<string, number>;
}

type Tools = Work<PodGcMemory>;

/** markFailedAndDeletePodWithCondition: nobody is left who could end it. */
function forceDelete(pod: Pod, message: string | undefined, work: Tools): void {
  try {
    if (!isPodTerminal(pod)) {
      // Without a word of its own it leaves what others have said, such as the taint manager.
      const said = message === undefined ? pod.status : withPodCondition(pod, { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message }, work.now);
      const { generation } = pod.metadata;
      const status = { phase: 'Failed', ...(generation === undefined ? {} : { observedGeneration: generation }), ...(message === undefined ? {} : { conditions: said?.conditions ?? [] }) };
      work.client.patch(pod, { status: status as unknown as JsonObject }, 'status');
    }
    work.client.delete(pod, { gracePeriodSeconds: 0 });
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error;
  }
}

/** gcOrphaned: Pods of nodes that have been gone for a while. */
function ofMissingNodes(pods: readonly Pod[], work: Tools): void {
  const names = new Set(pods.flatMap(({ spec }) => (spec.nodeName && work.view.get('nodes', undefined, spec.nodeName) === undefined ? [spec.nodeName] : [])));
  let missing: OrderedMap<string, number> = null;
  for (const name of names) missing = byText.set(missing, name, byText.get(work.memory.missing, name) ?? work.now);
  work.memory = { missing };
  for (const pod of pods) {
    const since = pod.spec.nodeName ? byText.get(missing, pod.spec.nodeName) : undefined;
    if (since !== undefined && work.now - since >= QUARANTINE) forceDelete(pod, 'PodGC: node no longer exists', work);
  }
}

/** gc: terminated Pods beyond the threshold, Pods of nodes that are gone or out of service, and Pods that were deleted before they were scheduled. */
function reconcile(key: string, work: Tools): void {
  const pods = work.view.list('pods');
  const ended = pods.filter((pod) => isPodTerminal(pod) && pod.metadata.deletionTimestamp === undefined);
  const oldest = [...ended].sort((a, b) => ((a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? -1 : 1));
  for (const pod of oldest.slice(0, Math.max(0, ended.length - THRESHOLD))) forceDelete(pod, undefined, work);
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp === undefined) continue;
    const node = pod.spec.nodeName ? work.view.get('nodes', undefined, pod.spec.nodeName) : undefined;
    const notReady = (node?.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status !== 'True');
    if (notReady && (node?.spec?.taints ?? []).some((taint) => taint.key === OUT_OF_SERVICE)) forceDelete(pod, undefined, work);
    else if (!pod.spec.nodeName && phaseOf(pod) === 'Pending') forceDelete(pod, undefined, work);
  }
  ofMissingNodes(pods, work);
  work.enqueueAfter(key, PERIOD);
}

/** pkg/controller/podgc. */
export const podGcController: Controller<PodGcMemory> = {
  name: 'pod-garbage-collector-controller',
  user: controllerUser('pod-garbage-collector'),
  memory: { missing: null },
  start: (desk) => desk.enqueue('gc'),
  handlers: {},
  reads: ['pods', 'nodes'],
  reconcile,
};
