import type { Labels, Node, Pod } from '../../../api';
import { matchesAllTerms } from '../../cache/affinity-term';
import { podUid, toPodInfo } from '../../cache/pod-info';
import type { PodInfo } from '../../cache/pod-info';

const placed = (pod: Pod): boolean => Boolean(pod.spec.nodeName || pod.status?.nominatedNodeName);

/** isSchedulableAfterPodChange: a Pod came that the affinity wants, or one went (or changed) that kept this one away. */
export function afterPodChange(pod: PodInfo, before: Pod | undefined, after: Pod | undefined): boolean {
  if (before !== undefined && after !== undefined && podUid(after) === pod.uid) return true;
  if ((after !== undefined && !placed(after)) || (before !== undefined && !placed(before))) return false;
  const wants = (other: Pod): boolean => matchesAllTerms(pod.requiredAffinity, other);
  const shuns = (other: Pod): boolean => matchesAllTerms(pod.requiredAntiAffinity, other);
  if (before !== undefined && after !== undefined) return (!wants(before) && wants(after)) || (shuns(before) && !shuns(after));
  if (after !== undefined) return wants(after);
  return before !== undefined && (shuns(before) || matchesAllTerms(toPodInfo(before).requiredAntiAffinity, pod.pod));
}

/** isSchedulableAfterNodeChange: a node joined or moved between the domains of a term. */
export function afterNodeChange(pod: PodInfo, before: Node | undefined, after: Node | undefined): boolean {
  const valueIn = (labels: Labels | undefined, key: string): string | undefined => (labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined);
  const values = (key: string) => [valueIn(before?.metadata.labels, key), valueIn(after?.metadata.labels, key)] as const;
  const joins = pod.requiredAffinity.some(({ topologyKey }) => {
    const [was, is] = values(topologyKey);
    return is !== undefined && was !== is;
  });
  const leaves = pod.requiredAntiAffinity.some(({ topologyKey }) => {
    const [was, is] = values(topologyKey);
    return before === undefined || (was !== undefined && was !== is);
  });
  return joins || leaves;
}
