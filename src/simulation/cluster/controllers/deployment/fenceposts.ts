import { scaledValue, type IntOrPercent } from '../../../api/int-or-percent';

export interface Fenceposts {
  maxSurge: number;
  maxUnavailable: number;
}

/**
 * The numbers of Pods that a rolling update may go above and below `replicas`: surge is rounded up, unavailable down, and where both come to 0
 * unavailable is 1, as otherwise no step would be possible. `ResolveFenceposts` in k8s.io/kubernetes pkg/controller/deployment/util.
 *
 * @throws Error where one of them is a string and no percentage
 */
export function resolveFenceposts(maxSurge: IntOrPercent, maxUnavailable: IntOrPercent, replicas: number): Fenceposts {
  const surge = scaledValue(maxSurge ?? 0, replicas, 'up');
  const unavailable = scaledValue(maxUnavailable ?? 0, replicas, 'down');
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}
