import type { CapacityRequirements, DeviceRequest, DeviceSelector, DeviceToleration } from '../../../api/generated/types/resource.v1';

/** A request, or one of the alternatives of a request (structured/internal/incubating requestAccessor). Fields that the API server fills in may be missing. */
export interface Request {
  readonly name: string;
  /** The request that this is an alternative of. */
  readonly parent: string | null;
  readonly deviceClassName: string;
  readonly mode: string;
  readonly count: number;
  readonly adminAccess: boolean;
  readonly selectors: readonly DeviceSelector[];
  readonly tolerations: readonly DeviceToleration[];
  readonly capacity: CapacityRequirements | undefined;
}

/** The alternatives of a request in the order of preference; one where it has no choice. */
export function alternativesOf({ name, exactly, firstAvailable = [] }: DeviceRequest): Request[] {
  const all = firstAvailable.length > 0 ? firstAvailable.map((one) => ({ ...one, adminAccess: false, parent: name })) : exactly === undefined ? [] : [{ ...exactly, name, parent: null }];
  return all.map(({ name: own, parent, deviceClassName, allocationMode, count, adminAccess, selectors, tolerations, capacity }) => ({
    name: own,
    parent,
    deviceClassName,
    mode: allocationMode || 'ExactCount',
    count: count ?? 1,
    adminAccess: adminAccess === true,
    selectors: selectors ?? [],
    tolerations: tolerations ?? [],
    capacity,
  }));
}

/** How results, constraints and configurations name it (resourceclaim.CreateSubRequestRef). */
export const requestRef = ({ name, parent }: Request): string => (parent === null ? name : `${parent}/${name}`);
