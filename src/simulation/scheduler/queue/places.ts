import { byText, orderedBy } from '../../base/ordered-map';
import type { MapOperations, OrderedMap } from '../../base/ordered-map';
import { backoffEnd } from './backoff';
import type { BackoffOptions } from './backoff';
import type { QueuedPod } from './queued-pod';

/** Where a Pod waits: activeQ, podBackoffQ and podErrorBackoffQ, and unschedulablePods, where those are too that are kept out. */
export type Place = 'active' | 'backoff' | 'errorBackoff' | 'unschedulable';

/** Who waits where. Plain data, replaced and never changed. */
export interface PlacesState {
  /** By key. */
  readonly where: OrderedMap<string, { readonly place: Place; readonly pod: QueuedPod }>;
  /** Each in the order in which its Pods leave it. */
  readonly lines: Readonly<Record<Place, OrderedMap<QueuedPod, true>>>;
  readonly turns: number;
}

export const NOBODY_WAITS: PlacesState = { where: null, lines: { active: null, backoff: null, errorBackoff: null, unschedulable: null }, turns: 0 };

/** pkg/scheduler/backend/heap and unschedulablePods as one: each Pod in at most one place. */
export class Places {
  state: PlacesState = NOBODY_WAITS;
  private readonly orders: Readonly<Record<Place, MapOperations<QueuedPod>>>;

  /** `less`: QueueSort. */
  constructor(less: (a: QueuedPod, b: QueuedPod) => boolean, options: BackoffOptions) {
    const sorted = (a: QueuedPod, b: QueuedPod): number => (less(a, b) ? -1 : less(b, a) ? 1 : 0);
    // Two ends of −Infinity are the same one.
    const ends = (a: QueuedPod, b: QueuedPod): number => backoffEnd(a, options) - backoffEnd(b, options) || 0;
    const turns = (a: QueuedPod, b: QueuedPod): number => a.turn - b.turn;
    this.orders = {
      active: orderedBy((a, b) => sorted(a, b) || turns(a, b)),
      backoff: orderedBy((a, b) => ends(a, b) || sorted(a, b) || turns(a, b)),
      errorBackoff: orderedBy((a, b) => ends(a, b) || turns(a, b)),
      unschedulable: orderedBy(turns),
    };
  }

  find(key: string): { readonly place: Place; readonly pod: QueuedPod } | undefined {
    return byText.get(this.state.where, key);
  }

  first(place: Place): QueuedPod | undefined {
    let at = this.state.lines[place];
    while (at !== null && at.left !== null) at = at.left;
    return at?.key;
  }

  in(place: Place): QueuedPod[] {
    return [...this.orders[place].entries(this.state.lines[place])].map(([pod]) => pod);
  }

  /** Puts a Pod behind its equals. One that changes while it is unschedulable keeps its turn. */
  put(place: Place, pod: QueuedPod): void {
    const found = this.find(pod.key);
    const stays = place === 'unschedulable' && found?.place === place;
    this.remove(pod.key);
    const { where, lines, turns } = this.state;
    const placed: QueuedPod = { ...pod, turn: stays ? found.pod.turn : turns };
    this.state = {
      where: byText.set(where, pod.key, { place, pod: placed }),
      lines: { ...lines, [place]: this.orders[place].set(lines[place], placed, true) },
      turns: stays ? turns : turns + 1,
    };
  }

  remove(key: string): QueuedPod | undefined {
    const found = this.find(key);
    if (found === undefined) return undefined;
    const { where, lines, turns } = this.state;
    this.state = { where: byText.delete(where, key), lines: { ...lines, [found.place]: this.orders[found.place].delete(lines[found.place], found.pod) }, turns };
    return found.pod;
  }
}
