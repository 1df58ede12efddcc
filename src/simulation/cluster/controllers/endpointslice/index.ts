import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import type { ApiObject, Pod } from '../../../api';
import type { Service } from '../../../api/generated/types/core.v1';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { keyOfObject, splitKey } from '../../control/owners';
import { isTerminatingNamespace } from '../../control/pod-control';
import { addressTypes, belongs, endpointFor, portsFor, portsKey } from './endpoints';
import type { AddressType } from './endpoints';
import { addTopologyHints, asksForTopology, preferClose, removeHints } from './hints';
import { onPod, selects } from './pod-update';
import { CONTROLLER, isPlaceholder, MANAGED_BY, newSlice, planFor, SERVICE_NAME } from './slices';
import type { Plan } from './slices';
import { triggerTime, withTriggerTime } from './trigger-times';
import type { TriggerTimes } from './trigger-times';

const SLICES = 'endpointslices.discovery.k8s.io';

export interface EndpointSliceMemory {
  /** What was written and has to be seen before more is done: the generation of a slice, or `gone`. By slice. */
  readonly written: OrderedMap<string, number | 'gone'>;
  /** Services with topology hints. */
  readonly hinted: OrderedMap<string, true>;
  readonly times: TriggerTimes;
}

type Office = Desk<EndpointSliceMemory>;
type Work_ = Work<EndpointSliceMemory>;

const DISTRIBUTIONS = new Set(['PreferClose', 'PreferSameZone', 'PreferSameNode']);

const isOurs = ({ metadata }: ApiObject): boolean => metadata.labels?.[MANAGED_BY] === CONTROLLER;

/** onEndpointSliceAdd, -Update, -Delete: what somebody else has done to a slice is put right. */
function onSlice({ type, object, old }: Heard, desk: Office): void {
  const key = keyOfObject(object);
  const waits = byText.get(desk.memory.written, key);
  const expected = type === 'DELETED' ? waits === 'gone' : typeof waits === 'number' && waits >= (object.metadata.generation ?? 0);
  if (waits === 'gone' ? type === 'DELETED' : waits !== undefined && waits <= (object.metadata.generation ?? 0)) desk.memory = { ...desk.memory, written: byText.delete(desk.memory.written, key) };
  for (const one of [object, old]) {
    const service = one === undefined ? undefined : one.metadata.labels?.[SERVICE_NAME];
    if (service !== undefined && one !== undefined && (isOurs(object) || isOurs(one)) && !expected) desk.enqueue(`${one.metadata.namespace ?? ''}/${service}`);
  }
}

function onNode(_: Heard, desk: Office): void {
  for (const [key] of byText.entries(desk.memory.hinted)) desk.enqueue(key);
}

interface Group {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: Endpoint[];
}

/** The endpoints that there ought to be, by their ports; and Pods whose node is not known yet. */
function wantedEndpoints(service: Service, pods: readonly Pod[], type: AddressType, work: Work_): { readonly groups: ReadonlyMap<string, Group>; readonly errors: string[] } {
  const groups = new Map<string, Group>();
  const errors: string[] = [];
  for (const pod of pods.filter(belongs)) {
    const ports = portsFor(service, pod);
    const group = groups.get(portsKey(ports)) ?? { ports, endpoints: [] };
    groups.set(portsKey(ports), group);
    const { nodeName = '' } = pod.spec;
    const node = work.view.get('nodes', undefined, nodeName);
    if (node === undefined && service.spec?.publishNotReadyAddresses !== true) {
      errors.push(`skipping Pod ${pod.metadata.name ?? ''} for Service ${keyOfObject(service)}: Node ${nodeName} Not Found`);
      continue;
    }
    const endpoint = endpointFor(pod, node, service, type);
    if ((endpoint.addresses ?? []).length > 0) group.endpoints.push(endpoint);
  }
  return { groups, errors };
}

function slicePlan(service: Service, type: AddressType, groups: ReadonlyMap<string, Group>, existing: readonly EndpointSlice[], most: number): Plan {
  const ours = existing.filter(({ metadata }) => (metadata.ownerReferences ?? []).some(({ uid, kind }) => uid === service.metadata.uid && kind === 'Service'));
  const plans = [...groups].map(([key, { ports, endpoints }]) => planFor(service, type, ports, ours.filter((slice) => portsKey(slice.ports) === key), endpoints, most));
  const strangers = existing.filter((slice) => !ours.includes(slice));
  const obsolete = ours.filter((slice) => !groups.has(portsKey(slice.ports)));
  const create = plans.flatMap((plan) => plan.create);
  let remove = [...strangers, ...plans.flatMap((plan) => plan.remove), ...obsolete];
  if (existing.length === remove.length && create.length === 0) {
    const placeholder = newSlice(service, type, []);
    if (remove.length === 1 && isPlaceholder(remove[0]!, placeholder)) remove = [];
    else create.push(placeholder);
  }
  return { create, update: plans.flatMap((plan) => plan.update), remove };
}

