/** How many Pods a budget is about, and how many have to be healthy (pkg/controller/disruption getExpectedPodCount). */
import { scaledValue } from '../../../api/int-or-percent';
import { splitApiVersion } from '../../../api/schema/resources';
import type { LabelSelector, OwnerReference, Pod } from '../../../api';
import type { PodDisruptionBudget } from '../../../api/generated/types/policy.v1';
import type { Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { controllerRefOf } from '../../control/owners';

export interface Expected {
  readonly expected: number;
  readonly desired: number;
  /** Pods that nobody controls, where that matters. */
  readonly unmanaged: readonly string[];
}

interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

type Look = { readonly work: Work<null> };

/** The finders in their order. What has no Scale that the server knows is nobody. */
function scaleOf({ work }: Look, ref: OwnerReference, namespace: string): Scale | undefined {
  const [group] = splitApiVersion(ref.apiVersion);
  const found = (uid: string | undefined, replicas: number | undefined): Scale | undefined => (uid === ref.uid ? { uid: ref.uid, replicas: replicas ?? 1 } : undefined);
  if (ref.kind === 'ReplicationController' && group === '') {
    const owner = work.view.get('replicationcontrollers', namespace, ref.name);
    return found(owner?.metadata.uid, owner?.spec?.replicas);
  }
  if (ref.kind === 'StatefulSet' && group === 'apps') {
    const owner = work.view.get('statefulsets.apps', namespace, ref.name);
    return found(owner?.metadata.uid, owner?.spec?.replicas);
  }
  if (ref.kind === 'ReplicaSet' && group === 'apps') {
    const set = work.view.get('replicasets.apps', namespace, ref.name);
    const above = set === undefined || set.metadata.uid !== ref.uid ? undefined : controllerRefOf(set);
    if (above?.kind !== 'Deployment') return found(set?.metadata.uid, set?.spec?.replicas);
    const deployment = work.view.get('deployments.apps', namespace, above.name);
    return deployment !== undefined && deployment.metadata.uid === above.uid ? { uid: above.uid, replicas: deployment.spec.replicas ?? 1 } : undefined;
  }
  return ownScale(work, ref, group, namespace);
}

/** getScaleController: any kind with the subresource, a custom one for instance. */
function ownScale(work: Work<null>, ref: OwnerReference, group: string, namespace: string): Scale | undefined {
  const answer = work.client.send({ verb: 'get', group, resource: `${ref.kind.toLowerCase()}s`, namespace, name: ref.name, subresource: 'scale' });
  if (!('object' in answer)) return undefined;
  const { metadata, spec } = answer.object as typeof answer.object & { readonly spec?: { readonly replicas?: number } };
  return metadata.uid === ref.uid ? { uid: ref.uid, replicas: spec?.replicas ?? 0 } : undefined;
}

/** getExpectedScale: each controller of a Pod counts once, with all that it wants. */
function expectedScale(look: Look, pods: readonly Pod[]): { readonly count: number; readonly unmanaged: readonly string[] } {
  const scales = new Map<string, number>();
  const unmanaged: string[] = [];
  for (const pod of pods) {
    const ref = controllerRefOf(pod);
    if (ref === undefined) unmanaged.push(pod.metadata.name ?? '');
    if (ref === undefined || scales.has(ref.uid)) continue;
    const scale = scaleOf(look, ref, pod.metadata.namespace ?? '');
    if (scale === undefined) throw new ReconcileError(`found no controllers for pod "${pod.metadata.name ?? ''}"`);
    scales.set(scale.uid, scale.replicas);
  }
  return { count: [...scales.values()].reduce((sum, one) => sum + one, 0), unmanaged };
}

export function expectedPods(look: Look, { spec }: PodDisruptionBudget, pods: readonly Pod[]): Expected {
  const { maxUnavailable, minAvailable } = spec ?? {};
  if (maxUnavailable !== undefined) {
    const { count, unmanaged } = expectedScale(look, pods);
    return { expected: count, desired: Math.max(0, count - scaledValue(maxUnavailable, count, 'up')), unmanaged };
  }
  if (typeof minAvailable === 'number') return { expected: pods.length, desired: minAvailable, unmanaged: [] };
  if (minAvailable === undefined) return { expected: 0, desired: 0, unmanaged: [] };
  const { count, unmanaged } = expectedScale(look, pods);
  return { expected: count, desired: scaledValue(minAvailable, count, 'up'), unmanaged };
}

/** A selector as Go prints it (the generated String of meta/v1 LabelSelector). */
export function printSelector(selector: LabelSelector | undefined): string {
  if (selector === undefined) return 'nil';
  const labels = Object.entries(selector.matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}: ${value},`).join('');
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`).join('');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${expressions}},}`;
}
