import { matchesLabels } from '../api';
import type { LabelSelector, Pod } from '../api';
import type { Snapshot } from './snapshot';

/** A selector that would match everything counts as none here (labels.Selector.Empty). */
export const hasSelector = (selector: LabelSelector | undefined): selector is LabelSelector =>
  selector !== undefined && Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length > 0;

/**
 * plugins/helper DefaultSelector: the selectors of all Services that select the Pod and of the ReplicaSet that owns it, together.
 * Replication controllers and StatefulSets are no part of this model's cluster.
 */
export function workloadSelector(pod: Pod, snapshot: Snapshot): LabelSelector {
  const namespace = pod.metadata.namespace ?? 'default';
  const services = snapshot.services.filter(
    (s) => s.namespace === namespace && Object.keys(s.selector).length > 0 && matchesLabels(s.selector, pod.metadata.labels ?? {}),
  );
  const matchLabels = Object.assign({}, ...services.map((s) => s.selector)) as Record<string, string>;
  const owner = (pod.metadata.ownerReferences ?? []).find((o) => o.controller === true && o.kind === 'ReplicaSet');
  const replicaSet = snapshot.replicaSets.find((rs) => rs.namespace === namespace && rs.name === owner?.name);
  return {
    matchLabels: { ...matchLabels, ...replicaSet?.selector.matchLabels },
    matchExpressions: replicaSet?.selector.matchExpressions ?? [],
  };
}
