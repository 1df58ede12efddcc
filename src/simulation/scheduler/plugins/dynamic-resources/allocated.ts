import { quantityOf } from '../../../api';
import type { ResourceClaim } from '../../../api/generated/types/resource.v1';
import { addTaken } from './capacity';
import type { Taken } from './capacity';
import { deviceId } from './pools';

/** structured/schedulerapi AllocatedState: which devices belong to claims, and what is taken of those that several may share. */
export interface AllocatedState {
  readonly devices: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
  readonly taken: ReadonlyMap<string, Taken>;
}

/** GatherAllocatedState (dra_manager.go, allocateddevices.go): over claims as they are or were promised. What is used for administration is not taken away. */
export function allocatedState(claims: readonly ResourceClaim[]): AllocatedState {
  const devices = new Set<string>();
  const shared = new Set<string>();
  const taken = new Map<string, Taken>();
  for (const result of claims.flatMap(({ status }) => status?.allocation?.devices?.results ?? [])) {
    if (result.adminAccess === true) continue;
    const id = deviceId(result.driver, result.pool, result.device);
    if (result.shareID === undefined) {
      devices.add(id);
      continue;
    }
    shared.add(id);
    if (result.consumedCapacity === undefined) continue;
    taken.set(id, addTaken(taken.get(id) ?? new Map(), new Map(Object.entries(result.consumedCapacity).map(([name, text]) => [name, quantityOf(text)]))));
  }
  return { devices, shared, taken };
}
