/** What is in use is not deleted: the finalizers of claims and volumes (pkg/controller/volume/pvcprotection, pvprotection). */
import type { ApiObject, Pod } from '../../../api';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { isPodTerminal } from '../../control/pods';

const CLAIM = 'kubernetes.io/pvc-protection';
const VOLUME = 'kubernetes.io/pv-protection';

const has = ({ metadata }: ApiObject, finalizer: string): boolean => (metadata.finalizers ?? []).includes(finalizer);

function withFinalizer<T extends ApiObject>(object: T, finalizer: string): T {
  return { ...object, metadata: { ...object.metadata, finalizers: [...(object.metadata.finalizers ?? []), finalizer] } };
}

function withoutFinalizer<T extends ApiObject>(object: T, finalizer: string): T {
  return { ...object, metadata: { ...object.metadata, finalizers: (object.metadata.finalizers ?? []).filter((one) => one !== finalizer) } };
}

/** The claims that a Pod uses, those of its ephemeral volumes among them. */
const claimsOf = ({ spec, metadata }: Pod): string[] =>
  (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => (persistentVolumeClaim !== undefined ? [persistentVolumeClaim.claimName] : ephemeral !== undefined ? [`${metadata.name ?? ''}-${name}`] : []));

/** podUsesPVC: a Pod that has no node yet, or has ended, uses nothing. */
const uses = (pod: Pod, claim: string): boolean => (pod.spec.nodeName ?? '') !== '' && !isPodTerminal(pod) && claimsOf(pod).includes(claim);

function onPod({ type, object, old }: Heard, desk: Desk<null>): void {
  for (const pod of [object, old] as (Pod | undefined)[]) {
    if (pod === undefined || (type !== 'DELETED' && !isPodTerminal(pod) && pod.spec.nodeName)) continue;
    for (const claim of claimsOf(pod)) desk.enqueue(`${pod.metadata.namespace ?? ''}/${claim}`);
  }
}

/** processPVC. */
function protectClaim(key: string, work: Work<null>): void {
  const [namespace, name] = splitKey(key);
  const claim = work.view.get('persistentvolumeclaims', namespace, name);
  if (claim === undefined) return;
  const deleted = claim.metadata.deletionTimestamp !== undefined;
  if (deleted && has(claim, CLAIM)) {
    const pods = work.client.list('pods', namespace);
    if (!pods.some((pod) => uses(pod, name))) work.client.update(withoutFinalizer(claim, CLAIM));
  } else if (!deleted && !has(claim, CLAIM)) work.client.update(withFinalizer(claim, CLAIM));
}

/** processPV: a volume that is bound is in use. */
function protectVolume(name: string, work: Work<null>): void {
  const volume = work.view.get('persistentvolumes', undefined, name);
  if (volume === undefined) return;
  const deleted = volume.metadata.deletionTimestamp !== undefined;
  if (deleted && has(volume, VOLUME)) {
    if (volume.status?.phase !== 'Bound') work.client.update(withoutFinalizer(volume, VOLUME));
  } else if (!deleted && !has(volume, VOLUME)) work.client.update(withFinalizer(volume, VOLUME));
}

const wake = ({ type, object }: Heard, desk: Desk<null>): void => {
  if (type !== 'DELETED') desk.enqueue(keyOfObject(object));
};

export const claimProtectionController: Controller<null> = {
  name: 'pvc-protection-controller', user: controllerUser('pvc-protection-controller'), memory: null, handlers: { persistentvolumeclaims: wake, pods: onPod }, reconcile: protectClaim,
};

export const volumeProtectionController: Controller<null> = {
  name: 'pv-protection-controller', user: controllerUser('pv-protection-controller'), memory: null, handlers: { persistentvolumes: wake }, reconcile: protectVolume,
};
