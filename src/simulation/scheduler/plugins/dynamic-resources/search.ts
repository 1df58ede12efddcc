import type { Device, DeviceClass, DeviceRequestAllocationResult, ResourceSlice } from '../../../api/generated/types/resource.v1';
import type { Pool } from './pools';
import type { Request } from './requests';

/** A device that is picked for a request. */
export interface Picked {
  readonly request: Request;
  readonly device: Device;
  readonly slice: ResourceSlice;
  readonly result: DeviceRequestAllocationResult;
}

/** A device that the node can reach. */
export interface Candidate {
  readonly id: string;
  readonly device: Device;
  readonly slice: ResourceSlice;
  readonly pool: Pool;
}

/** What is known of a request, or of one alternative of it, on this node (requestData). */
export interface Wanted {
  readonly request: Request;
  readonly deviceClass: DeviceClass;
  readonly count: number;
  /** The devices that "all" means here. */
  readonly all: readonly Candidate[] | null;
}
