/** Disks that have to be attached to the node before they can be mounted (pkg/kubelet/volumemanager: GetVolumesInUse, VerifyControllerAttachedVolume). */
import type { Node, Pod } from '../../../api';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import { uniqueVolumeName } from '../../controllers/attach-detach/names';
import type { View } from '../../control/view';

export interface Disk {
  readonly claim: PersistentVolumeClaim;
  readonly volume: PersistentVolume;
}

/** A Pod's volumes of CSI drivers, as far as they are bound. */
export function disksOf({ metadata, spec }: Pod, view: View): readonly Disk[] {
  return (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
    const claimName = persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? undefined : `${metadata.name ?? ''}-${name}`);
    const claim = claimName === undefined ? undefined : view.get('persistentvolumeclaims', metadata.namespace ?? 'default', claimName);
    const volume = claim?.spec?.volumeName ? view.get('persistentvolumes', undefined, claim.spec.volumeName) : undefined;
    return claim === undefined || volume?.spec?.csi === undefined ? [] : [{ claim, volume }];
  });
}

export const namesOfDisks = (pod: Pod, view: View): readonly string[] => disksOf(pod, view).map(({ volume }) => uniqueVolumeName(volume));

/** Whether the API knows that the node uses it, and says that it is attached. */
export const isAttached = (name: string, { status }: Node): boolean => (status?.volumesInUse ?? []).includes(name) && (status?.volumesAttached ?? []).some((one) => one.name === name);
