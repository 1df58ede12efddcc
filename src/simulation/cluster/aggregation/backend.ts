/** Which container an aggregated API is served by (kube-aggregator pkg/apiserver: the Service of an APIService, by its ready endpoints). */
import { byText } from '../../base/ordered-map';
import type { Pod } from '../../api';
import type { APIService } from '../../api/generated/types/apiregistration.v1';
import { isStopped } from '../components/refusal';
import { viewOf } from '../control/view';
import type { View } from '../control/view';
import { listenerOn } from '../node/machine/exec';
import { podOn } from '../node/machine/machine';
import type { RuntimeContainer } from '../node/machine/machine';
import type { Cluster } from '../cluster-state';

export const API_SERVICES = 'apiservices.apiregistration.k8s.io';
const SLICES = 'endpointslices.discovery.k8s.io';

export interface Backend {
  readonly pod: Pod;
  readonly container: RuntimeContainer;
}

export const isAvailable = ({ status }: APIService): boolean => status?.conditions?.some(({ type, status: is }) => type === 'Available' && is === 'True') === true;

/** The slices of the Service that an APIService names. */
export const slicesOf = (view: View, { spec }: APIService) =>
  view.list(SLICES, spec.service?.namespace ?? '').filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === spec.service?.name);

/** What listens behind the ready endpoints of its Service and is in reach, in the order of the slices. */
export function backendsOf(cluster: Cluster, service: APIService): readonly Backend[] {
  const view = viewOf(cluster.server.store.tables);
  const portName = view.get('services', service.spec.service?.namespace, service.spec.service?.name ?? '')?.spec?.ports?.find(({ port }) => port === (service.spec.service?.port ?? 443))?.name ?? '';
  return slicesOf(view, service).flatMap(({ endpoints = [], ports }) => {
    const port = ports?.find(({ name = '' }) => name === portName)?.port;
    return port === undefined ? [] : endpoints.flatMap(({ conditions, targetRef, nodeName = '' }) => {
      const pod = view.get('pods', targetRef?.namespace, targetRef?.name ?? '');
      const machine = byText.get(cluster.machines, nodeName);
      if (conditions?.ready === false || pod === undefined || machine === undefined || isStopped(cluster.components, `network/${nodeName}`)) return [];
      const container = listenerOn(podOn(machine, pod.metadata.uid ?? '')?.containers ?? [], port, cluster.clock.now);
      return container === undefined ? [] : [{ pod, container }];
    });
  });
}
