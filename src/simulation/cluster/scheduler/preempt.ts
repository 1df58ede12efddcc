/** Making room: pkg/scheduler/framework/preemption executor.go prepareCandidateAsync, all at once. */
import type { Pod } from '../../api';
import { podPriority } from '../../scheduler';
import type { PreemptionCandidate } from '../../scheduler';
import { hasReason } from '../control/client';
import { conditionPatch, patchStatus, writePodStatus } from './failure';
import type { SchedulerWork } from './memory';

/** Executor.PreemptPod. */
function evict(work: SchedulerWork, victim: Pod, preemptor: Pod, node: string): void {
  const schedulerName = preemptor.spec.schedulerName || 'default-scheduler';
  const said = { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message: `${schedulerName}: preempting to accommodate a higher priority pod` };
  const patch = conditionPatch(victim, said, work.now);
  if (Object.keys(patch).length > 0 && !patchStatus(work, victim, patch)) return;
  try {
    work.client.delete(victim);
  } catch (error) {
    if (hasReason(error, 'NotFound')) return;
    throw error;
  }
  // Upstream gives the preemptor as the related object too, but in a type of its own that its scheme does not know: the Event comes without.
  work.speak(victim, 'Normal', 'Preempted', 'Preempting', `Preempted by pod ${preemptor.metadata.uid ?? ''} on node ${node}`);
}

/** Victims that are not on their way out yet are told to go, and Pods that matter less lose their claim on the node. */
export function preempt(work: SchedulerWork, preemptor: Pod, { node, victims }: PreemptionCandidate): void {
  const current = victims.flatMap(({ metadata }) => work.view.get('pods', metadata.namespace, metadata.name ?? '') ?? []);
  const leaving = current.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  if (leaving.length === 0) return;
  for (const other of work.view.list('pods')) {
    if (other.status?.nominatedNodeName === node && !other.spec.nodeName && podPriority(other) < podPriority(preemptor)) writePodStatus(work, other, undefined, '');
  }
  for (const victim of leaving) evict(work, victim, preemptor, node);
}
