/** Whether a kubelet is still heard of (tryUpdateNodeHealth of pkg/controller/nodelifecycle). */
import { formatTime, parseTime } from '../../../base/time';
import type { Node } from '../../../api';
import type { Lease } from '../../../api/generated/types/coordination.v1';

export type NodeCondition = NonNullable<NonNullable<Node['status']>['conditions']>[number];

/** What was last heard of a node; all that counts is when it changed, by our own clock. */
export interface Health {
  /** µs. */
  readonly probe: number;
  /** The heartbeat of the condition Ready; undefined where there was none. */
  readonly heartbeat: string | undefined;
  readonly known: boolean;
  readonly renewed: string | undefined;
}

const SECOND = 1_000_000;
/** --node-monitor-grace-period and --node-startup-grace-period. */
const [GRACE, STARTUP] = [50 * SECOND, 60 * SECOND];
const WATCHED = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

export const conditionOf = ({ status }: Node, type: string): NodeCondition | undefined => (status?.conditions ?? []).find((one) => one.type === type);

const later = (a: string | undefined, b: string | undefined): boolean => (parseTime(a ?? '') ?? Number.NEGATIVE_INFINITY) > (parseTime(b ?? '') ?? Number.NEGATIVE_INFINITY);

/** What is known of a node after this look. */
export function observe(before: Health | undefined, node: Node, lease: Lease | undefined, now: number): Health {
  const ready = conditionOf(node, 'Ready');
  const created = parseTime(node.metadata.creationTimestamp ?? '') ?? now;
  const heartbeat = ready?.lastHeartbeatTime;
  const changed = before === undefined || before.known !== (ready !== undefined) || before.heartbeat !== heartbeat;
  const probe = before === undefined && ready === undefined ? created : changed ? now : before.probe;
  const renewed = lease?.spec?.renewTime;
  const news = renewed !== undefined && later(renewed, before?.renewed);
  return { probe: news ? now : probe, heartbeat, known: ready !== undefined, renewed: news ? renewed : before?.renewed };
}

/** The Node with its conditions set to Unknown where nothing was heard for too long; the same one otherwise. */
export function judged(node: Node, health: Health, now: number): Node {
  const grace = conditionOf(node, 'Ready') === undefined ? STARTUP : GRACE;
  if (now <= health.probe + grace) return node;
  const at = formatTime(now);
  const conditions = [...(node.status?.conditions ?? [])];
  let changed = false;
  for (const type of WATCHED) {
    const index = conditions.findIndex((one) => one.type === type);
    if (index < 0) {
      const lastHeartbeatTime = node.metadata.creationTimestamp ?? at;
      conditions.push({ type, status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.', lastHeartbeatTime, lastTransitionTime: at });
    } else if (conditions[index]!.status !== 'Unknown') {
      conditions[index] = { ...conditions[index]!, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: at };
    } else continue;
    changed = true;
  }
  return changed ? { ...node, status: { ...node.status, conditions } } : node;
}
