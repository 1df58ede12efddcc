/** How fast nodes are given up, by zone: where too many are lost at once, the trouble is more likely in between (handleDisruption). */
import type { Node } from '../../../api';

export type ZoneState = 'Initial' | 'Normal' | 'PartialDisruption' | 'FullDisruption';

/** A zone's queue of nodes to be tainted (RateLimitedTimedQueue): each once until it is heard of again. */
export interface Zone {
  readonly state: ZoneState;
  readonly waiting: readonly string[];
  readonly queued: readonly string[];
  /** µs: not before. */
  readonly next: number;
}

export const NEW_ZONE: Zone = { state: 'Initial', waiting: [], queued: [], next: 0 };

const SECOND = 1_000_000;
/** --node-eviction-rate, --secondary-node-eviction-rate (of large clusters), --large-cluster-size-threshold, --unhealthy-zone-threshold. */
const [EVERY, SLOWLY, LARGE, UNHEALTHY] = [10 * SECOND, 100 * SECOND, 50, 0.55];

/** GetZoneKey. */
export function zoneOf({ metadata }: Node): string {
  const label = (name: string): string => metadata.labels?.[`topology.kubernetes.io/${name}`] ?? '';
  return label('region') === '' && label('zone') === '' ? '' : `${label('region')}:\u0000:${label('zone')}`;
}

/** ComputeZoneState. */
export function stateOf(ready: number, notReady: number): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption';
  return notReady > 2 && notReady / (notReady + ready) >= UNHEALTHY ? 'PartialDisruption' : 'Normal';
}

/** setLimiterInZone: µs between two nodes of a zone; undefined where none is given up. */
export function pace(state: ZoneState, size: number, allDown: boolean): number | undefined {
  if (allDown) return undefined;
  if (state === 'PartialDisruption') return size > LARGE ? SLOWLY : undefined;
  return EVERY;
}
