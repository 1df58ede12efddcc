import { milliValue, podRequests, restatesRequests, specRequests } from '../api';
import type { Node, Pod } from '../api';
import { Action } from './events';
import { sameJson } from './helper/same-json';

/** framework/events.go PodSchedulingPropertiesChange: what about a Pod changed that plugins register for. */
export function podChanges(before: Pod, after: Pod): number[] {
  const changes: number[] = [];
  if (!sameJson(before.metadata.labels ?? {}, after.metadata.labels ?? {})) changes.push(Action.UpdatePodLabel);
  if (scaledDown(before, after)) changes.push(Action.UpdatePodScaleDown);
  if ((after.spec.schedulingGates ?? []).length === 0 && (before.spec.schedulingGates ?? []).length > 0) changes.push(Action.UpdatePodSchedulingGatesEliminated);
  if ((before.spec.tolerations ?? []).length !== (after.spec.tolerations ?? []).length) changes.push(Action.UpdatePodToleration);
  if (!sameJson(claimsOf(before), claimsOf(after))) changes.push(Action.UpdatePodGeneratedResourceClaim);
  return changes.length === 0 ? [Action.Update] : changes;
}

const claimsOf = ({ status }: Pod): unknown => [status?.resourceClaimStatuses ?? [], status?.extendedResourceClaimStatus ?? null];

/** Each Pod is the newer one of one change and the older one of the next. */
const known = new WeakMap<Pod, ReturnType<typeof specRequests>>();

function requestsOf(pod: Pod): ReturnType<typeof specRequests> {
  if (pod.status === undefined || restatesRequests(pod.spec, pod.status)) return specRequests(pod.spec);
  const found = known.get(pod) ?? podRequests(pod.spec, { status: pod.status });
  known.set(pod, found);
  return found;
}

function scaledDown(before: Pod, after: Pod): boolean {
  if (before.spec === after.spec && before.status?.containerStatuses === after.status?.containerStatuses && before.status?.resources === after.status?.resources) return false;
  const now = requestsOf(after);
  return [...requestsOf(before)].some(([name, was]) => {
    const is = now.get(name);
    return is === undefined || milliValue(was) > milliValue(is);
  });
}

/** framework/events.go NodeSchedulingPropertiesChange. None when nothing changed that matters to scheduling. */
export function nodeChanges(before: Node, after: Node): number[] {
  const changes: number[] = [];
  if (before.spec?.unschedulable === true && after.spec?.unschedulable !== true) changes.push(Action.UpdateNodeTaint);
  if (!sameJson(before.status?.allocatable ?? {}, after.status?.allocatable ?? {})) changes.push(Action.UpdateNodeAllocatable);
  if (!sameJson(before.metadata.labels ?? {}, after.metadata.labels ?? {})) changes.push(Action.UpdateNodeLabel);
  if (!sameJson(before.spec?.taints ?? [], after.spec?.taints ?? [])) changes.push(Action.UpdateNodeTaint);
  if (!sameJson(conditions(before), conditions(after))) changes.push(Action.UpdateNodeCondition);
  if (!sameJson(before.metadata.annotations ?? {}, after.metadata.annotations ?? {})) changes.push(Action.UpdateNodeAnnotation);
  if (!sameJson(before.status?.declaredFeatures ?? [], after.status?.declaredFeatures ?? [])) changes.push(Action.UpdateNodeDeclaredFeature);
  return changes;
}

const conditions = (node: Node): Record<string, string> => Object.fromEntries((node.status?.conditions ?? []).map(({ type, status }) => [type, status]));
