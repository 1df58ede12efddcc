/** Which Services a change of a Pod is about (k8s.io/endpointslice util/controller_utils.go: GetPodUpdateProjectionKey, GetServicesToUpdate). */
import { matchesLabels } from '../../../api';
import type { Labels, Pod } from '../../../api';
import { semanticEqual } from '../../../api/equal';
import type { Service } from '../../../api/generated/types/core.v1';
import type { Desk, Heard } from '../../control/controller';
import { keyOfObject } from '../../control/owners';
import { isPodReady } from '../../control/pods';

export const selects = ({ spec }: Service, labels: Labels): boolean => spec?.selector !== undefined && matchesLabels(spec.selector, labels);

/** podEndpointsChanged. */
const changed = (a: Pod, b: Pod): boolean =>
  a.metadata.deletionTimestamp !== b.metadata.deletionTimestamp || isPodReady(a) !== isPodReady(b) || !semanticEqual(a.status?.podIPs, b.status?.podIPs) || a.status?.phase !== b.status?.phase;

const named = (a: Pod, b: Pod): boolean => semanticEqual(a.metadata.labels, b.metadata.labels) && a.spec.hostname === b.spec.hostname && a.spec.subdomain === b.spec.subdomain;

/** Puts the Services into the queue that select a Pod, or did before. */
export function onPod<M>({ object, old, type }: Heard, desk: Desk<M>): void {
  const [pod, before] = [object as Pod, old as Pod | undefined];
  const news = type !== 'MODIFIED' || before === undefined || changed(pod, before) || !named(pod, before);
  if (!news) return;
  for (const service of desk.view.list('services', pod.metadata.namespace)) {
    if (selects(service, pod.metadata.labels ?? {}) || (before !== undefined && selects(service, before.metadata.labels ?? {}))) desk.enqueue(keyOfObject(service));
  }
}
