/** Taints that stand for the state of a Node (pkg/controller/nodelifecycle, pkg/controller/util/node SwapNodeControllerTaint). */
import { formatTime } from '../../../base/time';
import type { Node, Taint } from '../../../api';
import type { Client } from '../../control/client';

export const UNREACHABLE = 'node.kubernetes.io/unreachable';
export const NOT_READY = 'node.kubernetes.io/not-ready';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** nodeConditionToTaintKeyStatusMap. */
const BY_CONDITION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY, Unknown: UNREACHABLE },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
};

const OURS = new Set([UNSCHEDULABLE, ...Object.values(BY_CONDITION).flatMap((byStatus) => Object.values(byStatus))]);

export const taintsOf = ({ spec }: Node): readonly Taint[] => spec?.taints ?? [];
export const hasTaint = (node: Node, key: string, effect: string): boolean => taintsOf(node).some((taint) => taint.key === key && taint.effect === effect);

/** Adds and removes taints by key, of one effect; the same Node where nothing changes. */
export function swapTaints(node: Node, effect: string, add: readonly string[], remove: readonly string[], client: Client, now: number): Node {
  const missing = add.filter((key) => !hasTaint(node, key, effect));
  const kept = taintsOf(node).filter((taint) => taint.effect !== effect || !remove.includes(taint.key));
  if (missing.length === 0 && kept.length === taintsOf(node).length) return node;
  const taints = [...kept, ...missing.map((key) => ({ key, effect, timeAdded: formatTime(now) }))];
  return client.patch(node, { spec: { taints: taints.length === 0 ? null : taints.map((taint) => ({ ...taint })) } });
}

/** doNoScheduleTaintingPass: the taints that the Node's conditions and `unschedulable` ask for, and no others of ours. */
export function wantedNoSchedule(node: Node): { readonly add: readonly string[]; readonly remove: readonly string[] } {
  const wanted = (node.status?.conditions ?? []).flatMap(({ type, status }) => BY_CONDITION[type]?.[status] ?? []);
  if (node.spec?.unschedulable === true) wanted.push(UNSCHEDULABLE);
  return { add: wanted, remove: [...OURS].filter((key) => !wanted.includes(key)) };
}
