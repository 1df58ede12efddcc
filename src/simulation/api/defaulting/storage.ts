import { listOf, objectOf } from '../schema/values';
import { fillMissing } from './fill';
import type { Defaulter, Defaulters } from './walk';

const CSI_DRIVER = { attachRequired: true, podInfoOnMount: false, storageCapacity: false, fsGroupPolicy: 'ReadWriteOnceWithFSType', requiresRepublish: false, seLinuxMount: false };

/** SetDefaults_CSIDriver. */
const csiDriver: Defaulter = (object) => {
  const spec = fillMissing(objectOf(object.spec), CSI_DRIVER);
  return { ...object, spec: listOf(spec.volumeLifecycleModes).length === 0 ? { ...spec, volumeLifecycleModes: ['Persistent'] } : spec };
};

/** pkg/apis/storage/v1/defaults.go. */
export const STORAGE_DEFAULTS: Defaulters = {
  'storage.v1.StorageClass': (object) => fillMissing(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  'storage.v1.CSIDriver': csiDriver,
};
