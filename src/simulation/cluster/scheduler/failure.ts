/** A Pod that got no node: what is said of it and written into it (pkg/scheduler schedule_one.go handleSchedulingFailure, updatePod). */
import type { Pod } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import { truncateNote } from '../../scheduler';
import { hasReason, RequestError } from '../control/client';
import { withPodCondition } from '../control/pod-condition';
import type { SaidCondition } from '../control/pod-condition';
import type { SchedulerWork } from './memory';

/** What becomes of the node that is kept for a Pod: another one, none (''), or undefined, as it is. */
export type Nomination = string | undefined;

/** updatePod: writes the condition and the nomination, where they change something. A Pod that is gone needs neither. */
export function writePodStatus(work: SchedulerWork, pod: Pod, condition: { readonly reason: string; readonly message: string } | undefined, nomination: Nomination): void {
  const said = condition === undefined ? {} : conditionPatch(pod, { type: 'PodScheduled', status: 'False', ...condition }, work.now);
  const renominated = nomination !== undefined && nomination !== (pod.status?.nominatedNodeName ?? '');
  const patch = { ...said, ...(renominated ? { nominatedNodeName: nomination === '' ? null : nomination } : {}) };
  if (Object.keys(patch).length > 0) patchStatus(work, pod, patch);
}

/** What of a status becomes another by a condition, as CreateTwoWayMergePatch writes it; empty where nothing does. */
export function conditionPatch(pod: Pod, said: SaidCondition, now: number): JsonObject {
  const status = withPodCondition(pod, said, now);
  if (status === pod.status) return {};
  const conditions = status.conditions ?? [];
  return {
    '$setElementOrder/conditions': conditions.map(({ type }) => ({ type })),
    conditions: conditions.filter(({ type }) => type === said.type).map((one) => ({ ...one })),
  };
}

/** util.PatchPodStatus. False where the Pod is gone. */
export function patchStatus(work: SchedulerWork, pod: Pod, status: JsonObject): boolean {
  const { namespace = 'default', name = '', uid = '' } = pod.metadata;
  const answer = work.client.send({ verb: 'patch', group: '', resource: 'pods', namespace, name, subresource: 'status', patchType: 'strategic', patch: { metadata: { uid }, status } });
  if (!('failure' in answer)) return true;
  const error = new RequestError(answer.failure);
  if (hasReason(error, 'NotFound') || hasReason(error, 'Conflict')) return false;
  throw error;
}

/** The Pod waits again: it is said, and its condition written. `isRejected`: nodes were asked, and none will do. */
export function tellFailure(work: SchedulerWork, pod: Pod, message: string, isRejected: boolean, nomination: Nomination): void {
  work.speak(pod, 'Warning', 'FailedScheduling', 'Scheduling', truncateNote(message));
  writePodStatus(work, pod, { reason: isRejected ? 'Unschedulable' : 'SchedulerError', message }, nomination);
}
