import { formatTime } from '../../base/time';
import type { Pod, PodStatus } from '../../api';
import type { PodCondition } from './pods';

/** What a component says of a Pod. */
export type SaidCondition = Pick<PodCondition, 'type' | 'status'> & { readonly reason?: string; readonly message?: string };

/**
 * pkg/api/v1/pod UpdatePodCondition with CalculatePodConditionObservedGeneration: the Pod's conditions with this one in its place, or at the end; the time stays where the
 * status does. The same status where nothing changes. `now`: µs.
 */
export function withPodCondition(pod: Pod, said: SaidCondition, now: number): PodStatus {
  const conditions = pod.status?.conditions ?? [];
  const old = conditions.find(({ type }) => type === said.type);
  const { generation } = pod.metadata;
  const next: PodCondition = {
    type: said.type, status: said.status,
    lastTransitionTime: old?.status === said.status ? (old.lastTransitionTime ?? formatTime(now)) : formatTime(now),
    ...(said.reason === undefined ? {} : { reason: said.reason }),
    ...(said.message === undefined ? {} : { message: said.message }),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  const same = old !== undefined && old.status === next.status && (old.reason ?? '') === (next.reason ?? '') && (old.message ?? '') === (next.message ?? '') && old.observedGeneration === next.observedGeneration;
  if (same) return pod.status ?? {};
  return { ...pod.status, conditions: old === undefined ? [...conditions, next] : conditions.map((one) => (one === old ? next : one)) };
}
