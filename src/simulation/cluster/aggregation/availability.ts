/**
 * Whether an aggregated API can be asked (kube-aggregator pkg/controllers/status/remote AvailableConditionController, a part of kube-apiserver): its Service, the
 * Service's port and ready endpoints, and at last a try. Simplified: the tries are not at random endpoints, and TLS is not verified.
 */
import type { APIService, APIServiceCondition } from '../../api/generated/types/apiregistration.v1';
import { formatTime } from '../../base/time';
import type { Controller, Work } from '../control/controller';
import { apiServerClientFault } from '../node/host/client-certificates';
import { API_SERVICES, backendsOf, slicesOf } from './backend';

/** `requestheader-client-ca-file`: the authority that the extension-apiserver-authentication ConfigMap gives to who serves an aggregated API. */
const FRONT_PROXY_CA = '/etc/kubernetes/pki/front-proxy-ca.crt';
/** The informer's resync, µs. */
const RESYNC = 30_000_000;

export interface AvailabilityOptions {
  /** Whether a program (`serves=` of its image) answers at `/apis/GROUP/VERSION`. */
  readonly serves: (program: string | undefined, group: string, version: string) => boolean;
}

type Found = Pick<APIServiceCondition, 'status' | 'reason' | 'message'>;

const no = (reason: string, message: string): Found => ({ status: 'False', reason, message });

function look(service: APIService, work: Work<null>, { serves }: AvailabilityOptions): Found {
  const { service: { name = '', namespace = '', port = 443 } = {}, group = '', version = '' } = service.spec;
  const target = work.view.get('services', namespace, name);
  const called = `service/${name} in ${JSON.stringify(namespace)}`;
  if (target === undefined) return no('ServiceNotFound', `${called} is not present`);
  const { type = 'ClusterIP', ports = [], clusterIP = '' } = target.spec ?? {};
  if (type === 'ClusterIP') {
    const found = ports.find((one) => one.port === port);
    if (found === undefined) return no('ServicePortError', `${called} is not listening on port ${port}`);
    const portName = found.name ?? '';
    const slices = slicesOf(work.view, service);
    if (slices.length === 0) return no('EndpointsNotFound', `cannot find endpointslices for ${called}`);
    const active = slices.some(({ endpoints = [], ports: own }) => endpoints.some(({ conditions }) => conditions?.ready !== false) && own?.some((one) => (one.name ?? '') === portName && one.port !== undefined) === true);
    if (!active) return no('MissingEndpoints', `endpointslices for ${called} have no addresses with port name ${JSON.stringify(portName)}`);
  }
  const url = `https://${clusterIP}:${port}/apis/${group}/${version}`;
  const backends = backendsOf(work.cluster, service);
  if (backends.length === 0) return no('FailedDiscoveryCheck', `failing or missing response from ${url}: Get ${JSON.stringify(url)}: context deadline exceeded`);
  // Who serves it knows the API server by the certificate of a front proxy.
  if (apiServerClientFault(work.cluster, 'proxy-client-cert-file', FRONT_PROXY_CA) !== undefined) return no('FailedDiscoveryCheck', `failing or missing response from ${url}: bad status from ${url}: 401`);
  if (!backends.some(({ container }) => serves(container.behaviour.serves, group, version))) return no('FailedDiscoveryCheck', `failing or missing response from ${url}: bad status from ${url}: 404`);
  return { status: 'True', reason: 'Passed', message: 'all checks passed' };
}

function sync(key: string, work: Work<null>, options: AvailabilityOptions): void {
  const service = work.view.get(API_SERVICES, undefined, key);
  if (service?.spec.service === undefined) return;
  work.enqueueAfter(key, RESYNC);
  const found = look(service, work, options);
  const before = service.status?.conditions?.find(({ type }) => type === 'Available');
  if (before?.status === found.status && before.reason === found.reason && before.message === found.message) return;
  const lastTransitionTime = before?.status === found.status ? before.lastTransitionTime : formatTime(work.now);
  const condition: APIServiceCondition = { type: 'Available', ...found, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) };
  const others = (service.status?.conditions ?? []).filter(({ type }) => type !== 'Available');
  work.client.update({ ...service, status: { ...service.status, conditions: [...others, condition] } }, 'status');
}

export const availabilityController = (options: AvailabilityOptions): Controller<null> => {
  /** The APIServices that a Service stands behind. */
  const behind = (namespace: string, name: string | undefined, desk: { readonly view: Work<null>['view']; enqueue(key: string): void }): void => {
    for (const { metadata, spec } of desk.view.list(API_SERVICES)) if (spec.service !== undefined && spec.service.namespace === namespace && spec.service.name === name) desk.enqueue(metadata.name ?? '');
  };
  return {
    name: 'remote-availability-controller',
    user: { username: 'system:apiserver', groups: ['system:masters'] },
    process: 'kube-apiserver',
    memory: null,
    handlers: {
      [API_SERVICES]: ({ object }, desk) => desk.enqueue(object.metadata.name ?? ''),
      services: ({ object }, desk) => behind(object.metadata.namespace ?? '', object.metadata.name, desk),
      'endpointslices.discovery.k8s.io': ({ object }, desk) => behind(object.metadata.namespace ?? '', object.metadata.labels?.['kubernetes.io/service-name'], desk),
    },
    reconcile: (key, work) => sync(key, work, options),
  };
};
