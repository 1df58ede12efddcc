import type { ApiObject } from '../../../api';
import { formatTime } from '../../../base/time';

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly lastUpdateTime?: string | null;
  readonly lastTransitionTime?: string | null;
}

/** populateConditionTimestamps (registry/certificates/certificates/strategy.go): a condition that says no times gets the present one, or that since when it stands. */
export function withConditionTimes(object: ApiObject, old: ApiObject, now: number): ApiObject {
  type Conditioned = ApiObject & { readonly status?: { readonly conditions?: readonly Condition[] } };
  const { status } = object as Conditioned;
  const before = (old as Conditioned).status?.conditions ?? [];
  const since = ({ type, status: is }: Condition): string | null | undefined => before.find((one) => one.type === type && one.status === is && one.lastTransitionTime)?.lastTransitionTime;
  if (status?.conditions === undefined) return object;
  const time = formatTime(now);
  const conditions = status.conditions.map((one) => ({ ...one, lastUpdateTime: one.lastUpdateTime ?? time, lastTransitionTime: one.lastTransitionTime ?? since(one) ?? time }));
  return { ...object, status: { ...status, conditions } } as ApiObject;
}
