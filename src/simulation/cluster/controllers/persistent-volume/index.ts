import { compareQuantity, quantityOf } from '../../../api';
import type { PersistentVolume, PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import type { StorageClass } from '../../../api/generated/types/storage.v1';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { keyOfObject, splitKey } from '../../control/owners';
import { isPodTerminal } from '../../control/pods';
import { findBestMatch, isVolumeBoundToClaim } from '../volume/match-claim';
import { annotated, bind, BIND_COMPLETED, BOUND_BY_CONTROLLER, CLAIMS, PROVISIONED_BY, PROVISIONERS, SELECTED_NODE, VOLUMES, withAnnotations, writeClaimPhase, writeVolumePhase } from './claim';

const CLASSES = 'storageclasses.storage.k8s.io';
/** --pvclaimbinder-sync-period. */
const RESYNC = 15_000_000;
const [CLAIM, VOLUME, ALL] = ['claim:', 'volume:', 'all'];

type Tools = Work<null>;

const classOf = ({ spec, metadata }: PersistentVolumeClaim): string => metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
const nameOf = ({ metadata }: PersistentVolume): string => metadata.name ?? '';

/** assignDefaultStorageClass: a claim that came before there was a default class gets it afterwards. The newest of several counts. */
function assignDefaultClass(claim: PersistentVolumeClaim, work: Tools): boolean {
  if (claim.spec?.storageClassName !== undefined || claim.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] !== undefined) return false;
  const defaults = work.view.list(CLASSES).filter(({ metadata }) => ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'].some((name) => metadata.annotations?.[name] === 'true'));
  const [newest] = [...defaults].sort((a, b) => ((a.metadata.creationTimestamp ?? '') > (b.metadata.creationTimestamp ?? '') ? -1 : 1));
  if (newest === undefined) return false;
  work.client.update({ ...claim, spec: { ...claim.spec, storageClassName: newest.metadata.name ?? '' } });
  return true;
}

/** emitEventForUnboundDelayBindingClaim. */
function tellWhyItWaits(claim: PersistentVolumeClaim, work: Tools): void {
  const name = claim.metadata.name ?? '';
  const waiting = work.view.list('pods', claim.metadata.namespace).filter((pod) => !pod.spec.nodeName && !isPodTerminal(pod) && (pod.spec.volumes ?? []).some((one) => one.persistentVolumeClaim?.claimName === name));
  if (waiting.length === 0) work.event(claim, 'Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding');
  else work.event(claim, 'Normal', 'WaitForPodScheduled', `waiting for ${waiting.length > 1 ? 'pods' : 'pod'} ${waiting.map(({ metadata }) => metadata.name ?? '').join(',')} to be scheduled`);
}

/** provisionClaimOperationExternal: the driver's own component is told by an annotation. */
function askProvisioner(claim: PersistentVolumeClaim, storageClass: StorageClass | undefined, work: Tools): void {
  if (storageClass === undefined) {
    work.event(claim, 'Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${classOf(claim)}" not found`);
    return;
  }
  const { provisioner } = storageClass;
  if (provisioner === 'kubernetes.io/no-provisioner') return;
  if (annotated(claim, PROVISIONERS[1]) !== provisioner) work.client.update(withAnnotations(claim, { [PROVISIONERS[0]]: provisioner, [PROVISIONERS[1]]: provisioner }));
  work.event(
    claim, 'Normal', 'ExternalProvisioning',
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
  );
}

/** syncUnboundClaim, of a claim that names no volume. */
function findVolume(claim: PersistentVolumeClaim, work: Tools): void {
  const storageClass = work.view.get(CLASSES, undefined, classOf(claim));
  const delayed = storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
  const volumes = work.view.list(VOLUMES);
  const volume = findBestMatch(claim, delayed ? volumes.filter((one) => isVolumeBoundToClaim(one, claim)) : volumes);
  if (volume !== null) return bind(volume, claim, work);
  if (assignDefaultClass(claim, work)) return;
  if (delayed && annotated(claim, SELECTED_NODE) === undefined) tellWhyItWaits(claim, work);
  else if (classOf(claim) !== '') return askProvisioner(claim, storageClass, work);
  else work.event(claim, 'Normal', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set');
  writeClaimPhase(claim, 'Pending', undefined, work);
}

/** checkVolumeSatisfyClaim: why the volume that a claim names will not do. */
function unsatisfied(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (classOf(claim) !== (volume.spec?.storageClassName ?? '')) return 'storageClassName does not match';
  if (compareQuantity(quantityOf(volume.spec?.capacity?.['storage']), quantityOf(claim.spec?.resources?.requests?.['storage'])) < 0) return 'requested PV is too small';
  if ((volume.spec?.volumeMode ?? 'Filesystem') !== (claim.spec?.volumeMode ?? 'Filesystem')) return 'incompatible volumeMode';
  return (claim.spec?.accessModes ?? []).every((mode) => volume.spec?.accessModes?.includes(mode)) ? undefined : 'incompatible accessMode';
}

/** syncUnboundClaim, of a claim that asks for one volume. */
function takeNamed(claim: PersistentVolumeClaim, name: string, work: Tools): void {
  const volume = work.view.get(VOLUMES, undefined, name);
  if (volume === undefined) return void writeClaimPhase(claim, 'Pending', undefined, work);
  if (volume.spec?.claimRef === undefined) {
    const why = unsatisfied(volume, claim);
    if (why === undefined) return bind(volume, claim, work);
    work.event(claim, 'Warning', 'VolumeMismatch', `Cannot bind to requested volume "${name}": ${why}`);
    return void writeClaimPhase(claim, 'Pending', undefined, work);
  }
  if (isVolumeBoundToClaim(volume, claim)) return bind(volume, claim, work);
  work.event(claim, 'Warning', 'FailedBinding', `volume "${name}" already bound to a different claim.`);
  if (annotated(claim, BOUND_BY_CONTROLLER) === undefined) writeClaimPhase(claim, 'Pending', undefined, work);
  else throw new ReconcileError(`invalid binding of claim "${keyOfObject(claim)}" to volume "${name}"`);
}

/** syncBoundClaim. */
function checkBound(claim: PersistentVolumeClaim, work: Tools): void {
  const name = claim.spec?.volumeName ?? '';
  const volume = name === '' ? undefined : work.view.get(VOLUMES, undefined, name);
  const lost = (reason: string, message: string): void => {
    if (claim.status?.phase === 'Lost') return;
    writeClaimPhase(claim, 'Lost', undefined, work);
    work.event(claim, 'Warning', reason, message);
  };
  if (name === '') return lost('ClaimLost', 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!');
  if (volume === undefined) return lost('ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!');
  if (volume.spec?.claimRef === undefined || volume.spec.claimRef.uid === claim.metadata.uid) return bind(volume, claim, work);
  lost('ClaimMisbound', 'Two claims are bound to the same volume, this one is bound incorrectly');
}

/** unbindVolume: a volume that the controller promised is free again; one that was reserved stays reserved. */
function unbind(volume: PersistentVolume, work: Tools): void {
  const mine = annotated(volume, BOUND_BY_CONTROLLER) !== undefined;
  const { claimRef, ...rest } = volume.spec ?? {};
  const { [BOUND_BY_CONTROLLER]: _, ...annotations } = volume.metadata.annotations ?? {};
  const { uid: _u, ...reserved } = claimRef ?? {};
  const free: PersistentVolume = { ...volume, metadata: { ...volume.metadata, annotations }, spec: mine ? rest : { ...rest, claimRef: reserved } };
  writeVolumePhase(work.client.update(free), 'Available', work);
}

/** Why deleteVolumeOperation does not delete it: of the plug-ins in the tree only hostPath has a deleter, for what lies in /tmp (pkg/volume/hostpath hostPathDeleter.Delete). */
function deletionFault(volume: PersistentVolume): string | undefined {
  const path = volume.spec?.hostPath?.path;
  if (path === undefined) return `error getting deleter volume plugin for volume "${nameOf(volume)}": no volume plugin matched`;
  return /\/tmp\/.+/.test(path) ? undefined : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
}

/** reclaimVolume: what Retain leaves stays Released; what was provisioned by a driver, the driver's own component deletes. */
function reclaim(volume: PersistentVolume, work: Tools): void {
  if (volume.spec?.persistentVolumeReclaimPolicy !== 'Delete' || annotated(volume, PROVISIONED_BY) !== undefined) return;
  if (volume.status?.phase === 'Failed' || volume.metadata.deletionTimestamp !== undefined) return;
  const message = deletionFault(volume);
  if (message === undefined) return work.client.delete(volume as Parameters<typeof work.client.delete>[0]);
  writeVolumePhase(volume, 'Failed', work, message);
  work.event(volume, 'Warning', 'VolumeFailedDelete', message);
}

/** syncVolume. */
function syncVolume(volume: PersistentVolume, work: Tools): void {
  const ref = volume.spec?.claimRef;
  if (ref === undefined || (ref.uid ?? '') === '') return void writeVolumePhase(volume, 'Available', work);
  const found = work.view.get(CLAIMS, ref.namespace, ref.name ?? '');
  const claim = found?.metadata.uid === ref.uid ? found : undefined;
  if (claim === undefined) {
    const phase = volume.status?.phase;
    return reclaim(phase === 'Released' || phase === 'Failed' ? volume : writeVolumePhase(volume, 'Released', work), work);
  }
  const wanted = claim.spec?.volumeName ?? '';
  if (wanted === nameOf(volume)) return void writeVolumePhase(volume, 'Bound', work);
  // Half of a binding is done; the claim does the rest.
  if (wanted === '') return work.enqueue(`${CLAIM}${keyOfObject(claim)}`);
  if (annotated(volume, PROVISIONED_BY) !== undefined && volume.spec?.persistentVolumeReclaimPolicy === 'Delete') return reclaim(writeVolumePhase(volume, 'Released', work), work);
  unbind(volume, work);
}

function syncClaim(claim: PersistentVolumeClaim, work: Tools): void {
  if (annotated(claim, BIND_COMPLETED) !== undefined) return checkBound(claim, work);
  const name = claim.spec?.volumeName ?? '';
  if (name === '') findVolume(claim, work);
  else takeNamed(claim, name, work);
}

function reconcile(key: string, work: Tools): void {
  if (key === ALL) {
    work.view.list(CLAIMS).forEach((claim) => work.enqueue(`${CLAIM}${keyOfObject(claim)}`));
    work.view.list(VOLUMES).forEach((volume) => work.enqueue(`${VOLUME}${nameOf(volume)}`));
    return work.enqueueAfter(ALL, RESYNC);
  }
  if (key.startsWith(VOLUME)) {
    const volume = work.view.get(VOLUMES, undefined, key.slice(VOLUME.length));
    return volume === undefined ? undefined : syncVolume(volume, work);
  }
  const claim = work.view.get(CLAIMS, ...splitKey(key.slice(CLAIM.length)));
  if (claim !== undefined) syncClaim(claim, work);
}

/** A claim that is gone frees its volume. */
function onClaim({ type, object }: Heard, desk: Desk<null>): void {
  const volume = (object as PersistentVolumeClaim).spec?.volumeName ?? '';
  if (type !== 'DELETED') desk.enqueue(`${CLAIM}${keyOfObject(object)}`);
  else if (volume !== '') desk.enqueue(`${VOLUME}${volume}`);
}

/** A volume that changes may do for its claim; one that is gone leaves it without. */
function onVolume({ type, object }: Heard, desk: Desk<null>): void {
  const ref = (object as PersistentVolume).spec?.claimRef;
  if (type !== 'DELETED') desk.enqueue(`${VOLUME}${object.metadata.name ?? ''}`);
  if (ref !== undefined) desk.enqueue(`${CLAIM}${ref.namespace ?? ''}/${ref.name ?? ''}`);
}

/** pkg/controller/volume/persistentvolume. Volumes are provisioned and deleted by the components of their drivers, not by plug-ins in the tree. */
export const persistentVolumeController: Controller<null> = {
  name: 'persistentvolume-controller',
  user: controllerUser('persistent-volume-binder'),
  memory: null,
  start: (desk) => desk.enqueueAfter(ALL, RESYNC),
  handlers: { [CLAIMS]: onClaim, [VOLUMES]: onVolume },
  reads: [CLASSES, 'pods'],
  reconcile,
};
