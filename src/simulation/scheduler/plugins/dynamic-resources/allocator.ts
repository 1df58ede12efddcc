import { formatQuantity } from '../../../api';
import type { AllocationResult, Device, DeviceClass, DeviceTaint, DeviceToleration, DeviceRequestAllocationResult, ResourceClaim, ResourceSlice } from '../../../api/generated/types/resource.v1';
import type { NodeInfo } from '../../cache/node-info';
import type { AllocatedState } from './allocated';
import { addTaken, consumedCapacity, hasCapacity, subtractTaken } from './capacity';
import type { Taken } from './capacity';
import { newConstraint } from './constraints';
import type { Constraint } from './constraints';
import { AvailableCounters, ConsumedCounters } from './counters';
import type { AskSelector } from './device-selectors';
import { deviceId, gatherPools, indexSlices, nodeMatches, poolId } from './pools';
import type { Pool, SliceIndex } from './pools';
import { alternativesOf, requestRef } from './requests';
import type { Request } from './requests';
import type { Candidate, Picked, Wanted } from './search';
import { allocationResult } from './result';

/** AllocationResultsMaxSize: devices of one claim. */
const MOST_DEVICES = 32;
/** The search stops there as upstream's does after ten seconds (DRASchedulerFilterTimeout). */
const MOST_STEPS = 200_000;

/** Something is wrong with a claim or a class, whatever the node: the attempt ends with it. */
export class AllocationError extends Error {}
/** Nothing can be allocated on this node for a reason of its own. */
export class NodeError extends Error {}
/** The devices of a claim would be too many this way; another alternative may need fewer. */
class TooMany extends Error {}

const candidateOf = (pool: Pool, slice: ResourceSlice, device: Device): Candidate => ({ id: deviceId(pool.driver, pool.name, device.name), device, slice, pool });
const candidatesOf = (pool: Pool): Candidate[] => pool.slices.flatMap((slice) => (slice.spec.devices ?? []).map((device) => candidateOf(pool, slice, device)));

/** Which device is to be found next. */
interface Place {
  readonly claim: number;
  readonly request: number;
  readonly alternative: number;
  readonly device: number;
}

/** Where the search for the next device of the same request goes on, so that a set of devices is tried in one order only. */
interface Start {
  readonly pool: number;
  readonly slice: number;
  readonly device: number;
}
const FROM_THE_START: Start = { pool: 0, slice: 0, device: 0 };

/** What all nodes share in one scheduling cycle. */
export interface Allocator {
  readonly slices: SliceIndex;
  readonly allocated: AllocatedState;
  readonly counters: AvailableCounters;
  readonly classOf: (name: string) => DeviceClass | undefined;
  readonly ask: AskSelector;
}

export function newAllocator(slices: readonly ResourceSlice[], allocated: AllocatedState, classOf: Allocator['classOf'], ask: AskSelector): Allocator {
  const isAllocated = (id: string): boolean => allocated.devices.has(id) || allocated.shared.has(id);
  return { slices: indexSlices(slices), allocated, counters: new AvailableCounters(isAllocated), classOf, ask };
}

export const claimText = ({ metadata }: ResourceClaim): string => `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`;

/** resourceclaim.ToleratesTaint. */
const tolerates = (toleration: DeviceToleration, { key, value = '', effect }: DeviceTaint): boolean =>
  (!toleration.effect || toleration.effect === effect) && (!toleration.key || toleration.key === key)
  && (toleration.operator === 'Exists' || ((toleration.operator || 'Equal') === 'Equal' && (toleration.value ?? '') === value));

