import { compareQuantity, quantityOf } from '../../../api';
import type { PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import { controllerUser } from '../../control/controller';
import type { Controller } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';

const requestOf = ({ spec }: PersistentVolumeClaim) => quantityOf(String(spec?.resources?.requests?.['storage'] ?? '0'));
const capacityOf = ({ status }: PersistentVolumeClaim) => quantityOf(String(status?.capacity?.['storage'] ?? '0'));

/** pkg/controller/volume/expand, of volumes of CSI drivers: it only says that somebody else does it. */
export const volumeExpandController: Controller<null> = {
  name: 'volume_expand',
  user: controllerUser('expand-controller'),
  memory: null,
  handlers: {
    persistentvolumeclaims: ({ type, object, old }, desk) => {
      if (type === 'MODIFIED' && compareQuantity(requestOf(object as PersistentVolumeClaim), requestOf(old as PersistentVolumeClaim)) > 0) desk.enqueue(keyOfObject(object));
    },
  },
  reads: ['persistentvolumes'],
  reconcile: (key, work) => {
    const claim = work.view.get('persistentvolumeclaims', ...splitKey(key));
    if (claim?.status?.phase !== 'Bound' || compareQuantity(requestOf(claim), capacityOf(claim)) <= 0) return;
    const volume = work.view.get('persistentvolumes', undefined, claim.spec?.volumeName ?? '');
    if (volume?.spec?.csi !== undefined) work.event(claim, 'Normal', 'ExternalExpanding', 'waiting for an external controller to expand this PVC');
  },
};
