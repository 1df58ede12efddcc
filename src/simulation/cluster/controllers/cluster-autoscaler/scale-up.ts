/** More nodes for Pods that have no place (cluster-autoscaler core/scaleup/orchestrator, processors/status/eventing_scale_up_processor.go). */
import type { Pod } from '../../../api';
import { decideScaleUp } from '../../../resources';
import type { Size } from '../../../resources';
import { fits, less, sizeOf } from '../../../resources/node-autoscaler/fit';
import type { Work } from '../../control/controller';
import { podCondition } from '../../control/pods';
import { machinesOf, rejectedBy, sizeOfNode } from './group';
import type { GroupSettings } from './group';
import type { AutoscalerMemory } from './memory';
import { sayOfCluster } from './status';

type Tools = Work<AutoscalerMemory>;

/** Pods that the scheduler has turned down everywhere. */
export const unschedulable = (work: Tools): readonly Pod[] => work.view.list('pods').filter((pod) => {
  const scheduled = podCondition(pod, 'PodScheduled');
  return pod.spec.nodeName === undefined && pod.metadata.deletionTimestamp === undefined && scheduled?.status === 'False' && scheduled.reason === 'Unschedulable';
});

const keyOf = ({ metadata: { namespace = '', name = '' } }: Pod): string => `${namespace}/${name}`;

/** Those that nodes on their way will take are left out. */
function afterUpcoming(pods: readonly Pod[], upcoming: readonly Size[], group: GroupSettings): readonly Pod[] {
  const room = [...upcoming];
  return pods.filter((pod) => {
    const size = sizeOf(pod.spec);
    const at = rejectedBy(group, pod).length > 0 ? -1 : room.findIndex((free) => fits(size, free));
    if (at < 0) return true;
    room[at] = less(room[at]!, size);
    return false;
  });
}

/** One look. Whether nodes were added. `upcoming`: nodes that are on their way or not ready yet. */
export function scaleUp(group: GroupSettings, upcoming: number, work: Tools): boolean {
  const waiting = afterUpcoming(unschedulable(work), Array.from({ length: upcoming }, () => sizeOfNode(group.allocatable)), group);
  if (waiting.length === 0) return false;
  const rejections = new Map(waiting.map((pod) => [keyOf(pod), rejectedBy(group, pod)]));
  const able = waiting.filter((pod) => rejections.get(keyOf(pod))!.length === 0);
  const { used, idle } = machinesOf(group, work.cluster, work.memory.asked);
  const max = group.machines.length;
  const free = sizeOfNode(group.allocatable);
  const { chosen, options, expendable } = decideScaleUp(able.map((pod) => ({ name: keyOf(pod), spec: pod.spec })), [{ name: group.name, free, size: used.length, min: group.min, max }]);
  const started = idle.slice(0, chosen?.nodes ?? 0);
  if (chosen === null || started.length === 0) {
    for (const pod of waiting.filter((one) => !expendable.includes(keyOf(one)))) {
      const reasons = rejections.get(keyOf(pod))!;
      const full = options.some(({ not }) => not === 'atMaximum');
      const told = reasons.length > 0 ? reasons : full ? ['max node group size reached'] : ['Insufficient cpu'];
      work.event(pod, 'Normal', 'NotTriggerScaleUp', `pod didn't trigger scale-up: ${told.map((reason) => `1 ${reason}`).join(', ')}`);
    }
    return false;
  }
  const size = used.length + started.length;
  sayOfCluster(work, 'ScaledUpGroup', `Scale-up: setting group ${group.name} size to ${size} instead of ${used.length} (max: ${max})`);
  for (const name of started) work.power(`kubelet/${name}`, true, group.boots);
  sayOfCluster(work, 'ScaledUpGroup', `Scale-up: group ${group.name} size set to ${size} instead of ${used.length} (max: ${max})`);
  work.memory = { ...work.memory, lastScaleUp: work.now, asked: { ...work.memory.asked, ...Object.fromEntries(started.map((name) => [name, work.now])) } };
  for (const pod of able.filter((one) => chosen.placed.includes(keyOf(one)))) work.event(pod, 'Normal', 'TriggeredScaleUp', `pod triggered scale-up: [{${group.name} ${used.length}->${size} (max: ${max})}]`);
  return true;
}
