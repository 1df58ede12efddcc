/** Which zone or node an endpoint is for (k8s.io/endpointslice trafficdist, topologycache). */
import { milliValue, quantityOf } from '../../../api';
import type { Node } from '../../../api';
import type { Service } from '../../../api/generated/types/core.v1';
import type { Endpoint, EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { semanticEqual } from '../../../api/equal';

export interface Hinted {
  readonly create: readonly EndpointSlice[];
  readonly update: readonly EndpointSlice[];
  readonly event?: { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string };
  /** The topology hints are set. */
  readonly enabled: boolean;
}

export interface Slices {
  readonly create: readonly EndpointSlice[];
  readonly update: readonly EndpointSlice[];
  readonly unchanged: readonly EndpointSlice[];
}

type Change = (endpoint: Endpoint) => Endpoint;

const isReady = ({ conditions }: Endpoint): boolean => conditions?.ready === true;
const endpointsOf = ({ endpoints }: EndpointSlice): readonly Endpoint[] => endpoints ?? [];
const mapped = (slice: EndpointSlice, change: Change): EndpointSlice => ({ ...slice, endpoints: endpointsOf(slice).map(change) });

/** Changes the endpoints of all slices; of those that would stay only what really changes is written. */
function apply({ create, update, unchanged }: Slices, change: Change): Pick<Hinted, 'create' | 'update'> {
  const also = unchanged.map((slice) => ({ slice, next: mapped(slice, change) })).filter(({ slice, next }) => !semanticEqual(next.endpoints, slice.endpoints));
  return { create: create.map((slice) => mapped(slice, change)), update: [...update.map((slice) => mapped(slice, change)), ...also.map(({ next }) => next)] };
}

const withoutHints: Change = ({ hints: _, ...rest }) => rest;

/** hintsEnabled: the annotation asks for topology aware hints. */
export const asksForTopology = ({ metadata }: Service): boolean => {
  const value = metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] ?? metadata.annotations?.['service.kubernetes.io/topology-mode'];
  return value === 'Auto' || value === 'auto';
};

export const removeHints = (slices: Slices): Hinted => ({ ...apply(slices, withoutHints), enabled: false });

/** preferCloseHeuristic: every endpoint is for its own zone, with `node` for its own node first. Those that are not ready stay as they are. */
export function preferClose(slices: Slices, node: boolean): Hinted {
  const change: Change = (endpoint) => {
    if (!isReady(endpoint)) return endpoint;
    const { zone, nodeName } = endpoint;
    const hints = { ...(zone === undefined ? {} : { forZones: [{ name: zone }] }), ...(node && nodeName !== undefined ? { forNodes: [{ name: nodeName }] } : {}) };
    return Object.keys(hints).length === 0 ? withoutHints(endpoint) : { ...endpoint, hints };
  };
  return { ...apply(slices, change), enabled: false };
}

/** OVERLOAD: how much more than its share of the traffic a zone's endpoints may get. */
const OVERLOAD = 0.2;
const EXCLUDED = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

interface Allocation {
  readonly minimum: number;
  readonly maximum: number;
  readonly desired: number;
}

/** SetNodes: each zone's share of the CPU; undefined where a node does not tell, or there is only one zone. */
function cpuRatios(nodes: readonly Node[]): ReadonlyMap<string, number> | undefined {
  const byZone = new Map<string, number>();
  for (const { metadata, status } of nodes) {
    const { labels = {} } = metadata;
    const ready = (status?.conditions ?? []).some((one) => one.type === 'Ready' && one.status === 'True');
    if (EXCLUDED.some((label) => Object.hasOwn(labels, label)) || !ready) continue;
    const zone = labels['topology.kubernetes.io/zone'] ?? '';
    const cpu = milliValue(quantityOf(status?.allocatable?.['cpu']));
    if (zone === '' || cpu === 0) return undefined;
    byZone.set(zone, (byZone.get(zone) ?? 0) + cpu);
  }
  const total = [...byZone.values()].reduce((sum, cpu) => sum + cpu, 0);
  return total === 0 || byZone.size < 2 ? undefined : new Map([...byZone].sort(([a], [b]) => (a < b ? -1 : 1)).map(([zone, cpu]) => [zone, cpu / total]));
}

/** getAllocations: how many endpoints each zone needs, or why it does not work out. */
function allocate(ratios: ReadonlyMap<string, number> | undefined, count: number): ReadonlyMap<string, Allocation> | string {
  if (ratios === undefined) return 'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes';
  if (ratios.size > count) return `Insufficient number of endpoints (${count} endpoints, ${ratios.size} zones)`;
  const parts = [...ratios].map(([zone, ratio]) => ({ zone, desired: ratio * count, minimum: Math.ceil(ratio * count * (1 / (1 + OVERLOAD))) }));
  const minimum = parts.reduce((sum, one) => sum + one.minimum, 0);
  if (minimum > count) return `Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (${count} endpoints, ${ratios.size} zones)`;
  return new Map(parts.map((one) => [one.zone, { minimum: one.minimum, maximum: one.minimum + count - minimum, desired: Math.max(one.desired, one.minimum) }]));
}

