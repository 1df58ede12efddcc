import type { ResourceClaim } from '../../../api/generated/types/resource.v1';
import { AllocationError, isRepelled } from './allocator';
import type { NodeAllocation } from './allocator';
import { requestRef } from './requests';
import type { DeviceRejection } from './rejection';

/** A selector that the search did not come to may fail; that is no answer to the question why there was no way. */
function isSelected(ask: () => boolean): boolean {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AllocationError) return false;
    throw error;
  }
}

/** What the devices of a node are to each request, for those who ask why there was no way. */
export function countDevices(allocation: NodeAllocation, claims: readonly ResourceClaim[]): DeviceRejection {
  const all = allocation.candidates();
  return {
    kind: 'devices',
    claims: claims.map((claim, i) => ({
      claim: claim.metadata.name ?? '',
      requests: (allocation.wanted[i] ?? []).flat().map((wanted) => {
        const counts = { total: all.length, notSelected: 0, inUse: 0, tainted: 0, free: 0 };
        for (const candidate of all) {
          if (!isSelected(() => allocation.isSelectable(claim, wanted, candidate))) counts.notSelected += 1;
          else if (!wanted.request.adminAccess && allocation.isInUse(candidate.id)) counts.inUse += 1;
          else if (isRepelled(candidate.device, wanted.request)) counts.tainted += 1;
          else counts.free += 1;
        }
        return { request: requestRef(wanted.request), wanted: wanted.request.mode === 'All' ? null : wanted.request.count, ...counts };
      }),
    })),
  };
}
