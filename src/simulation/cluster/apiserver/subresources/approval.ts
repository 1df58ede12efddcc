import type { ApiObject } from '../../../api';
import { formatTime } from '../../../base/time';

interface Condition {
  readonly lastUpdateTime?: string | null;
  readonly lastTransitionTime?: string | null;
}

/** populateConditionTimestamps (registry/certificates/certificates/strategy.go): a condition that says no times gets the present one. */
export function withConditionTimes(object: ApiObject, now: number): ApiObject {
  const { status } = object as ApiObject & { readonly status?: { readonly conditions?: readonly Condition[] } };
  if (status?.conditions === undefined) return object;
  const time = formatTime(now);
  const conditions = status.conditions.map((one) => ({ ...one, lastUpdateTime: one.lastUpdateTime ?? time, lastTransitionTime: one.lastTransitionTime ?? time }));
  return { ...object, status: { ...status, conditions } } as ApiObject;
}
