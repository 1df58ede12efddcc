import { semanticEqual } from '../../../api/equal';
import type { EndpointAddress, Endpoints, Service } from '../../../api/generated/types/core.v1';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { formatIp, parseIpSloppy } from '../../../base/ip';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { controllerRefTo, keyOfObject, splitKey } from '../../control/owners';
import { isTerminatingNamespace } from '../../control/pod-control';
import { portsKey } from '../endpointslice/endpoints';
import { MANAGED_BY, SERVICE_NAME } from '../endpointslice/slices';

const CONTROLLER = 'endpointslicemirroring-controller.k8s.io';
const SLICES = 'endpointslices.discovery.k8s.io';
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
/** An annotation of those that elect leaders by Endpoints; two that are not mirrored. */
const LEADER = 'control-plane.alpha.kubernetes.io/leader';
const NOT_MIRRORED = new Set(['endpoints.kubernetes.io/last-change-trigger-time', 'kubectl.kubernetes.io/last-applied-configuration']);
/** maxEndpointsPerSubset. */
const MOST = 1000;

/** shouldMirror. */
const isMirrored = ({ metadata }: Endpoints): boolean => metadata.labels?.[SKIP] !== 'true' && metadata.annotations?.[LEADER] === undefined;

/** addressToEndpoint; the family that its slice is of. */
function endpointOf({ ip = '', nodeName, hostname, targetRef }: EndpointAddress, ready: boolean): { readonly endpoint: Endpoint; readonly family: string } | undefined {
  const parsed = parseIpSloppy(ip);
  if (parsed === undefined) return undefined;
  const endpoint: Endpoint = {
    addresses: [formatIp(parsed)], conditions: { ready },
    ...(hostname === undefined || hostname === '' ? {} : { hostname }), ...(nodeName === undefined ? {} : { nodeName }), ...(targetRef === undefined ? {} : { targetRef }),
  };
  return { endpoint, family: parsed.family === 6 ? 'IPv6' : 'IPv4' };
}

interface Group {
  readonly family: string;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: Endpoint[];
}

/** desiredCalc: what the subsets say, by family and ports; and how many addresses are none. */
function groupsOf({ subsets = [] }: Endpoints): { readonly groups: ReadonlyMap<string, Group>; readonly bad: number } {
  const groups = new Map<string, Group>();
  let bad = 0;
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    const mirrored = ports.map(({ name = '', port, protocol = 'TCP', appProtocol }): EndpointPort => ({ name, port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }));
    for (const [list, ready] of [[addresses, true], [notReadyAddresses, false]] as const) for (const address of list) {
      const made = endpointOf(address, ready);
      if (made === undefined) {
        bad += 1;
        continue;
      }
      const key = `${made.family}-${portsKey(mirrored)}`;
      const group = groups.get(key) ?? { family: made.family, ports: mirrored, endpoints: [] };
      groups.set(key, group);
      if (group.endpoints.length < MOST) group.endpoints.push(made.endpoint);
    }
  }
  return { groups, bad };
}

/** newEndpointSlice. */
function sliceFor(endpoints: Endpoints, { family, ports, endpoints: list }: Group, name: string | undefined): EndpointSlice {
  const { namespace = '', labels, annotations } = endpoints.metadata;
  const kept = Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => !NOT_MIRRORED.has(key)));
  return {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice',
    metadata: {
      ...(name === undefined ? { generateName: `${endpoints.metadata.name ?? ''}-` } : { name }),
      namespace,
      labels: { ...labels, [SERVICE_NAME]: endpoints.metadata.name ?? '', [MANAGED_BY]: CONTROLLER },
      ...(Object.keys(kept).length === 0 ? {} : { annotations: kept }),
      ownerReferences: [controllerRefTo(endpoints)],
    },
    addressType: family as NonNullable<EndpointSlice['addressType']>,
    endpoints: list,
    ports,
  };
}

const isSame = (slice: EndpointSlice, wanted: EndpointSlice): boolean =>
  semanticEqual(slice.endpoints, wanted.endpoints) && semanticEqual(slice.metadata.labels, wanted.metadata.labels) && semanticEqual(slice.metadata.annotations, wanted.metadata.annotations)
  && semanticEqual(slice.metadata.ownerReferences, wanted.metadata.ownerReferences);

/** syncEndpoints: slices that say what somebody's Endpoints say, of a Service without a selector. */
function sync(key: string, work: Work<null>): void {
  const { view, client } = work;
  const [namespace = '', name] = splitKey(key);
  const endpoints = view.get('endpoints', namespace, name);
  const service = view.get('services', namespace, name);
  const existing = view.list(SLICES, namespace).filter(({ metadata }) => metadata.labels?.[SERVICE_NAME] === name && metadata.labels[MANAGED_BY] === CONTROLLER);
  const wanted = endpoints !== undefined && isMirrored(endpoints) && service !== undefined && service.spec?.selector === undefined ? endpoints : undefined;
  const { groups, bad } = wanted === undefined ? { groups: new Map<string, Group>(), bad: 0 } : groupsOf(wanted);
  if (wanted !== undefined && bad > 0) work.event(wanted, 'Warning', 'InvalidIPAddress', `Skipped ${bad} invalid IP addresses when mirroring to EndpointSlices`);
  const left = new Set(existing);
  const create: EndpointSlice[] = [];
  for (const [of, group] of groups) {
    const old = existing.find((slice) => `${slice.addressType}-${portsKey(slice.ports)}` === of);
    if (old !== undefined) left.delete(old);
    const slice = sliceFor(wanted!, group, old?.metadata.name);
    if (old === undefined) create.push(slice);
    else if (!isSame(old, slice)) client.update(slice);
  }
  // recycleSlices: one that goes makes room for one that comes, under its name.
  for (const slice of create) {
    const spare = [...left].find(({ addressType }) => addressType === slice.addressType);
    try {
      if (spare === undefined) client.create(slice);
      else client.update({ ...slice, metadata: { ...slice.metadata, name: spare.metadata.name ?? '' } });
    } catch (error) {
      if (error instanceof RequestError && isTerminatingNamespace(error)) return;
      throw error;
    }
    if (spare !== undefined) left.delete(spare);
  }
  for (const slice of left) client.delete(slice);
}

/** pkg/controller/endpointslicemirroring: the Endpoints that somebody wrote for a Service without a selector are read by nobody but through its slices. */
export const endpointSliceMirroringController: Controller<null> = {
  name: 'endpoint-slice-mirroring-controller',
  user: controllerUser('endpointslicemirroring-controller'),
  memory: null,
  handlers: {
    endpoints: ({ object }, desk) => desk.enqueue(keyOfObject(object)),
    services: ({ object, old }, desk) => {
      if ([object, old].some((one) => one !== undefined && (one as Service).spec?.selector === undefined)) desk.enqueue(keyOfObject(object));
    },
  },
  reconcile: sync,
  retries: 15,
};
