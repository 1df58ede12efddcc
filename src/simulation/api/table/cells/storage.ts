import type { PersistentVolume, PersistentVolumeClaim } from '../../generated/types/core.v1';
import type { CSIDriver, CSINode, StorageClass, VolumeAttachment, VolumeAttributesClass } from '../../generated/types/storage.v1';
import { age, cells, nameCell } from './common';
import type { CellTable } from './common';

const MODES: readonly (readonly [mode: string, short: string])[] = [['ReadWriteOnce', 'RWO'], ['ReadOnlyMany', 'ROX'], ['ReadWriteMany', 'RWX'], ['ReadWriteOncePod', 'RWOP']];

/** helper.GetAccessModesAsString: each once, in this order. */
export const accessModes = (modes: readonly string[] | null | undefined): string => MODES.filter(([mode]) => modes?.includes(mode) === true).map(([, short]) => short).join(',');

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** helper.GetPersistentVolumeClass and GetPersistentVolumeClaimClass. */
export const storageClassOf = ({ metadata, spec }: PersistentVolume | PersistentVolumeClaim): string => metadata.annotations?.[CLASS_ANNOTATION] ?? spec?.storageClassName ?? '';

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

/** storageutil.IsDefaultAnnotation. */
export const isDefaultClass = ({ metadata }: StorageClass): boolean => IS_DEFAULT.some((name) => metadata.annotations?.[name] === 'true');

const phaseOf = (one: PersistentVolume | PersistentVolumeClaim): string => (one.metadata.deletionTimestamp === undefined ? (one.status?.phase ?? '') : 'Terminating');

export const STORAGE_CELLS: CellTable = {
  'core.v1.PersistentVolume': cells<PersistentVolume>((one, now) => {
    const { spec, status } = one;
    const claim = spec?.claimRef === undefined ? '' : `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}`;
    return [
      nameCell(one), spec?.capacity?.storage ?? '0', accessModes(spec?.accessModes), spec?.persistentVolumeReclaimPolicy ?? '', phaseOf(one), claim, storageClassOf(one),
      spec?.volumeAttributesClassName ?? '<unset>', status?.reason ?? '', age(one, now), spec?.volumeMode ?? '<unset>',
    ];
  }),
  'core.v1.PersistentVolumeClaim': cells<PersistentVolumeClaim>((one, now) => {
    const { spec, status } = one;
    const bound = (spec?.volumeName ?? '') !== '';
    return [
      nameCell(one), phaseOf(one), spec?.volumeName ?? '', bound ? (status?.capacity?.storage ?? '0') : '', bound ? accessModes(status?.accessModes) : '', storageClassOf(one),
      spec?.volumeAttributesClassName ?? '<unset>', age(one, now), spec?.volumeMode ?? '<unset>',
    ];
  }),
  'storage.v1.StorageClass': cells<StorageClass>((one, now) => [
    `${nameCell(one)}${isDefaultClass(one) ? ' (default)' : ''}`, one.provisioner, one.reclaimPolicy ?? 'Delete', one.volumeBindingMode ?? 'Immediate', one.allowVolumeExpansion ?? false, age(one, now),
  ]),
  'storage.v1.VolumeAttributesClass': cells<VolumeAttributesClass>((one, now) => [nameCell(one), one.driverName, age(one, now)]),
  'storage.v1.VolumeAttachment': cells<VolumeAttachment>((one, now) => [nameCell(one), one.spec.attacher, one.spec.source.persistentVolumeName ?? '', one.spec.nodeName, one.status?.attached ?? false, age(one, now)]),
  'storage.v1.CSINode': cells<CSINode>((one, now) => [nameCell(one), (one.spec.drivers ?? []).length, age(one, now)]),
  'storage.v1.CSIDriver': cells<CSIDriver>((one, now) => [
    nameCell(one), one.spec.attachRequired ?? true, one.spec.podInfoOnMount ?? false, one.spec.storageCapacity ?? false, one.spec.tokenRequests?.map(({ audience }) => audience).join(',') ?? '<unset>',
    one.spec.requiresRepublish ?? false, (one.spec.volumeLifecycleModes ?? []).join(',') || '<none>', age(one, now),
  ]),
};
