/** How far a claim's expansion is, as its status says (KEP-1790; external-resizer v1.14 resize_status.go; pkg/volume/util/resize_util.go). */
import type { PersistentVolumeClaim, PersistentVolumeClaimCondition } from '../../../api/generated/types/core.v1';
import { formatTime } from '../../../base/time';

const RESIZE: ReadonlySet<string> = new Set(['Resizing', 'FileSystemResizePending', 'ControllerResizeError', 'NodeResizeError']);

/** `now`: µs since 1970. */
const condition = (type: string, now: number, message?: string): PersistentVolumeClaimCondition => ({ type, status: 'True', lastTransitionTime: formatTime(now), ...(message === undefined ? {} : { message }) });

function merged(claim: PersistentVolumeClaim, fresh: readonly PersistentVolumeClaimCondition[], keepOld: boolean): readonly PersistentVolumeClaimCondition[] {
  const kept = (claim.status?.conditions ?? []).filter(({ type }) => !fresh.some((one) => one.type === type) && (keepOld || !RESIZE.has(type)));
  return [...kept, ...fresh];
}

export const expansionOf = ({ status }: PersistentVolumeClaim): string | undefined => status?.allocatedResourceStatuses?.['storage'];

/** markControllerResizeInProgress. */
export const controllerExpands = (claim: PersistentVolumeClaim, size: string, now: number): PersistentVolumeClaim => ({
  ...claim,
  status: {
    ...claim.status, conditions: merged(claim, [condition('Resizing', now)], false),
    allocatedResources: { ...claim.status?.allocatedResources, storage: size }, allocatedResourceStatuses: { ...claim.status?.allocatedResourceStatuses, storage: 'ControllerResizeInProgress' },
  },
});

/** markForPendingNodeExpansion. */
export const nodeMustExpand = (claim: PersistentVolumeClaim, now: number): PersistentVolumeClaim => ({
  ...claim,
  status: {
    ...claim.status, conditions: merged(claim, [condition('FileSystemResizePending', now, 'Waiting for user to (re-)start a pod to finish file system resize of volume on node.')], true),
    allocatedResourceStatuses: { ...claim.status?.allocatedResourceStatuses, storage: 'NodeResizePending' },
  },
});

/** MarkNodeExpansionFinishedWithRecovery. */
export function nodeHasExpanded(claim: PersistentVolumeClaim, size: string): PersistentVolumeClaim {
  const { allocatedResourceStatuses, conditions: _, ...status } = claim.status ?? {};
  const { storage: _s, ...others } = allocatedResourceStatuses ?? {};
  const conditions = merged(claim, [], false);
  return {
    ...claim,
    status: { ...status, capacity: { ...status.capacity, storage: size }, ...(conditions.length === 0 ? {} : { conditions }), ...(Object.keys(others).length === 0 ? {} : { allocatedResourceStatuses: others }) },
  };
}
