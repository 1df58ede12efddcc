import { compareQuantity, labelSelectorMatches, quantityOf } from '../../../api';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { StorageClass } from '../../../api/generated/types/storage.v1';

/** Why a volume does not do for a claim: the first of upstream's checks that fails. */
export type VolumeMismatch = 'claimed' | 'tooSmall' | 'volumeMode' | 'attributesClass' | 'deleting' | 'notAvailable' | 'selector' | 'class' | 'accessModes';

/** What the binder says of an unbound claim. */
export interface ClaimBinding {
  /** The volume that the claim is bound to now. */
  readonly bound: PersistentVolume | null;
  /** Otherwise what happens: the event's reason upstream. */
  readonly waits: 'WaitForFirstConsumer' | 'ExternalProvisioning' | 'ProvisioningFailed' | 'FailedBinding' | null;
}

const classOfClaim = ({ metadata, spec }: PersistentVolumeClaim): string => metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
const classOfVolume = ({ metadata, spec }: PersistentVolume): string => metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
const sizeOf = (list: Readonly<Record<string, string | number>> | undefined) => quantityOf(list?.['storage'] === undefined ? undefined : String(list['storage']));

/** IsVolumeBoundToClaim of k8s.io/component-helpers storage/volume: the volume names this claim, and its UID if it gives one. */
export function isVolumeBoundToClaim({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const ref = spec?.claimRef;
  if (ref === undefined || ref.name !== metadata?.name || (ref.namespace ?? '') !== (metadata?.namespace ?? '')) return false;
  return !ref.uid || ref.uid === metadata?.uid;
}

/**
 * Why the binder passes over a volume, or null if it will do. After FindMatchingVolume of k8s.io/component-helpers storage/volume without a node, as the persistent
 * volume controller calls it: its checks in its order, and after them the access modes, by which the controller's index picks what it looks at.
 */
export function volumeMismatch(volume: PersistentVolume, claim: PersistentVolumeClaim): VolumeMismatch | null {
  const { spec, metadata, status } = volume;
  const promised = isVolumeBoundToClaim(volume, claim);
  if (spec?.claimRef !== undefined && !promised) return 'claimed';
  if (compareQuantity(sizeOf(spec?.capacity), sizeOf(claim.spec?.resources?.requests)) < 0) return 'tooSmall';
  if ((spec?.volumeMode ?? 'Filesystem') !== (claim.spec?.volumeMode ?? 'Filesystem')) return 'volumeMode';
  if ((spec?.volumeAttributesClassName ?? '') !== (claim.spec?.volumeAttributesClassName ?? '')) return 'attributesClass';
  if (metadata?.deletionTimestamp !== undefined) return 'deleting';
  if (!promised) {
    if (status?.phase !== 'Available') return 'notAvailable';
    if (claim.spec?.selector !== undefined && !labelSelectorMatches(claim.spec.selector, metadata?.labels ?? {})) return 'selector';
    if (classOfVolume(volume) !== classOfClaim(claim)) return 'class';
  }
  return (claim.spec?.accessModes ?? []).every((mode) => spec?.accessModes?.includes(mode)) ? null : 'accessModes';
}

/**
 * The volume that the controller binds a claim to: findByClaim of k8s.io/kubernetes pkg/controller/volume/persistentvolume. It looks first among the volumes with the
 * fewest access modes, there takes the one that is promised to the claim or else the smallest, and goes on to more modes only if there is none.
 */
export function findBestMatch(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[]): PersistentVolume | null {
  const fitting = volumes.filter((volume) => volumeMismatch(volume, claim) === null);
  const modesOf = (volume: PersistentVolume) => new Set(volume.spec?.accessModes).size;
  const fewest = Math.min(...fitting.map(modesOf));
  return [...fitting]
    .filter((volume) => modesOf(volume) === fewest)
    .sort((a, b) => Number(isVolumeBoundToClaim(b, claim)) - Number(isVolumeBoundToClaim(a, claim)) || compareQuantity(sizeOf(a.spec?.capacity), sizeOf(b.spec?.capacity)))[0] ?? null;
}

/** In-tree names that are handed to a CSI driver (k8s.io/csi-translation-lib); any other `kubernetes.io/…` finds no plug-in. */
const MIGRATED = new Set(['aws-ebs', 'gce-pd', 'azure-disk', 'azure-file', 'cinder', 'vsphere-volume', 'portworx-volume'].map((name) => `kubernetes.io/${name}`));

const hasProvisioner = ({ provisioner = '' }: StorageClass): boolean => !provisioner.startsWith('kubernetes.io/') || MIGRATED.has(provisioner);

/**
 * One sync of an unbound claim that names no volume: syncUnboundClaim of k8s.io/kubernetes pkg/controller/volume/persistentvolume. A class that waits for its
 * first consumer binds only what is promised already. `classes` are the StorageClasses that exist; a claim without a class gets the default one before (`assignDefaultStorageClass`).
 */
export function bindClaim(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[], classes: readonly StorageClass[]): ClaimBinding {
  const name = classOfClaim(claim);
  const storageClass = classes.find(({ metadata }) => metadata?.name === name);
  const delayed = storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
  const candidates = delayed ? volumes.filter((volume) => isVolumeBoundToClaim(volume, claim)) : volumes;
  const bound = findBestMatch(claim, candidates);
  if (bound !== null) return { bound, waits: null };
  if (delayed) return { bound: null, waits: 'WaitForFirstConsumer' };
  if (name === '') return { bound: null, waits: 'FailedBinding' };
  if (storageClass === undefined || !hasProvisioner(storageClass)) return { bound: null, waits: 'ProvisioningFailed' };
  return { bound: null, waits: 'ExternalProvisioning' };
}
