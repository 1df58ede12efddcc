import { compareQuantity, quantityOf } from '../../../api';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { Controller, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { controllerExpands, expansionOf, nodeMustExpand } from './expansion';

const storage = (of: Readonly<Record<string, unknown>> | undefined): string => String(of?.['storage'] ?? '0');
const less = (a: string, b: string): boolean => compareQuantity(quantityOf(a), quantityOf(b)) < 0;

/** expandAndRecover, with a driver that expands at once and leaves the file system to the node. */
function expand(claim: PersistentVolumeClaim, volume: PersistentVolume, work: Work<null>): void {
  const pending = expansionOf(claim);
  const size = less(storage(volume.spec?.capacity), storage(claim.spec?.resources?.requests)) && pending !== 'NodeResizePending' ? storage(claim.spec?.resources?.requests) : storage(claim.status?.allocatedResources);
  if (pending === 'NodeResizePending') return;
  const marked = work.client.update(controllerExpands(claim, size, work.now), 'status');
  work.event(claim, 'Normal', 'Resizing', `External resizer is resizing volume ${volume.metadata.name ?? ''}`);
  work.client.patch({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: volume.metadata.name ?? '' } }, { spec: { capacity: { storage: size } } });
  work.client.update(nodeMustExpand(marked, work.now), 'status');
  work.event(claim, 'Normal', 'FileSystemResizeRequired', 'Require file system resize of volume on node');
}

/** The resizer beside a CSI driver (kubernetes-csi/external-resizer v1.14 pkg/controller). */
export const externalResizer = (driver: string): Controller<null> => ({
  name: `external-resizer ${driver}`,
  user: { username: 'system:serviceaccount:kube-system:csi-resizer', groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'] },
  memory: null,
  handlers: {
    persistentvolumeclaims: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(keyOfObject(object));
    },
  },
  reads: ['persistentvolumes'],
  reconcile: (key, work) => {
    const claim = work.view.get('persistentvolumeclaims', ...splitKey(key));
    const volume = work.view.get('persistentvolumes', undefined, claim?.spec?.volumeName ?? '');
    if (claim?.status?.phase !== 'Bound' || volume?.spec?.csi?.driver !== driver) return;
    if (less(storage(claim.status.capacity), storage(claim.spec?.resources?.requests))) expand(claim, volume, work);
  },
});
