import type { ApiObject } from '../../api';

const FINALIZERS: Readonly<Record<string, string>> = {
  'v1 PersistentVolume': 'kubernetes.io/pv-protection',
  'v1 PersistentVolumeClaim': 'kubernetes.io/pvc-protection',
  'storage.k8s.io/v1 VolumeAttributesClass': 'kubernetes.io/vac-protection',
};

/** StorageObjectInUseProtection (plugin/pkg/admission/storage/storageobjectinuseprotection): volumes and claims stay as long as they are used. */
export function protectStorage<T extends ApiObject>(object: T): T {
  const finalizer = FINALIZERS[`${object.apiVersion} ${object.kind}`];
  const finalizers = object.metadata.finalizers ?? [];
  return finalizer === undefined || finalizers.includes(finalizer) ? object : { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
}