/** getHintsByZone: what the hints of a slice that stays come to; undefined where they will not do. */
function hintsOf(slice: EndpointSlice, given: ReadonlyMap<string, number>, allocations: ReadonlyMap<string, Allocation>): ReadonlyMap<string, number> | undefined {
  const found = new Map<string, number>();
  for (const endpoint of endpointsOf(slice).filter(isReady)) {
    const zones = endpoint.hints?.forZones ?? [];
    if (zones.length === 0 || zones.some(({ name }) => !allocations.has(name))) return undefined;
    for (const { name } of zones) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return [...found].every(([zone, count]) => count + (given.get(zone) ?? 0) <= (allocations.get(zone)?.maximum ?? 0)) ? found : undefined;
}

/** getGivingAndReceivingZones: zones with too many endpoints lend to those with too few, while it brings both nearer to their share. */
function exchange(allocations: ReadonlyMap<string, Allocation>, given: ReadonlyMap<string, number>): { readonly giving: Map<string, number>; readonly receiving: Map<string, number> } {
  const surplus = new Map([...allocations].map(([zone, { desired }]) => [zone, (given.get(zone) ?? 0) - desired]));
  const most = (sign: 1 | -1): readonly [string, number] => [...surplus].reduce<readonly [string, number]>((best, [zone, value]) => (sign * value > best[1] ? [zone, sign * value] : best), ['', 0]);
  const [giving, receiving] = [new Map<string, number>(), new Map<string, number>()];
  for (;;) {
    const [[from, give], [to, take]] = [most(1), most(-1)];
    if (from === '' || to === '' || (give < 1 && take < 1) || give < 0.5 || take < 0.5) return { giving, receiving };
    giving.set(from, (giving.get(from) ?? 0) + 1);
    receiving.set(to, (receiving.get(to) ?? 0) + 1);
    surplus.set(from, give - 1);
    surplus.set(to, 1 - take);
  }
}

/** AddHints: endpoints are for their zones in proportion to the zones' CPU. `known`: the hints were set before, which is no news. */
export function addTopologyHints(slices: Slices, nodes: readonly Node[], addressType: string, known: boolean): Hinted {
  const disabled = (message: string): Hinted => ({ ...removeHints(slices), event: { type: 'Warning', reason: 'TopologyAwareHintsDisabled', message: `${message}, addressType: ${addressType}` } });
  const all = [...slices.create, ...slices.update, ...slices.unchanged].flatMap(endpointsOf).filter(isReady);
  const allocations = allocate(cpuRatios(nodes), all.length);
  if (typeof allocations === 'string') return disabled(allocations);
  const given = new Map<string, number>();
  const stays = slices.unchanged.filter((slice) => {
    const hints = hintsOf(slice, given, allocations);
    for (const [zone, count] of hints ?? []) given.set(zone, (given.get(zone) ?? 0) + count);
    return hints !== undefined;
  });
  const open: Slices = { create: slices.create, update: [...slices.update, ...slices.unchanged.filter((slice) => !stays.includes(slice))], unchanged: [] };
  const toHint = [...open.create, ...open.update].flatMap(endpointsOf).filter(isReady);
  if (toHint.some(({ zone }) => (zone ?? '') === '')) return disabled('One or more endpoints do not have a zone specified');
  for (const { zone = '' } of toHint) given.set(zone, (given.get(zone) ?? 0) + 1);
  if (given.size === 0) return disabled('No hints allocated for zones');
  const { giving, receiving } = exchange(allocations, given);
  const lend: Change = (endpoint) => {
    const { zone = '' } = endpoint;
    if (!isReady(endpoint)) return endpoint;
    const [to] = [...receiving].find(([, count]) => count > 0) ?? [];
    if (to === undefined || (giving.get(zone) ?? 0) === 0) return { ...endpoint, hints: { forZones: [{ name: zone }] } };
    giving.set(zone, (giving.get(zone) ?? 0) - 1);
    receiving.set(to, (receiving.get(to) ?? 0) - 1);
    return { ...endpoint, hints: { forZones: [{ name: to }] } };
  };
  const event = { type: 'Normal' as const, reason: 'TopologyAwareHintsEnabled', message: `Topology Aware Hints has been enabled, addressType: ${addressType}` };
  return { ...apply(open, lend), enabled: true, ...(known ? {} : { event }) };
}
