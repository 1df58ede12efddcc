import type { PodInfo } from './pod-info';
import { capacityFor } from './topology';

/** How many Pods with a certain property each node has, kept up to date as Pods come and go. */
export class PodCounter {
  /** By node slot. */
  perNode = new Int32Array(16);
  total = 0;

  constructor(readonly matches: (pod: PodInfo) => boolean) {}

  add(pod: PodInfo, slot: number, delta: 1 | -1): void {
    if (!this.matches(pod)) return;
    if (slot >= this.perNode.length) {
      const larger = new Int32Array(capacityFor(slot));
      larger.set(this.perNode);
      this.perNode = larger;
    }
    this.perNode[slot] += delta;
    this.total += delta;
  }

  at(slot: number): number {
    return slot < this.perNode.length ? this.perNode[slot] : 0;
  }
}

/** Properties looked for lately; the rest is counted anew when somebody asks again. */
const MAX_COUNTERS = 64;

/**
 * Counters by what they count, e.g. "Pods of namespace a that selector s matches". Upstream walks over all Pods in each cycle; here the
 * first Pod with a selector pays for that walk and later ones read the result.
 */
export class PodCounts {
  private readonly counters = new Map<string, PodCounter>();

  constructor(private readonly pods: () => Iterable<{ readonly slot: number; readonly pods: readonly PodInfo[] }>) {}

  /** Equal keys must come with equal predicates. */
  counter(key: string, matches: (pod: PodInfo) => boolean): PodCounter {
    const found = this.counters.get(key);
    if (found !== undefined) {
      // Back to the young end.
      this.counters.delete(key);
      this.counters.set(key, found);
      return found;
    }
    const counter = new PodCounter(matches);
    for (const { slot, pods } of this.pods()) for (const pod of pods) counter.add(pod, slot, 1);
    this.counters.set(key, counter);
    if (this.counters.size > MAX_COUNTERS) {
      const [oldest] = this.counters.keys();
      if (oldest !== undefined) this.counters.delete(oldest);
    }
    return counter;
  }

  add(pod: PodInfo, slot: number, delta: 1 | -1): void {
    for (const counter of this.counters.values()) counter.add(pod, slot, delta);
  }
}