/** finalize: a slice that goes makes room for one that comes, under its name. */
function carryOut(service: Service, plan: Plan, time: string | undefined, work: Work_): void {
  const note = (slice: EndpointSlice, what: number | 'gone'): void => {
    work.memory = { ...work.memory, written: byText.set(work.memory.written, keyOfObject(slice), what) };
  };
  const create = [...plan.create];
  const update = [...plan.update];
  const remove = plan.remove.filter((slice) => {
    const next = create.at(-1);
    if (next === undefined || slice.addressType !== next.addressType || !(slice.metadata.ownerReferences ?? []).some(({ uid }) => uid === service.metadata.uid)) return true;
    create.pop();
    update.push({ ...next, metadata: { ...next.metadata, name: slice.metadata.name ?? '' } });
    return false;
  });
  for (const slice of service.metadata.deletionTimestamp === undefined ? create : []) {
    const created = work.client.create(withTriggerTime(slice, time));
    note(created, created.metadata.generation ?? 1);
  }
  for (const slice of update) {
    const { metadata: { generation = 1 } } = slice;
    const written = work.client.update(withTriggerTime(slice, time));
    if ((written.metadata.generation ?? 1) > generation) note(written, written.metadata.generation ?? 1);
  }
  for (const slice of remove) {
    work.client.delete(slice);
    note(slice, 'gone');
  }
}

/** reconcileByAddressType. */
function reconcileType(service: Service, pods: readonly Pod[], existing: readonly EndpointSlice[], type: AddressType, most: number, time: string | undefined, work: Work_): string[] {
  const key = keyOfObject(service);
  const { groups, errors } = wantedEndpoints(service, pods, type, work);
  const plan = slicePlan(service, type, groups, existing, most);
  const touched = new Set([...plan.update, ...plan.remove].map(({ metadata }) => metadata.name));
  const slices = { create: plan.create, update: plan.update, unchanged: existing.filter(({ metadata }) => !touched.has(metadata.name)) };
  const known = byText.has(work.memory.hinted, key);
  const distribution = service.spec?.trafficDistribution ?? '';
  const topology = asksForTopology(service);
  const hinted = topology ? addTopologyHints(slices, work.view.list('nodes'), type, known) : DISTRIBUTIONS.has(distribution) ? preferClose(slices, distribution === 'PreferSameNode') : removeHints(slices);
  work.memory = { ...work.memory, hinted: hinted.enabled ? byText.set(work.memory.hinted, key, true) : byText.delete(work.memory.hinted, key) };
  carryOut(service, { create: hinted.create, update: hinted.update, remove: plan.remove }, time, work);
  if (hinted.event !== undefined) work.event(service, hinted.event.type, hinted.event.reason, hinted.event.message);
  else if (known && !topology) work.event(service, 'Warning', 'TopologyAwareHintsDisabled', `Topology Aware Hints has been disabled, addressType: ${type}`);
  return errors;
}

/** syncService. */
function sync(key: string, most: number, work: Work_): void {
  const [namespace, name] = splitKey(key);
  const service = work.view.get('services', namespace, name);
  if (service === undefined) {
    work.memory = { ...work.memory, hinted: byText.delete(work.memory.hinted, key), times: byText.delete(work.memory.times, key) };
    return;
  }
  // Without a selector, or for a name elsewhere, somebody else makes the slices.
  if (service.spec?.type === 'ExternalName' || service.spec?.selector === undefined) return;
  const pods = work.view.list('pods', namespace).filter((pod) => selects(service, pod.metadata.labels ?? {}));
  const slices = work.view.list(SLICES, namespace).filter((slice) => isOurs(slice) && slice.metadata.labels?.[SERVICE_NAME] === name && slice.metadata.deletionTimestamp === undefined);
  if ([...byText.entries(work.memory.written, `${namespace ?? ''}/${name}-`)].some(([slice]) => slice.startsWith(`${namespace ?? ''}/${name}-`))) throw new ReconcileError('EndpointSlice informer cache is out of date');
  const { times, time } = triggerTime(work.memory.times, service, pods);
  work.memory = { ...work.memory, times };
  const types = addressTypes(service);
  const errors: string[] = [];
  try {
    for (const type of types) errors.push(...reconcileType(service, pods, slices.filter(({ addressType }) => addressType === type), type, most, time, work));
    slices.filter(({ addressType }) => !types.includes(addressType as AddressType)).forEach((slice) => work.client.delete(slice));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (isTerminatingNamespace(error)) return;
    errors.push(error.message);
  }
  if (errors.length === 0) return;
  const message = errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`;
  work.event(service, 'Warning', 'FailedToUpdateEndpointSlices', `Error updating Endpoint Slices for Service ${key}: ${message}`);
  throw new ReconcileError(message);
}

/**
 * pkg/controller/endpointslice with k8s.io/endpointslice. `maxEndpoints`: --max-endpoints-per-slice.
 */
export const endpointSliceController = (maxEndpoints = 100): Controller<EndpointSliceMemory> => ({
  name: 'endpoint-slice-controller',
  user: controllerUser('endpointslice-controller'),
  memory: { written: null, hinted: null, times: null },
  handlers: { services: ({ object }, desk) => desk.enqueue(keyOfObject(object)), pods: onPod, nodes: onNode, [SLICES]: onSlice },
  reconcile: (key, work) => sync(key, maxEndpoints, work),
  backOff: [1_000_000, 1_000_000_000],
  retries: 15,
});
