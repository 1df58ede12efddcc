/** Which slices are made, changed and dropped so that as few as possible change (k8s.io/endpointslice reconciler.go). */
import { semanticEqual } from '../../../api/equal';
import type { Service } from '../../../api/generated/types/core.v1';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { controllerRefTo } from '../../control/owners';
import { identityOf, sameState } from './endpoints';
import type { AddressType } from './endpoints';

export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
export const SERVICE_NAME = 'kubernetes.io/service-name';
export const CONTROLLER = 'endpointslice-controller.k8s.io';
const HEADLESS = 'service.kubernetes.io/headless';
const RESERVED = new Set([MANAGED_BY, SERVICE_NAME, HEADLESS]);

export interface Plan {
  readonly create: readonly EndpointSlice[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
}

const own = (labels: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => !RESERVED.has(key)));

/** setEndpointSliceLabels: the Service's labels, and the three of the controller. */
const labelsFor = ({ metadata, spec }: Service): Readonly<Record<string, string>> => ({
  ...own(metadata.labels),
  ...((spec?.clusterIP ?? '') === '' || spec?.clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
  [SERVICE_NAME]: metadata.name ?? '',
  [MANAGED_BY]: CONTROLLER,
});

/** newEndpointSlice. */
export const newSlice = (service: Service, addressType: AddressType, ports: readonly EndpointPort[]): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { generateName: `${service.metadata.name ?? ''}-`, namespace: service.metadata.namespace ?? 'default', labels: labelsFor(service), ownerReferences: [controllerRefTo(service)] },
  addressType,
  endpoints: [],
  ports,
});

const endpointsOf = ({ endpoints }: EndpointSlice): readonly Endpoint[] => endpoints ?? [];

/** getSliceToFill: the one that is fullest when all have found room in it. */
function sliceToFill(slices: readonly EndpointSlice[], count: number, most: number): EndpointSlice | undefined {
  let [best, least]: [EndpointSlice | undefined, number] = [undefined, most];
  for (const slice of slices) {
    const room = most - (count + endpointsOf(slice).length);
    if (room >= 0 && room < least) [best, least] = [slice, room];
  }
  return best;
}

/**
 * reconcileByPortMapping: endpoints that are there stay where they are; new ones fill slices that change anyway, then one that has room for all of them,
 * then new slices. Upstream takes new endpoints in any order; here it is that of the Pods' names.
 */
export function planFor(service: Service, type: AddressType, ports: readonly EndpointPort[], existing: readonly EndpointSlice[], wanted: readonly Endpoint[], most: number): Plan {
  const left = new Map(wanted.map((endpoint) => [identityOf(endpoint), endpoint]));
  const [changed, unchanged, remove]: [EndpointSlice[], EndpointSlice[], EndpointSlice[]] = [[], [], []];
  for (const slice of existing) {
    let moved = false;
    const kept = endpointsOf(slice).flatMap((endpoint) => {
      const next = left.get(identityOf(endpoint));
      if (next === undefined) return [];
      left.delete(identityOf(endpoint));
      moved ||= !sameState(next, endpoint);
      return [sameState(next, endpoint) && endpoint.hints !== undefined ? { ...next, hints: endpoint.hints } : next];
    });
    const relabelled = !semanticEqual(own(slice.metadata.labels), own(service.metadata.labels));
    const next: EndpointSlice = { ...slice, endpoints: kept, metadata: { ...slice.metadata, labels: labelsFor(service) } };
    if (moved || kept.length !== endpointsOf(slice).length) {
      if (kept.length === 0) remove.push(slice);
      else changed.push(next);
    } else if (relabelled) changed.push(next);
    else unchanged.push(slice);
  }
  const pending = [...left.values()];
  const fill = (slice: EndpointSlice): EndpointSlice => ({ ...slice, endpoints: [...endpointsOf(slice), ...pending.splice(0, Math.max(0, most - endpointsOf(slice).length))] });
  const update = changed.sort((a, b) => endpointsOf(b).length - endpointsOf(a).length).map(fill);
  const create: EndpointSlice[] = [];
  while (pending.length > 0) {
    const roomy = pending.length < most ? sliceToFill(unchanged.filter(({ metadata }) => update.every((one) => one.metadata.name !== metadata.name)), pending.length, most) : undefined;
    if (roomy === undefined) create.push(fill(newSlice(service, type, ports)));
    else update.push(fill(roomy));
  }
  return { create, update, remove };
}

/** placeholderSliceCompare. */
export const isPlaceholder = (slice: EndpointSlice, placeholder: EndpointSlice): boolean =>
  endpointsOf(slice).length === 0 && (slice.ports ?? []).length === 0 && slice.addressType === placeholder.addressType && semanticEqual(slice.metadata.labels, placeholder.metadata.labels) &&
  semanticEqual(slice.metadata.ownerReferences, placeholder.metadata.ownerReferences);
