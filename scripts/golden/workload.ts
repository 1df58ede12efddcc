/** Replays the `workload` suite: what the controllers of Kubernetes 1.36.3 do (testdata/golden/workload/README.md). */
import { replayCronJob } from './workload/cronjob';
import { replayDaemonNode, replayDaemonSet } from './workload/daemonset';
import { replayRollout } from './workload/deployment';
import { replayDisruptionBudget } from './workload/disruption';
import { replayEndpointSlices } from './workload/endpointslice';
import { replayDeletionOrder, replayFenceposts, replayNewSize, replayScaledValue } from './workload/helpers';
import { replayJob } from './workload/job';
import { replayStatefulSet } from './workload/statefulset';
import type { GoldenCase } from './types';

type Replayer = (input: never) => unknown;

const KINDS: Readonly<Record<string, Replayer>> = {
  cronJob: replayCronJob,
  daemonNode: replayDaemonNode,
  daemonSet: replayDaemonSet,
  deletionOrder: replayDeletionOrder,
  disruptionBudget: replayDisruptionBudget,
  endpointSlices: replayEndpointSlices,
  fenceposts: replayFenceposts,
  job: replayJob,
  newReplicaSetReplicas: replayNewSize,
  rollout: replayRollout,
  scaledValue: replayScaledValue,
  statefulSet: replayStatefulSet,
};

export function replay(one: GoldenCase): unknown {
  return KINDS[one.kind]?.(one.in as never);
}
