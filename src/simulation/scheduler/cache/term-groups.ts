import type { AffinityTerm } from './affinity-term';
import type { PodInfo } from './pod-info';
import { capacityFor } from './topology';

export type TermKind = 'requiredAffinity' | 'requiredAntiAffinity' | 'preferredAffinity' | 'preferredAntiAffinity';

/** Equal terms of Pods that have a node, and how many Pods of each node have them. */
export class TermGroup {
  perNode = new Int32Array(16);
  total = 0;

  constructor(readonly kind: TermKind, readonly term: AffinityTerm, readonly weight: number) {}

  add(slot: number, delta: 1 | -1): void {
    if (slot >= this.perNode.length) {
      const larger = new Int32Array(capacityFor(slot));
      larger.set(this.perNode);
      this.perNode = larger;
    }
    this.perNode[slot] += delta;
    this.total += delta;
  }
}

const KINDS: readonly TermKind[] = ['requiredAffinity', 'requiredAntiAffinity', 'preferredAffinity', 'preferredAntiAffinity'];

/**
 * The affinity terms of placed Pods, equal ones together. The thousand replicas of a Deployment have one term between them, so that an
 * incoming Pod is compared with terms and not with Pods.
 */
export class TermGroups {
  private readonly groups = new Map<string, TermGroup>();

  add(pod: PodInfo, slot: number, delta: 1 | -1): void {
    for (const kind of KINDS) {
      for (const term of pod[kind]) {
        const weight = 'weight' in term ? term.weight : 0;
        const key = `${kind} ${weight} ${term.key}`;
        let group = this.groups.get(key);
        if (group === undefined) this.groups.set(key, (group = new TermGroup(kind, term, weight)));
        group.add(slot, delta);
        if (group.total === 0) this.groups.delete(key);
      }
    }
  }

  values(): Iterable<TermGroup> {
    return this.groups.values();
  }

  get size(): number {
    return this.groups.size;
  }
}
