import { formatTime } from '../../../base/time';
import { matchesLabels } from '../../../api';
import type { Pod } from '../../../api';
import type { ReplicaSet } from '../../../api/generated/types/apps.v1';
import { isPodAvailable, isPodReady } from '../../control/pods';

export type ReplicaSetStatus = NonNullable<ReplicaSet['status']>;
type Condition = NonNullable<ReplicaSetStatus['conditions']>[number];

const FAILURE = 'ReplicaFailure';

function conditions(set: ReplicaSet, active: number, failed: string | undefined, now: number): readonly Condition[] {
  const before = set.status?.conditions ?? [];
  const known = before.some(({ type }) => type === FAILURE);
  if (failed === undefined) return known ? before.filter(({ type }) => type !== FAILURE) : before;
  if (known) return before;
  const difference = active - (set.spec?.replicas ?? 0);
  const reason = difference < 0 ? 'FailedCreate' : difference > 0 ? 'FailedDelete' : '';
  return [...before, { type: FAILURE, status: 'True', reason, message: failed, lastTransitionTime: formatTime(now) }];
}

/** calculateStatus of pkg/controller/replicaset. `failed`: why Pods could not be managed. */
export function replicaSetStatus(set: ReplicaSet, active: readonly Pod[], terminating: number, failed: string | undefined, now: number): ReplicaSetStatus {
  const labels = set.spec?.template?.metadata?.labels ?? {};
  const ready = active.filter(isPodReady);
  const next = conditions(set, active.length, failed, now);
  const { conditions: _, ...rest } = set.status ?? {};
  return {
    ...rest,
    replicas: active.length,
    fullyLabeledReplicas: active.filter(({ metadata }) => matchesLabels(labels, metadata.labels ?? {})).length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter((pod) => isPodAvailable(pod, set.spec?.minReadySeconds ?? 0, now)).length,
    terminatingReplicas: terminating,
    ...(next.length === 0 ? {} : { conditions: next }),
  };
}
