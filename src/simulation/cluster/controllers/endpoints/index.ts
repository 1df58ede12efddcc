import type { Pod } from '../../../api';
import { semanticEqual } from '../../../api/equal';
import type { EndpointAddress, Endpoints, EndpointSubset, Service } from '../../../api/generated/types/core.v1';
import { formatIp, parseIpSloppy } from '../../../base/ip';
import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { keyOfObject, splitKey } from '../../control/owners';
import { isTerminatingNamespace } from '../../control/pod-control';
import { isPodReady } from '../../control/pods';
import { addressTypes, belongs, findPort, setsHostname } from '../endpointslice/endpoints';
import { onPod, selects } from '../endpointslice/pod-update';
import { triggerTime, withTriggerTime } from '../endpointslice/trigger-times';
import type { TriggerTimes } from '../endpointslice/trigger-times';
import { isOverCapacity, repack, truncated } from './subsets';
import type { Offer } from './subsets';

const NAME = 'endpoint-controller';
const [MANAGED_BY, HEADLESS] = ['endpoints.kubernetes.io/managed-by', 'service.kubernetes.io/headless'];
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';

const isHeadless = ({ spec }: Service): boolean => (spec?.clusterIP ?? '') === '' || spec?.clusterIP === 'None';

/** podToEndpointAddressForService: of the Service's first family alone. */
function addressOf(pod: Pod, service: Service): EndpointAddress | undefined {
  const [family] = addressTypes(service);
  const ip = (pod.status?.podIPs ?? []).map((one) => parseIpSloppy(one.ip)).find((one) => one !== undefined && (one.family === 6) === (family === 'IPv6'));
  if (ip === undefined) return undefined;
  const { namespace = '', name = '', uid = '' } = pod.metadata;
  return { ip: formatIp(ip), ...(setsHostname(pod, service) ? { hostname: pod.spec.hostname ?? '' } : {}), nodeName: pod.spec.nodeName ?? '', targetRef: { kind: 'Pod', namespace, name, uid } };
}

/** What a Pod adds: its address at each of the Service's ports that it has; at none where a headless Service has none. */
function offersOf(pod: Pod, service: Service): readonly Offer[] {
  const { ports = [], publishNotReadyAddresses = false } = service.spec ?? {};
  const address = addressOf(pod, service);
  if (address === undefined) return [];
  const ready = publishNotReadyAddresses || isPodReady(pod);
  if (ports.length === 0) return service.spec?.clusterIP === 'None' ? [{ address, port: undefined, ready }] : [];
  return ports.flatMap((one) => {
    const port = findPort(pod, one);
    const { name = '', protocol = 'TCP', appProtocol } = one;
    return port === undefined ? [] : [{ address, port: { ...(name === '' ? {} : { name }), port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }, ready }];
  });
}

/** ShouldPodBeInEndpoints: a Pod that goes stays only where those that are not ready are published too. */
const isIn = (pod: Pod, service: Service): boolean => belongs(pod) && (pod.metadata.deletionTimestamp === undefined || service.spec?.publishNotReadyAddresses === true);

/** The labels of its Service, and two of its own. */
const labelsFor = (service: Service): Readonly<Record<string, string>> => {
  const { [HEADLESS]: _, ...labels } = service.metadata.labels ?? {};
  return { ...(isHeadless(service) ? { ...labels, [HEADLESS]: '' } : labels), [MANAGED_BY]: NAME };
};

function withSubsets(endpoints: Endpoints, service: Service, subsets: readonly EndpointSubset[]): Endpoints {
  const over = isOverCapacity(subsets);
  const { [OVER_CAPACITY]: _, ...others } = endpoints.metadata.annotations ?? {};
  const annotations = over ? { ...others, [OVER_CAPACITY]: 'truncated' } : others;
  const { annotations: __, ...metadata } = endpoints.metadata;
  return {
    apiVersion: 'v1', kind: 'Endpoints', metadata: { ...metadata, labels: labelsFor(service), ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    ...(subsets.length === 0 ? {} : { subsets: over ? truncated(subsets) : subsets }),
  };
}

const isRight = ({ metadata, subsets = [] }: Endpoints, service: Service, wanted: readonly EndpointSubset[]): boolean =>
  semanticEqual(subsets, wanted) && semanticEqual(metadata.labels, labelsFor(service)) && !isOverCapacity(wanted) && metadata.annotations?.[OVER_CAPACITY] === undefined;

export interface EndpointsMemory {
  /** The version that was written over, by Service: who still hears of it waits (staleEndpointsTracker). */
  readonly stale: OrderedMap<string, string>;
  readonly times: TriggerTimes;
}

/** syncService. */
function sync(key: string, work: Work<EndpointsMemory>): void {
  const { view, client } = work;
  const [namespace, name] = splitKey(key);
  const service = view.get('services', namespace, name);
  if (service === undefined) {
    try {
      client.delete({ apiVersion: 'v1', kind: 'Endpoints', metadata: { namespace: namespace ?? '', name } });
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
    }
    work.memory = { stale: byText.delete(work.memory.stale, key), times: byText.delete(work.memory.times, key) };
    return;
  }
  // For a name elsewhere there are none; without a selector somebody else makes them.
  if (service.spec?.type === 'ExternalName' || service.spec?.selector === undefined) return;
  const selected = view.list('pods', namespace).filter((pod) => selects(service, pod.metadata.labels ?? {}));
  const { times, time } = triggerTime(work.memory.times, service, selected);
  work.memory = { ...work.memory, times };
  const pods = selected.filter((pod) => isIn(pod, service));
  const wanted = repack(pods.flatMap((pod) => offersOf(pod, service)));
  const before = view.get('endpoints', namespace, name);
  const version = before?.metadata.resourceVersion;
  if (version !== undefined && byText.get(work.memory.stale, key) === version) throw new ReconcileError(`endpoints informer cache is out of date, resource version ${version} already processed for endpoints ${key}`);
  if (before !== undefined && isRight(before, service, wanted)) return;
  const next = withTriggerTime(withSubsets(before ?? { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace: namespace ?? '' } }, service, wanted), time);
  try {
    if (before === undefined) client.create(next);
    else if (client.update(next).metadata.resourceVersion !== version) work.memory = { ...work.memory, stale: byText.set(work.memory.stale, key, version ?? '') };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (before === undefined && isTerminatingNamespace(error)) return;
    const [reason, of] = before === undefined ? ['FailedToCreateEndpoint', 'create endpoint for service '] : ['FailedToUpdateEndpoint', 'update endpoint '];
    work.event(next, 'Warning', reason, `Failed to ${of}${key}: ${error.message}`);
    throw new ReconcileError(error.message);
  }
}

/**
 * pkg/controller/endpoint: the Endpoints of Services with a selector, which kubectl still shows and nothing of Kubernetes reads any more.
 */
export const endpointsController: Controller<EndpointsMemory> = {
  name: NAME,
  user: controllerUser(NAME),
  memory: { stale: null, times: null },
  handlers: {
    services: ({ object }, desk) => desk.enqueue(keyOfObject(object)),
    pods: onPod,
    endpoints: ({ object, type }, desk) => {
      if (type === 'DELETED') desk.enqueue(keyOfObject(object));
    },
  },
  reconcile: sync,
  retries: 15,
};
