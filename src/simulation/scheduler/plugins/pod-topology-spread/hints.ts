import { labelSelectorMatches } from '../../../api';
import type { Node, Pod } from '../../../api';
import type { Cache } from '../../cache/cache';
import { namespaceOf } from '../../cache/affinity-term';
import { podUid } from '../../cache/pod-info';
import type { PodInfo } from '../../cache/pod-info';
import { sameJson } from '../../helper/same-json';
import { constraintsFor, hasKeys } from './constraint';
import type { Defaults } from './constraint';

/** involvedInTopologySpreading. */
const involved = (other: Pod, pod: PodInfo): boolean =>
  podUid(other) === pod.uid || (Boolean(other.spec.nodeName || other.status?.nominatedNodeName) && namespaceOf(other) === pod.namespace);

/** isSchedulableAfterPodChange: a Pod that the constraints count came, went or changed its labels. */
export function afterPodChange(defaults: Defaults, pod: PodInfo, before: Pod | undefined, after: Pod | undefined, cache: Cache): boolean {
  if ((after !== undefined && !involved(after, pod)) || (before !== undefined && !involved(before, pod))) return false;
  const constraints = constraintsFor(pod, 'DoNotSchedule', defaults, cache);
  const counts = (other: Pod): boolean[] => constraints.map(({ selector }) => labelSelectorMatches(selector, other.metadata.labels ?? {}));
  if (before !== undefined && after !== undefined) {
    const tolerates = !sameJson(after.spec.tolerations ?? [], before.spec.tolerations ?? []);
    if (podUid(after) === pod.uid && tolerates && constraints.some(({ honorTaints }) => honorTaints)) return true;
    return !sameJson(counts(before), counts(after));
  }
  const other = after ?? before;
  return other !== undefined && counts(other).includes(true);
}

/** isSchedulableAfterNodeChange: a node joined, left or moved between the domains. */
export function afterNodeChange(defaults: Defaults, pod: PodInfo, before: Node | undefined, after: Node | undefined, cache: Cache): boolean {
  const constraints = constraintsFor(pod, 'DoNotSchedule', defaults, cache);
  const has = (node: Node): boolean => hasKeys(node.metadata.labels ?? {}, constraints);
  if (before === undefined || after === undefined) {
    const node = after ?? before;
    return node !== undefined && has(node);
  }
  if (has(before) !== has(after)) return true;
  const moved = constraints.some(({ topologyKey }) => before.metadata.labels?.[topologyKey] !== after.metadata.labels?.[topologyKey]);
  return has(after) && (moved || !sameJson(before.spec?.taints ?? [], after.spec?.taints ?? []));
}
