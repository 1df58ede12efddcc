import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';

/** Counts by topology key and domain (filtering.go topologyToMatchedTermCount). */
export class TopologyCounts {
  private readonly byKey: { readonly key: string; readonly ids: Int32Array; readonly counts: Int32Array }[] = [];
  /** All counts together: zero means that no domain has any. */
  total = 0;

  constructor(private readonly cache: Cache) {}

  private entry(key: string): (typeof this.byKey)[number] {
    const found = this.byKey.find((one) => one.key === key);
    if (found !== undefined) return found;
    const column = this.cache.topology.column(key);
    const made = { key, ids: column.ids, counts: new Int32Array(column.values.length) };
    this.byKey.push(made);
    return made;
  }

  addAll(key: string, perNode: Int32Array): void {
    const { ids, counts } = this.entry(key);
    const end = Math.min(perNode.length, ids.length);
    for (let slot = 0; slot < end; slot += 1) {
      if (perNode[slot] === 0 || ids[slot] < 0) continue;
      counts[ids[slot]] += perNode[slot];
      this.total += perNode[slot];
    }
  }

  add(key: string, node: NodeInfo, delta: number): void {
    const { ids, counts } = this.entry(key);
    if (ids[node.slot] < 0) return;
    counts[ids[node.slot]] += delta;
    this.total += delta;
  }

  /** The count of the node's domain; null where the node lacks the label. */
  at(key: string, node: NodeInfo): number | null {
    const { ids, counts } = this.entry(key);
    return ids[node.slot] < 0 ? null : counts[ids[node.slot]];
  }

  /** A topology key for which the node's domain has a count. */
  found(node: NodeInfo): string | null {
    if (this.total === 0) return null;
    for (const { key, ids, counts } of this.byKey) if (ids[node.slot] >= 0 && counts[ids[node.slot]] > 0) return key;
    return null;
  }

  clone(): TopologyCounts {
    const copy = new TopologyCounts(this.cache);
    for (const one of this.byKey) copy.byKey.push({ ...one, counts: one.counts.slice() });
    copy.total = this.total;
    return copy;
  }
}
