import type { PersistentVolumeClaim } from '../../api/generated/types/core.v1';
import type { StorageClass } from '../../api/generated/types/storage.v1';
import { compareQuantity, quantityOf } from '../../api/quantity';
import { CLAIM_CLASS } from './default-classes';

const classOf = ({ metadata, spec }: PersistentVolumeClaim): string => metadata.annotations?.[CLAIM_CLASS] ?? spec.storageClassName ?? '';
const sizeOf = ({ spec }: PersistentVolumeClaim) => quantityOf(spec.resources?.requests?.storage ?? '0');

/** PersistentVolumeClaimResize (plugin/pkg/admission/storage/persistentvolume/resize): only a bound claim of a class that allows it may grow. */
export function refusedResize(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, classes: readonly StorageClass[]): string | undefined {
  if (compareQuantity(sizeOf(claim), sizeOf(old)) <= 0) return undefined;
  if (old.status?.phase !== 'Bound') return 'Only bound persistent volume claims can be expanded';
  const name = classOf(claim);
  const isAllowed = name !== '' && name === classOf(old) && classes.find(({ metadata }) => metadata.name === name)?.allowVolumeExpansion === true;
  return isAllowed ? undefined : 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';
}
