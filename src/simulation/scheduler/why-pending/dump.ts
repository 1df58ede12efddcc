import type { Node, Pod } from '../../api';
import { isOtherKind } from '../objects';
import type { OtherKind, OtherObject } from '../objects';
import type { ClusterInput } from '../schedule-all';

/** A cluster's objects as `kubectl get … -A -o json` prints them, sorted for the scheduler. */
export interface Dump {
  readonly cluster: ClusterInput;
  /** Pods without a node that are not over, in the order of the dump. */
  readonly pending: readonly Pod[];
  /** Kinds of which the dump has no object; if the cluster has some, answers that depend on them may differ. */
  readonly absent: readonly (OtherKind | 'Node')[];
}

/** What the dump is not. */
export class DumpError extends Error {}

const ASKED_FOR = ['Node', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass', 'CSINode', 'PodDisruptionBudget', 'Namespace', 'ReplicaSet'] as const;

/** Kinds that matter where a Pod has claims for devices. */
const OF_DEVICES = ['ResourceClaim', 'DeviceClass', 'ResourceSlice'] as const;

interface Item {
  readonly kind: string;
  readonly metadata: object;
}
const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && 'metadata' in value && typeof value.metadata === 'object' && value.metadata !== null;

const itemsOf = (dump: unknown): readonly unknown[] | null =>
  Array.isArray(dump) ? dump.flatMap((one) => itemsOf(one) ?? [one]) : typeof dump === 'object' && dump !== null && 'items' in dump && Array.isArray(dump.items) ? dump.items : null;

/** The scheduler's informers leave out Pods that are over (scheduler.go newPodInformer). */
const isOver = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

/** Sorts a List (or several in an array). Objects of kinds that no plugin reads are left aside. Throws a DumpError for anything else. */
export function readDump(dump: unknown): Dump {
  const items = itemsOf(dump);
  if (items === null) throw new DumpError('the dump has no "items": give what "kubectl get nodes,pods,… -A -o json" printed');
  const nodes: Node[] = [];
  const pods: Pod[] = [];
  const others: OtherObject[] = [];
  items.forEach((item, i) => {
    if (!isItem(item)) throw new DumpError(`items[${i}]: has no kind or no metadata; dump with -o json, not as a table`);
    // An object of the API server has the fields of its kind.
    if (item.kind === 'Node') nodes.push(item as unknown as Node);
    else if (item.kind === 'Pod') pods.push(item as unknown as Pod);
    else if (isOtherKind(item.kind)) others.push(item as unknown as OtherObject);
  });
  const alive = pods.filter((pod) => !isOver(pod));
  const present = new Set<string>([...(nodes.length > 0 ? ['Node'] : []), ...others.map(({ kind }) => kind)]);
  return {
    cluster: { nodes, pods: alive.filter((pod) => pod.spec.nodeName), others },
    pending: alive.filter((pod) => !pod.spec.nodeName && pod.metadata.deletionTimestamp === undefined),
    absent: [...ASKED_FOR, ...(alive.some(({ spec }) => (spec.resourceClaims ?? []).length > 0) ? OF_DEVICES : [])].filter((kind) => !present.has(kind)),
  };
}
