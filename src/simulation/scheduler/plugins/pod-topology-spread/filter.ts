import { labelSelectorMatches } from '../../../api';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import type { PodInfo } from '../../cache/pod-info';
import type { TopologyColumn } from '../../cache/topology';
import type { NodeFilter, Status } from '../../framework';
import { counterOf, hasKeys, inclusion } from './constraint';
import type { Constraint } from './constraint';

const MISMATCH = "node(s) didn't match pod topology spread constraints";

export interface SpreadRejection {
  readonly kind: 'spread';
  readonly topologyKey: string;
  /** Null where the node lacks the label. */
  readonly domain: string | null;
  readonly matching: number;
  readonly self: number;
  readonly min: number;
  readonly maxSkew: number;
}

/** One constraint's domains, and how many matching Pods each has; −1 where no node of the domain counts. */
export interface Domains {
  readonly constraint: Constraint;
  readonly column: TopologyColumn;
  readonly counts: Int32Array;
  readonly size: number;
  readonly self: number;
  readonly includes: ((node: NodeInfo) => boolean) | null;
  min: number;
}

function minimum({ counts, size, constraint }: Pick<Domains, 'counts' | 'size' | 'constraint'>): number {
  // With fewer domains than minDomains asks for, the emptiest one counts as empty.
  if (size < constraint.minDomains) return 0;
  let min = Number.MAX_SAFE_INTEGER;
  for (let i = 0; i < counts.length; i += 1) if (counts[i] >= 0 && counts[i] < min) min = counts[i];
  return min;
}

/** Each constraint's domains as the Pod's cycle sees them. */
export function countDomains(constraints: readonly Constraint[], pod: PodInfo, cache: Cache): Domains[] {
  const several = constraints.length > 1;
  const columns = constraints.map(({ topologyKey }) => cache.topology.column(topologyKey));
  return constraints.map((constraint, i): Domains => {
    const column = columns[i];
    const counter = counterOf(constraint, pod.namespace, cache);
    const includes = inclusion(pod, constraint);
    const counts = new Int32Array(column.values.length).fill(-1);
    const { ids } = column;
    let size = 0;
    for (const node of cache.nodes) {
      const id = ids[node.slot];
      if (id < 0 || (several && !columns.every((other) => other.ids[node.slot] >= 0)) || (includes !== null && !includes(node))) continue;
      if (counts[id] < 0) {
        counts[id] = 0;
        size += 1;
      }
      if (counter !== null) counts[id] += counter.at(node.slot);
    }
    const self = labelSelectorMatches(constraint.selector, pod.pod.metadata.labels ?? {}) ? 1 : 0;
    return { constraint, column, counts, size, self, includes, min: minimum({ counts, size, constraint }) };
  });
}

/** podtopologyspread/filtering.go: a domain may have `maxSkew` more matching Pods than the emptiest one, the new Pod included. */
class SpreadFilter implements NodeFilter<SpreadRejection> {
  private constructor(private readonly plugin: string, private readonly pod: PodInfo, private readonly domains: readonly Domains[]) {}

  static for(plugin: string, constraints: readonly Constraint[], pod: PodInfo, cache: Cache): SpreadFilter {
    return new SpreadFilter(plugin, pod, countDomains(constraints, pod, cache));
  }

  check(node: NodeInfo): Status<SpreadRejection> | null {
    for (const { constraint, column, counts, self, min } of this.domains) {
      const id = column.ids[node.slot];
      const matching = id < 0 ? 0 : Math.max(0, counts[id]);
      if (id >= 0 && matching + self - min <= constraint.maxSkew) continue;
      const params = [{ kind: 'spread', topologyKey: constraint.topologyKey, domain: id < 0 ? null : column.values[id], matching, self, min, maxSkew: constraint.maxSkew }] as const;
      return id < 0
        ? { plugin: this.plugin, code: 'UnschedulableAndUnresolvable', reasons: [`${MISMATCH} (missing required label)`], params }
        : { plugin: this.plugin, code: 'Unschedulable', reasons: [MISMATCH], params };
    }
    return null;
  }

  clone(): SpreadFilter {
    return new SpreadFilter(this.plugin, this.pod, this.domains.map((one) => ({ ...one, counts: one.counts.slice() })));
  }

  addPod(other: PodInfo, node: NodeInfo): void {
    this.update(other, node, 1);
  }

  removePod(other: PodInfo, node: NodeInfo): void {
    this.update(other, node, -1);
  }

  /** updateWithPod. A Pod that is going away counts here, as upstream's arithmetic has it. */
  private update(other: PodInfo, node: NodeInfo, delta: 1 | -1): void {
    if (other.namespace !== this.pod.namespace || !hasKeys(node.labels, this.domains.map(({ constraint }) => constraint))) return;
    for (const one of this.domains) {
      const id = one.column.ids[node.slot];
      if (!labelSelectorMatches(one.constraint.selector, other.pod.metadata.labels ?? {}) || (one.includes !== null && !one.includes(node))) continue;
      one.counts[id] += delta;
      one.min = minimum(one);
    }
  }
}

export const spreadFilter = SpreadFilter.for;
