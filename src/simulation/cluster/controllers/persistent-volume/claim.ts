/** What a claim is bound to, and what is written on both sides (pkg/controller/volume/persistentvolume pv_controller.go). */
import { semanticEqual } from '../../../api/equal';
import type { PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimStatus, PersistentVolumeStatus } from '../../../api/generated/types/core.v1';
import type { Work } from '../../control/controller';

export const VOLUMES = 'persistentvolumes';
export const CLAIMS = 'persistentvolumeclaims';
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const PROVISIONERS = ['volume.beta.kubernetes.io/storage-provisioner', 'volume.kubernetes.io/storage-provisioner'] as const;

type Tools = Work<null>;

export const annotated = ({ metadata }: PersistentVolume | PersistentVolumeClaim, name: string): string | undefined => metadata.annotations?.[name];

export function withAnnotations<T extends PersistentVolume | PersistentVolumeClaim>(object: T, added: Readonly<Record<string, string>>): T {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...added } } };
}

/** updateClaimStatus. */
export function writeClaimPhase(claim: PersistentVolumeClaim, phase: string, volume: PersistentVolume | undefined, work: Tools): PersistentVolumeClaim {
  const { accessModes: _a, capacity: before, ...rest } = claim.status ?? {};
  // One that was bound before keeps its capacity: its file system may be smaller than the volume for a while.
  const capacity = claim.status?.phase === phase && before !== undefined ? before : (volume?.spec?.capacity ?? {});
  const bound: Partial<PersistentVolumeClaimStatus> = volume === undefined ? {} : { accessModes: volume.spec?.accessModes ?? [], capacity };
  const status: PersistentVolumeClaimStatus = { ...rest, ...bound, phase };
  return semanticEqual(status, claim.status) ? claim : work.client.update({ ...claim, status }, 'status');
}

/** updateVolumePhase. */
export function writeVolumePhase(volume: PersistentVolume, phase: string, work: Tools, message = ''): PersistentVolume {
  if (volume.status?.phase === phase) return volume;
  const { message: _m, ...rest } = volume.status ?? {};
  const status: PersistentVolumeStatus = { ...rest, phase, ...(message === '' ? {} : { message }) };
  return work.client.update({ ...volume, status }, 'status');
}

/** bindVolumeToClaim: the volume names its claim. */
function claimVolume(volume: PersistentVolume, claim: PersistentVolumeClaim, work: Tools): PersistentVolume {
  const { namespace = '', name = '', uid = '', resourceVersion = '' } = claim.metadata;
  const before = volume.spec?.claimRef;
  if (before?.name === name && before.namespace === namespace && before.uid === uid) return volume;
  const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid, resourceVersion };
  const bound: PersistentVolume = { ...volume, spec: { ...volume.spec, claimRef } };
  return work.client.update(before === undefined ? withAnnotations(bound, { [BOUND_BY_CONTROLLER]: 'yes' }) : bound);
}

/** bindClaimToVolume: the claim names its volume. */
function takeVolume(claim: PersistentVolumeClaim, volume: PersistentVolume, work: Tools): PersistentVolumeClaim {
  const name = volume.metadata.name ?? '';
  const mine = claim.spec?.volumeName !== name;
  if (!mine && annotated(claim, BIND_COMPLETED) !== undefined) return claim;
  const named: PersistentVolumeClaim = { ...claim, spec: { ...claim.spec, volumeName: name } };
  return work.client.update(withAnnotations(named, { [BIND_COMPLETED]: 'yes', ...(mine ? { [BOUND_BY_CONTROLLER]: 'yes' } : {}) }));
}

/** bind: four writes, of which each may fail; the next sync goes on where this one stopped. */
export function bind(volume: PersistentVolume, claim: PersistentVolumeClaim, work: Tools): void {
  const claimed = writeVolumePhase(claimVolume(volume, claim, work), 'Bound', work);
  writeClaimPhase(takeVolume(claim, claimed, work), 'Bound', claimed, work);
}
