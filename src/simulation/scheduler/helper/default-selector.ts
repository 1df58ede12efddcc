import { matchesLabels } from '../../api';
import type { Labels, LabelSelector } from '../../api';
import type { Cache } from '../cache/cache';
import type { PodInfo } from '../cache/pod-info';

/** A selector that would match everything counts as none here (labels.Selector.Empty). */
export const hasSelector = (selector: LabelSelector | undefined): selector is LabelSelector =>
  selector !== undefined && Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length > 0;

const CONTROLLERS: Readonly<Record<string, string>> = { ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1', ReplicationController: 'v1' };

/**
 * plugins/helper DefaultSelector: the selectors of all Services that select the Pod and of the ReplicaSet, StatefulSet or replication
 * controller that owns it, together.
 */
export function defaultSelector({ pod, namespace }: PodInfo, cache: Cache): LabelSelector {
  const labels = pod.metadata.labels ?? {};
  let matchLabels: Labels = {};
  for (const { metadata, spec } of cache.listers.list('Service')) {
    if ((metadata.namespace || 'default') === namespace && spec?.selector !== undefined && matchesLabels(spec.selector, labels)) matchLabels = { ...matchLabels, ...spec.selector };
  }
  const owner = (pod.metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
  if (owner === undefined || CONTROLLERS[owner.kind] !== owner.apiVersion) return { matchLabels };
  const key = `${namespace}/${owner.name}`;
  if (owner.kind === 'ReplicationController') return { matchLabels: { ...matchLabels, ...cache.listers.get('ReplicationController', key)?.spec?.selector } };
  const controller = owner.kind === 'ReplicaSet' ? cache.listers.get('ReplicaSet', key) : cache.listers.get('StatefulSet', key);
  const selector = controller?.spec?.selector;
  // Requirements of both are added up, so one key may stand in both.
  const own = Object.entries(selector?.matchLabels ?? {}).map(([label, value]) => ({ key: label, operator: 'In', values: [value] }));
  return { matchLabels, matchExpressions: [...own, ...(selector?.matchExpressions ?? [])] };
}