/** taintPreventsAllocation. */
export const isRepelled = ({ taints = [] }: Device, { tolerations }: Request): boolean =>
  taints.some((taint) => (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !tolerations.some((one) => tolerates(one, taint)));

/**
 * structured/internal/incubating of k8s.io/dynamic-resource-allocation v0.36.3, which 1.36 takes with its feature gates as they are: the first set of
 * devices on a node that satisfies all claims, looked for in the order of pools, slices and devices. One object allocates once.
 */
export class NodeAllocation {
  readonly pools: readonly Pool[];
  readonly wanted: Wanted[][][];
  readonly picked: Picked[][];
  /** Of each request the alternative that was taken. */
  readonly chosen: number[][];
  private readonly constraints: Constraint[][];
  private readonly consumed: ConsumedCounters;
  /** Devices that are being tried, and for which claims. */
  private readonly trying = new Map<string, Set<number>>();
  private readonly takenNow = new Map<string, Taken>();
  private readonly known = new Map<string, boolean>();
  private steps = 0;

  constructor(private readonly shared: Allocator, private readonly node: NodeInfo, private readonly claims: readonly ResourceClaim[]) {
    this.pools = gatherPools(shared.slices, node);
    this.consumed = new ConsumedCounters(shared.counters);
    this.picked = claims.map(() => []);
    this.chosen = claims.map(({ spec }) => (spec.devices?.requests ?? []).map(() => 0));
    this.wanted = [];
    this.constraints = [];
    for (const [i, claim] of claims.entries()) {
      this.wanted.push((claim.spec.devices?.requests ?? []).map((request) => alternativesOf(request).map((one) => this.prepare(claim, one))));
      const least = this.wanted[i].reduce((sum, alternatives) => sum + Math.min(...alternatives.map(({ count }) => count)), 0);
      if (least > MOST_DEVICES) throw new AllocationError(`claim ${claimText(claim)}: number of requested devices ${least} exceeds the claim limit of ${MOST_DEVICES}`);
      this.constraints.push((claim.spec.devices?.constraints ?? []).map((constraint, at) => {
        const made = newConstraint(constraint);
        if (made === null) throw new AllocationError(`claim ${claimText(claim)}, constraint #${at}: empty constraint (unsupported constraint type?)`);
        return made;
      }));
    }
  }

  /** Allocate: a result for each claim; null where there is none. Throws {@link AllocationError} and {@link NodeError}. */
  allocate(): AllocationResult[] | null {
    if (this.next({ claim: 0, request: 0, alternative: 0, device: 0 }, false, FROM_THE_START)) {
      return this.claims.map((claim, i) => allocationResult(claim, this.picked[i], (this.wanted[i] ?? []).map((alternatives, at) => alternatives[this.chosen[i][at]]), this.node.name));
    }
    if (this.pools.some(({ invalid }) => invalid !== null)) throw new NodeError('invalid resource pools were encountered');
    return null;
  }

  /** validateDeviceRequest. */
  private prepare(claim: ResourceClaim, request: Request): Wanted {
    const where = `claim ${claimText(claim)}, request ${request.name}`;
    const empty = request.selectors.findIndex(({ cel }) => cel === undefined);
    if (empty >= 0) throw new AllocationError(`${where}, selector #${empty}: CEL expression empty (unsupported selector type?)`);
    if (request.deviceClassName === '') throw new AllocationError(`${where}: missing device class name (unsupported request type?)`);
    const deviceClass = this.shared.classOf(request.deviceClassName);
    if (deviceClass === undefined) throw new AllocationError(`${where}: could not retrieve device class ${request.deviceClassName}: deviceclass.resource.k8s.io "${request.deviceClassName}" not found`);
    const wanted: Wanted = { request, deviceClass, count: request.count, all: null };
    if (request.mode === 'ExactCount') return wanted;
    if (request.mode !== 'All') throw new AllocationError(`${where}: unsupported count mode ${request.mode}`);
    const all = this.pools.flatMap((pool) => {
      if (pool.incomplete) throw new AllocationError(`${where}: asks for all devices, but resource pool ${poolId(pool)} is currently being updated`);
      if (pool.invalid !== null) throw new AllocationError(`${where}: asks for all devices, but resource pool ${poolId(pool)} is currently invalid`);
      return candidatesOf(pool).filter((candidate) => this.isSelectable(claim, wanted, candidate) && this.hasCapacityFor(request, candidate));
    });
    return { ...wanted, count: all.length, all };
  }

  /** Every device in reach of the node. */
  candidates(): Candidate[] {
    return this.pools.flatMap(candidatesOf);
  }

  /** isSelectable: the selectors of the class and of the request, and the nodes that the device is for. */
  isSelectable(claim: ResourceClaim, { request, deviceClass }: Wanted, { id, device, slice }: Candidate): boolean {
    const key = `${id} ${claimText(claim)} ${requestRef(request)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const asked = [
      ...(deviceClass.spec.selectors ?? []).map(({ cel }, i) => ({ expression: cel?.expression ?? '', where: `class ${deviceClass.metadata.name ?? ''}: selector #${i}` })),
      ...request.selectors.map(({ cel }, i) => ({ expression: cel?.expression ?? '', where: `claim ${claimText(claim)}: selector #${i}` })),
    ];
    const matches = asked.every(({ expression, where }) => {
      const verdict = this.shared.ask(expression, slice.spec.driver, device);
      if ('error' in verdict) throw new AllocationError(`${where}: CEL ${verdict.error} error: ${verdict.text}`);
      return verdict.matches;
    }) && (slice.spec.perDeviceNodeSelection !== true || nodeMatches(device, this.node));
    this.known.set(key, matches);
    return matches;
  }

  private hasCapacityFor(request: Request, { id, device }: Candidate): boolean {
    return hasCapacity(request.capacity, device.capacity ?? {}, this.shared.allocated.taken.get(id), this.takenNow.get(id));
  }

  isInUse(id: string): boolean {
    return this.shared.allocated.devices.has(id) || (this.trying.get(id)?.size ?? 0) > 0;
  }

  /** allocateOne: finds the device at `place` and all those behind it; false where there is no way. */
  private next(place: Place, inAlternative: boolean, start: Start): boolean {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new AllocationError(`node ${this.node.name}: timed out trying to allocate devices`);
    const requests = this.wanted[place.claim];
    if (requests === undefined) return true;
    if (place.request >= requests.length) {
      try {
        return this.next({ claim: place.claim + 1, request: 0, alternative: 0, device: 0 }, false, FROM_THE_START);
      } catch (error) {
        // Another choice for this claim may leave room for the next one.
        if (error instanceof TooMany) return false;
        throw error;
      }
    }
    const alternatives = requests[place.request] ?? [];
    if (!inAlternative && alternatives[0]?.request.parent != null) return this.firstOf(place, alternatives.length);
    const wanted = alternatives[place.alternative];
    if (wanted === undefined || (wanted.all !== null && wanted.all.length === 0)) return false;
    if (place.device >= wanted.count) return this.next({ claim: place.claim, request: place.request + 1, alternative: 0, device: 0 }, false, FROM_THE_START);
    if (this.picked[place.claim].length + wanted.count - place.device > MOST_DEVICES) throw new TooMany();
    if (wanted.all !== null) {
      const undo = this.take(place, wanted, wanted.all[place.device], true);
      return undo !== null && this.goOn(place, inAlternative, FROM_THE_START, undo);
    }
    return this.search(place, wanted, inAlternative, start);
  }

  /** The first alternative with which everything works out. */
  private firstOf(place: Place, count: number): boolean {
    let onlyTooMany = true;
    for (let alternative = 0; alternative < count; alternative += 1) {
      try {
        const done = this.next({ ...place, alternative }, true, FROM_THE_START);
        onlyTooMany = false;
        if (!done) continue;
        this.chosen[place.claim][place.request] = alternative;
        return true;
      } catch (error) {
        if (!(error instanceof TooMany)) throw error;
      }
    }
    if (onlyTooMany) throw new TooMany();
    return false;
  }

  private search(place: Place, wanted: Wanted, inAlternative: boolean, start: Start): boolean {
    const { request } = wanted;
    for (let p = start.pool; p < this.pools.length; p += 1) {
      const pool = this.pools[p];
      if (pool.incomplete || pool.invalid !== null) continue;
      for (let s = p === start.pool ? start.slice : 0; s < pool.slices.length; s += 1) {
        const slice = pool.slices[s];
        const devices = slice.spec.devices ?? [];
        for (let d = p === start.pool && s === start.slice ? start.device : 0; d < devices.length; d += 1) {
          const candidate = candidateOf(pool, slice, devices[d]);
          if (request.adminAccess ? this.trying.get(candidate.id)?.has(place.claim) : this.isInUse(candidate.id)) continue;
          if (!this.isSelectable(this.claims[place.claim], wanted, candidate) || !this.hasCapacityFor(request, candidate)) continue;
          const undo = this.take(place, wanted, candidate, false);
          if (undo !== null && this.goOn(place, inAlternative, { pool: p, slice: s, device: d + 1 }, undo)) return true;
        }
      }
    }
    return false;
  }

  /** With one more device taken; given back where that leads nowhere. */
  private goOn(place: Place, inAlternative: boolean, start: Start, undo: () => void): boolean {
    let done = false;
    try {
      done = this.next({ ...place, device: place.device + 1 }, inAlternative, start);
    } finally {
      if (!done) undo();
    }
    return done;
  }

  /** allocateDevice: takes a device that may be selected, if it is free, has what it draws on, is not tainted and fits the claim's constraints. */
  private take(place: Place, { request }: Wanted, { id, device, slice, pool }: Candidate, must: boolean): (() => void) | null {
    const several = device.allowMultipleAllocations === true;
    if (!several && request.adminAccess && this.trying.get(id)?.has(place.claim) === true) return null;
    if (!request.adminAccess && this.isInUse(id)) return null;
    const undo: (() => void)[] = [];
    const undoAll = (): void => undo.reverse().forEach((one) => one());
    const inUse = this.shared.allocated.taken.has(id) || this.takenNow.has(id);
    if (!(several && inUse) && (device.consumesCounters ?? []).length > 0) {
      if (!this.consumed.take(pool, device)) return null;
      undo.push(() => this.consumed.giveBack(pool, device));
    }
    if (isRepelled(device, request)) {
      undoAll();
      return null;
    }
    for (const constraint of this.constraints[place.claim]) {
      if (!constraint.add(request, device, slice.spec.driver)) {
        undoAll();
        if (must) throw new AllocationError(`claim ${claimText(this.claims[place.claim])}, request ${request.name}: cannot add device ${id} because a claim constraint would not be satisfied`);
        return null;
      }
      undo.push(() => constraint.remove(request));
    }
    if (!several) {
      const claims = this.trying.get(id) ?? new Set<number>();
      this.trying.set(id, claims.add(place.claim));
      undo.push(() => claims.delete(place.claim));
    }
    if (!this.hasCapacityFor(request, { id, device, slice, pool })) {
      undoAll();
      return null;
    }
    const amounts = several ? consumedCapacity(request.capacity, device.capacity ?? {}) : null;
    if (amounts !== null) {
      const before = this.takenNow.get(id);
      this.takenNow.set(id, addTaken(before ?? new Map(), amounts));
      undo.push(() => (before === undefined ? this.takenNow.delete(id) : this.takenNow.set(id, subtractTaken(this.takenNow.get(id) ?? new Map(), amounts))));
    }
    const picked = this.picked[place.claim];
    picked.push({ request, device, slice, result: this.resultOf(place, request, device, pool, amounts) });
    undo.push(() => picked.pop());
    return undoAll;
  }

  private resultOf(place: Place, request: Request, device: Device, pool: Pool, amounts: Taken | null): DeviceRequestAllocationResult {
    const { metadata } = this.claims[place.claim];
    return {
      request: requestRef(request),
      driver: pool.driver,
      pool: pool.name,
      device: device.name,
      ...(request.adminAccess ? { adminAccess: true } : {}),
      ...(request.tolerations.length === 0 ? {} : { tolerations: request.tolerations }),
      ...(device.bindingConditions === undefined ? {} : { bindingConditions: device.bindingConditions }),
      ...(device.bindingFailureConditions === undefined ? {} : { bindingFailureConditions: device.bindingFailureConditions }),
      // Upstream draws a UUID; here one claim's share has a name of its own.
      ...(amounts === null ? {} : { shareID: `${metadata.uid ?? metadata.name ?? ''}-${this.picked[place.claim].length}` }),
      ...(amounts === null || amounts.size === 0 ? {} : { consumedCapacity: Object.fromEntries([...amounts].map(([name, amount]) => [name, formatQuantity(amount)])) }),
    };
  }
}
