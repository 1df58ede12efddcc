import { nodeSelectorMatches } from '../../../api';
import type { CounterSet, Device, ResourceSlice } from '../../../api/generated/types/resource.v1';
import { compareText } from '../../../base/ordered-map';
import type { NodeInfo } from '../../cache/node-info';

/** The devices of one driver's pool that a node can reach (structured/internal/incubating Pool). */
export interface Pool {
  readonly driver: string;
  readonly name: string;
  /** Not all slices of this generation have been published yet. */
  readonly incomplete: boolean;
  /** What is wrong with it; null where nothing is. */
  readonly invalid: string | null;
  readonly slices: readonly ResourceSlice[];
  /** Slices for other nodes: their devices may draw on the same counters. */
  readonly elsewhere: readonly ResourceSlice[];
  readonly counterSets: ReadonlyMap<string, CounterSet>;
}

export const poolId = ({ driver, name }: Pick<Pool, 'driver' | 'name'>): string => `${driver}/${name}`;
export const deviceId = (driver: string, pool: string, device: string): string => `${driver}/${pool}/${device}`;

type Selection = Pick<Device, 'nodeName' | 'allNodes' | 'nodeSelector'>;

/** NodeMatches: a slice or a device says for which nodes it is, in one of three ways. */
export function nodeMatches({ nodeName, allNodes, nodeSelector }: Selection, node: NodeInfo): boolean {
  if (nodeName) return node.name === nodeName;
  if (allNodes === true) return true;
  return nodeSelector !== undefined && nodeSelectorMatches(nodeSelector.nodeSelectorTerms, node.labels, node.name);
}

const hasCounters = ({ spec }: ResourceSlice): boolean => (spec.sharedCounters ?? []).length > 0;

function isRelevant(slice: ResourceSlice, node: NodeInfo): boolean {
  const { spec } = slice;
  if (hasCounters(slice)) return true;
  if (spec.nodeName || spec.allNodes === true || spec.nodeSelector !== undefined) return nodeMatches(spec, node);
  return spec.perDeviceNodeSelection === true && (spec.devices ?? []).some((device) => nodeMatches(device, node));
}

const sliceId = ({ spec }: ResourceSlice): string => poolId({ driver: spec.driver, name: spec.pool.name });

/** Slices as one look-up needs them: by node, and those that are for several. */
export interface SliceIndex {
  readonly all: readonly ResourceSlice[];
  readonly byNode: ReadonlyMap<string, readonly ResourceSlice[]>;
  readonly shared: readonly ResourceSlice[];
}

export function indexSlices(all: readonly ResourceSlice[]): SliceIndex {
  const byNode = new Map<string, ResourceSlice[]>();
  const shared: ResourceSlice[] = [];
  for (const slice of all) {
    const { nodeName } = slice.spec;
    if (!nodeName || hasCounters(slice)) shared.push(slice);
    else byNode.set(nodeName, [...(byNode.get(nodeName) ?? []), slice]);
  }
  return { all, byNode, shared };
}

/** Of each pool the slices of its newest generation (addSlice). */
function newest(slices: readonly ResourceSlice[]): Map<string, ResourceSlice[]> {
  const pools = new Map<string, ResourceSlice[]>();
  for (const slice of slices) {
    const found = pools.get(sliceId(slice));
    const { generation } = slice.spec.pool;
    const known = found?.[0]?.spec.pool.generation ?? -1;
    if (found === undefined || generation > known) pools.set(sliceId(slice), [slice]);
    else if (generation === known) found.push(slice);
  }
  return pools;
}

const devicesOf = (slices: readonly ResourceSlice[]): readonly Device[] => slices.flatMap(({ spec }) => spec.devices ?? []);

function nameTwice(slices: readonly ResourceSlice[]): string | null {
  const seen = new Set<string>();
  for (const { name } of devicesOf(slices)) {
    if (seen.has(name)) return `duplicate device name ${name}`;
    seen.add(name);
  }
  return null;
}

/** getAndValidateCounterSets; a text says what is wrong. */
function counterSetsOf(slices: readonly ResourceSlice[]): Map<string, CounterSet> | string {
  const sets = new Map<string, CounterSet>();
  for (const set of slices.flatMap(({ spec }) => spec.sharedCounters ?? [])) {
    if (sets.has(set.name)) return `duplicate counter set name ${set.name}`;
    sets.set(set.name, set);
  }
  return sets;
}

/** validateDeviceCounterConsumption. */
function unknownCounter(sets: ReadonlyMap<string, CounterSet>, slices: readonly ResourceSlice[]): string | null {
  for (const { counterSet, counters } of devicesOf(slices).flatMap(({ consumesCounters = [] }) => consumesCounters)) {
    const set = sets.get(counterSet);
    if (set === undefined) return `counter set ${counterSet} not found`;
    for (const name of Object.keys(counters)) if (!Object.hasOwn(set.counters, name)) return `counter ${name} not found in counter set ${counterSet}`;
  }
  return null;
}

/** buildPool. */
function buildPool(driver: string, name: string, relevant: readonly ResourceSlice[], all: readonly ResourceSlice[]): Pool {
  const slices = [...relevant].sort((a, b) => compareText(a.metadata.name ?? '', b.metadata.name ?? ''));
  const empty = { driver, name, incomplete: false, slices: [], elsewhere: [], counterSets: new Map<string, CounterSet>() };
  const withDevices = slices.filter((slice) => !hasCounters(slice));
  const sets = counterSetsOf(slices.filter(hasCounters));
  const elsewhere = all.filter((slice) => !slices.some(({ metadata }) => metadata.name === slice.metadata.name));
  const invalid = nameTwice(withDevices) ?? (typeof sets === 'string' ? sets : (unknownCounter(sets, slices) ?? unknownCounter(sets, elsewhere)));
  if (invalid !== null || typeof sets === 'string') return { ...empty, invalid };
  return { ...empty, invalid, slices: withDevices, elsewhere, counterSets: sets };
}

/**
 * GatherPools (pools_incubating.go): the pools with devices for a node, by driver and name; those of which a device has binding conditions
 * come last. A pool that is being replaced is left out; an incomplete one is there, but nothing may be taken from it.
 */
export function gatherPools({ all, byNode, shared }: SliceIndex, node: NodeInfo): Pool[] {
  const relevant = [...(byNode.get(node.name) ?? []), ...shared].filter((slice) => isRelevant(slice, node));
  const pools: Pool[] = [];
  for (const slices of newest(relevant).values()) {
    const { driver, pool } = slices[0].spec;
    const complete = slices.length === pool.resourceSliceCount;
    const ofPool = complete ? slices : all.filter((slice) => sliceId(slice) === sliceId(slices[0]));
    if (ofPool.some(({ spec }) => spec.pool.generation > pool.generation)) continue;
    const same = ofPool.filter(({ spec }) => spec.pool.generation === pool.generation);
    if (same.length === pool.resourceSliceCount) pools.push(buildPool(driver, pool.name, slices, same));
    else pools.push({ driver, name: pool.name, incomplete: true, invalid: null, slices: [], elsewhere: [], counterSets: new Map() });
  }
  const late = (pool: Pool): number => Number(devicesOf(pool.slices).some(({ bindingConditions }) => bindingConditions !== undefined));
  return pools.sort((a, b) => late(a) - late(b) || compareText(a.driver, b.driver) || compareText(a.name, b.name));
}
