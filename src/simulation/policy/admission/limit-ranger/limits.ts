import { podLimits, podRequests } from '../../../api/pod-requests';
import { parseResourceList } from '../../../api/resource-list';
import { aggregateErrors } from '../../../api/status';
import type { LimitRange, LimitRangeItem, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { Pod, ResourceList } from '../../../api/types';
import { maximum, maximumRequest, minimum, ratio, type Constraint, type Measured } from './constraints';
import { itemsOf } from './items';

/** Upstream walks a Go map, whose order is nobody's; here names are sorted. */
function check(list: ResourceList | undefined, constraint: Constraint, type: string, measured: Measured): string[] {
  const enforced = [...parseResourceList(list)].sort(([a], [b]) => (a < b ? -1 : 1));
  return enforced.flatMap(([name, quantity]) => constraint(type, name, quantity, measured) ?? []);
}

const checkAll = ({ type, min, max, maxLimitRequestRatio }: LimitRangeItem, measured: Measured): string[] => [
  ...check(min, minimum, type, measured),
  ...check(max, maximum, type, measured),
  ...check(maxLimitRequestRatio, ratio, type, measured),
];

const OF_ITS_OWN = { excludeOverhead: true };

/** PodValidateLimitFunc. */
function podErrors({ spec }: Pod, item: LimitRangeItem): string[] {
  if (item.type === 'Pod') return checkAll(item, { requests: podRequests(spec, OF_ITS_OWN), limits: podLimits(spec, OF_ITS_OWN) });
  if (item.type !== 'Container') return [];
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return containers.flatMap(({ resources }) => checkAll(item, { requests: parseResourceList(resources?.requests), limits: parseResourceList(resources?.limits) }));
}

/** PersistentVolumeClaimValidateLimitFunc. */
function claimErrors({ spec }: PersistentVolumeClaim, { type, min, max }: LimitRangeItem): string[] {
  if (type !== 'PersistentVolumeClaim') return [];
  const measured = { requests: parseResourceList(spec.resources?.requests), limits: new Map<string, never>() };
  return [...check(min, minimum, type, measured), ...check(max, maximumRequest, type, measured)];
}

/** LimitRanger, what it refuses: the errors of the first LimitRange that has any. New Pods are looked at, new and changed claims. */
export function limitErrors(object: Pod | PersistentVolumeClaim, ranges: readonly LimitRange[]): string | undefined {
  for (const range of ranges) {
    const errors = itemsOf(range).flatMap((item) => (object.kind === 'Pod' ? podErrors(object, item) : claimErrors(object, item)));
    if (errors.length > 0) return aggregateErrors(errors);
  }
  return undefined;
}
