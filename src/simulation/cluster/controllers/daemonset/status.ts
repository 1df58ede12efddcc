import type { DaemonSet, DaemonSetStatus } from '../../../api/generated/types/apps.v1';
import { RequestError } from '../../control/client';
import { isPodReady } from '../../control/pods';
import { byAge, fit, isAvailable, isUpdated, minReady, nodeName, podsByNode, SETS } from './session';
import type { Session } from './session';

const SECOND = 1_000_000;

function counts(session: Session): Omit<DaemonSetStatus, 'observedGeneration' | 'collisionCount' | 'conditions'> {
  const byNode = podsByNode(session);
  const [wanted, other] = [session.nodes.filter((node) => fit(session, node).shouldRun), session.nodes.filter((node) => !fit(session, node).shouldRun)];
  const has = (node: (typeof session.nodes)[number]): boolean => (byNode.get(nodeName(node)) ?? []).length > 0;
  const pods = wanted.flatMap((node) => [...(byNode.get(nodeName(node)) ?? [])].sort(byAge)[0] ?? []);
  const available = pods.filter((pod) => isAvailable(session, pod)).length;
  return {
    desiredNumberScheduled: wanted.length,
    currentNumberScheduled: pods.length,
    numberMisscheduled: other.filter(has).length,
    numberReady: pods.filter(isPodReady).length,
    updatedNumberScheduled: pods.filter((pod) => isUpdated(session, pod)).length,
    numberAvailable: available,
    numberUnavailable: wanted.length - available,
  };
}

/** updateDaemonSetStatus: `observed` where the sync has acted on the present generation. */
export function writeStatus(session: Session, observed: boolean): void {
  const { set, work, key } = session;
  const next = counts(session);
  const { generation = 0 } = set.metadata;
  const names = Object.keys(next) as (keyof typeof next)[];
  const same = names.every((name) => (set.status?.[name] ?? 0) === next[name]) && (set.status?.observedGeneration ?? 0) >= generation;
  const withStatus = (base: DaemonSet): DaemonSet => ({ ...base, status: { ...base.status, ...next, ...(observed ? { observedGeneration: generation } : {}) } });
  if (!same) {
    try {
      work.client.update(withStatus(set), 'status');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      work.client.update(withStatus(work.client.get(SETS, set.metadata.namespace, set.metadata.name ?? '')), 'status');
    }
  }
  if (minReady(session) > 0 && next.numberReady !== next.numberAvailable) work.enqueueAfter(key, minReady(session) * SECOND);
}
