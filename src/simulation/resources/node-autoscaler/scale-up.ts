/** Would a new node help the Pods that wait, and of which group? */
import { fits, less, sizeOf, sumOf } from './fit';
import { NODE_AUTOSCALER_DEFAULTS } from './types';
import type { NodeAutoscalerSettings, NodeGroup, Size, WaitingPod } from './types';

/** What growing one group would bring. */
export interface GrowthOption {
  readonly group: string;
  readonly nodes: number;
  readonly placed: readonly string[];
  /** Shares of the new machines' CPU and memory that these Pods do not request. */
  readonly idleCpu: number;
  readonly idleMemory: number;
  /** Why no node is added: it is as large as it may be, or not one waiting Pod fits an empty node of it. */
  readonly not: 'atMaximum' | 'fitsNone' | null;
}

export interface ScaleUp {
  readonly options: readonly GrowthOption[];
  /** Null where nothing is to be done. */
  readonly chosen: GrowthOption | null;
  /** Pods that bring no node, since their priority is below the cutoff. */
  readonly expendable: readonly string[];
  /** Pods that no option places. */
  readonly helpless: readonly string[];
}

/** BinpackingNodeEstimator: the Pods that take most of a node first, each into the first new node that has room. */
function grow(group: NodeGroup, pods: readonly { name: string; size: Size }[]): GrowthOption {
  const room = group.max - group.size;
  const share = ({ size }: { size: Size }): number => size.cpu / group.free.cpu + size.memory / group.free.memory;
  const nodes: Size[] = [];
  const placed: string[] = [];
  let stopped = false;
  for (const pod of [...pods].sort((a, b) => share(b) - share(a))) {
    const at = nodes.findIndex((free) => fits(pod.size, free));
    if (at >= 0) nodes[at] = less(nodes[at], pod.size);
    else if (!fits(pod.size, group.free)) continue;
    else if (nodes.length < room) nodes.push(less(group.free, pod.size));
    else {
      stopped = true;
      continue;
    }
    placed.push(pod.name);
  }
  const none = nodes.length === 0;
  const machine = group.capacity ?? group.free;
  const asked = sumOf(pods.filter(({ name }) => placed.includes(name)).map(({ size }) => size));
  const idle = (of: 'cpu' | 'memory'): number => (none ? 0 : 1 - asked[of] / (machine[of] * nodes.length));
  return {
    group: group.name, nodes: nodes.length, placed,
    idleCpu: idle('cpu'), idleMemory: idle('memory'),
    not: !none ? null : room <= 0 || stopped ? 'atMaximum' : 'fitsNone',
  };
}

/** expander/waste: the two idle shares added up, although the FAQ names CPU first and memory for ties. */
export const wasteOf = ({ idleCpu, idleMemory }: GrowthOption): number => idleCpu + idleMemory;

/** Of several options the expander takes one; the first of equals. Upstream draws lots among equals. */
function better(a: GrowthOption, b: GrowthOption, expander: NodeAutoscalerSettings['expander']): boolean {
  if (expander === 'most-pods') return a.placed.length > b.placed.length;
  return wasteOf(a) < wasteOf(b);
}

/** Every 10 s, for the Pods that the scheduler has found no place for. */
export function decideScaleUp(waiting: readonly WaitingPod[], groups: readonly NodeGroup[], settings: NodeAutoscalerSettings = NODE_AUTOSCALER_DEFAULTS): ScaleUp {
  const counted = waiting.filter(({ spec }) => (spec.priority ?? 0) >= settings.priorityCutoff);
  const pods = counted.map(({ name, spec }) => ({ name, size: sizeOf(spec) }));
  const options = pods.length === 0 ? [] : groups.map((group) => grow(group, pods));
  const chosen = options.reduce<GrowthOption | null>((best, one) => (one.nodes > 0 && (best === null || better(one, best, settings.expander)) ? one : best), null);
  const helped = new Set(options.flatMap(({ placed }) => placed));
  return { options, chosen, expendable: waiting.filter((one) => !counted.includes(one)).map(({ name }) => name), helpless: pods.map(({ name }) => name).filter((name) => !helped.has(name)) };
}
