/** Which nodes are unneeded, and which of them goes now? */
import { fits, less, sizeOf, sumOf } from './fit';
import { NODE_AUTOSCALER_DEFAULTS } from './types';
import type { AutoscaledNode, NodeAutoscalerSettings, NodeGroup, PlacedPod, Size } from './types';

const SAFE = 'cluster-autoscaler.kubernetes.io/safe-to-evict';
const SAFE_VOLUMES = 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes';
const DISABLED = 'cluster-autoscaler.kubernetes.io/scale-down-disabled';

/** Why a Pod keeps its node. */
export type Blocker = 'notSafe' | 'noOwner' | 'system' | 'localStorage' | 'budget';

/** Those of DaemonSets and static Pods keep no node: every node has them. */
const staysBehind = ({ owner }: PlacedPod): boolean => owner === 'DaemonSet' || owner === 'Node';

/** hostPath and emptyDir on disk. */
function localVolumes(pod: PlacedPod): string[] {
  const listed = (pod.annotations?.[SAFE_VOLUMES] ?? '').split(',');
  return (pod.spec.volumes ?? []).flatMap(({ name, hostPath, emptyDir }) => ((hostPath !== undefined || (emptyDir !== undefined && emptyDir.medium !== 'Memory')) && !listed.includes(name) ? [name] : []));
}

export function blockerOf(pod: PlacedPod, settings: NodeAutoscalerSettings = NODE_AUTOSCALER_DEFAULTS): Blocker | null {
  if (staysBehind(pod)) return null;
  const safe = pod.annotations?.[SAFE];
  if (safe === 'false') return 'notSafe';
  if (safe !== 'true') {
    if (pod.owner === null) return 'noOwner';
    if (settings.skipSystemPods && pod.namespace === 'kube-system' && pod.disruptionsAllowed === undefined) return 'system';
    if (settings.skipLocalStorage && localVolumes(pod).length > 0) return 'localStorage';
  }
  return pod.disruptionsAllowed !== undefined && pod.disruptionsAllowed < 1 ? 'budget' : null;
}

export type NodeVerdict =
  | { readonly kind: 'busy' | 'disabled' | 'atMinimum' | 'waiting' | 'remove' }
  | { readonly kind: 'blocked'; readonly pod: string; readonly by: Blocker }
  | { readonly kind: 'noPlace'; readonly pod: string };

export interface NodeLook {
  readonly node: string;
  /** The larger of the shares of CPU and memory that are requested. */
  readonly utilization: number;
  readonly verdict: NodeVerdict;
  /** Where its Pods would go, by Pod. */
  readonly moves: Readonly<Record<string, string>>;
}

export interface ScaleDown {
  readonly looks: readonly NodeLook[];
  /** Empty nodes together; of the others one at a time. */
  readonly remove: readonly string[];
  /** Nothing is looked at so soon after a node was added. */
  readonly delayed: boolean;
}

const freeOf = (node: AutoscaledNode): Size => less(node.allocatable, sumOf(node.pods.map(({ spec }) => sizeOf(spec))));

/** Finds a place for each Pod on the other nodes; the room that is taken stays taken for the nodes looked at later. */
function movesOf(node: AutoscaledNode, room: Map<string, Size>, cutoff: number): { moves: Record<string, string>; stuck: string | null } {
  const taken = new Map(room);
  const moves: Record<string, string> = {};
  for (const pod of node.pods) {
    if (staysBehind(pod) || (pod.spec.priority ?? 0) < cutoff) continue;
    const size = sizeOf(pod.spec);
    const place = [...taken].find(([name, free]) => name !== node.name && fits(size, free));
    if (place === undefined) return { moves: {}, stuck: pod.name };
    moves[pod.name] = place[0];
    taken.set(place[0], less(place[1], size));
  }
  for (const [name, free] of taken) room.set(name, free);
  return { moves, stuck: null };
}

/** Every 10 s, when no node is to be added. `addedAgo`: seconds since the last was. */
export function decideScaleDown(nodes: readonly AutoscaledNode[], groups: readonly NodeGroup[], addedAgo: number, settings: NodeAutoscalerSettings = NODE_AUTOSCALER_DEFAULTS): ScaleDown {
  const room = new Map(nodes.map((node) => [node.name, freeOf(node)]));
  const sizes = new Map(groups.map(({ name, size }) => [name, size]));
  const remove: string[] = [];
  let drained = false;
  const delayed = addedAgo < settings.delayAfterAdd;
  const looks = nodes.map((node): NodeLook => {
    const used = sumOf(node.pods.map(({ spec }) => sizeOf(spec)));
    const utilization = Math.max(used.cpu / node.allocatable.cpu, used.memory / node.allocatable.memory);
    const look = (verdict: NodeVerdict, moves: Readonly<Record<string, string>> = {}): NodeLook => ({ node: node.name, utilization, verdict, moves });
    if (node.annotations?.[DISABLED] === 'true') return look({ kind: 'disabled' });
    if (utilization >= settings.utilizationThreshold) return look({ kind: 'busy' });
    const blocked = node.pods.flatMap((pod) => {
      const by = blockerOf(pod, settings);
      return by === null ? [] : [{ pod: pod.name, by }];
    })[0];
    if (blocked !== undefined) return look({ kind: 'blocked', ...blocked });
    // A node that goes takes no one in.
    const others = new Map([...room].filter(([name]) => !remove.includes(name)));
    const { moves, stuck } = movesOf(node, others, settings.priorityCutoff);
    if (stuck !== null) return look({ kind: 'noPlace', pod: stuck });
    for (const [name, free] of others) room.set(name, free);
    const group = groups.find(({ name }) => name === node.group);
    if (group !== undefined && (sizes.get(group.name) ?? 0) <= group.min) return look({ kind: 'atMinimum' }, moves);
    const empty = Object.keys(moves).length === 0;
    if (delayed || node.unneededFor < settings.unneededTime || (!empty && drained)) return look({ kind: 'waiting' }, moves);
    remove.push(node.name);
    if (!empty) drained = true;
    sizes.set(node.group, (sizes.get(node.group) ?? 1) - 1);
    return look({ kind: 'remove' }, moves);
  });
  return { looks, remove, delayed };
}
