/** Claims of generic ephemeral volumes: made with the Pod, owned by it, deleted with it by the garbage collector (pkg/controller/volume/ephemeral/controller.go; component-helpers storage/ephemeral). */
import type { Pod, Volume } from '../../../api';
import type { PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';

/** VolumeClaimName. */
const claimOf = ({ metadata }: Pod, { name }: Volume): string => `${metadata.name ?? ''}-${name}`;

/** Its volumes are never changed, and the claim goes with its owner: neither of them wakes it. */
function hearPod(pod: Pod, desk: Desk<null>): void {
  if (pod.metadata.deletionTimestamp === undefined && (pod.spec.volumes ?? []).some(({ ephemeral }) => ephemeral !== undefined)) desk.enqueue(keyOfObject(pod));
}

/** handleVolume; gives what is wrong. */
function make(pod: Pod, volume: Volume, work: Work<null>): string | undefined {
  const template = volume.ephemeral?.volumeClaimTemplate;
  if (template === undefined) return undefined;
  const { name = '', namespace = '', uid = '' } = pod.metadata;
  const claim = claimOf(pod, volume);
  const there = work.view.get('persistentvolumeclaims', namespace, claim);
  if (there !== undefined) {
    const isOwned = (there.metadata.ownerReferences ?? []).some((owner) => owner.controller === true && owner.uid === uid);
    return isOwned ? undefined : `PVC ${namespace}/${claim} was not created for pod ${namespace}/${name} (pod is not owner)`;
  }
  const { annotations, labels } = template.metadata ?? {};
  try {
    work.client.create<PersistentVolumeClaim>({
      apiVersion: 'v1', kind: 'PersistentVolumeClaim',
      metadata: { name: claim, namespace, ...(annotations === undefined ? {} : { annotations }), ...(labels === undefined ? {} : { labels }), ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid, controller: true, blockOwnerDeletion: true }] },
      spec: template.spec,
    });
    return undefined;
  } catch (error) {
    if (error instanceof RequestError) return `create PVC ${claim}: ${error.message}`;
    throw error;
  }
}

/** syncHandler: the first volume that fails ends the sync, which is tried again. */
function reconcile(key: string, work: Work<null>): void {
  const pod = work.view.get('pods', ...splitKey(key));
  if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
  for (const volume of pod.spec.volumes ?? []) {
    const wrong = make(pod, volume, work);
    if (wrong === undefined) continue;
    work.event(pod, 'Warning', 'FailedBinding', `ephemeral volume ${volume.name}: ${wrong}`);
    work.enqueueLater(key);
    return;
  }
}

export const ephemeralVolumeController: Controller<null> = {
  name: 'ephemeral-volume-controller',
  user: controllerUser('ephemeral-volume-controller'),
  source: { component: 'ephemeral_volume' },
  memory: null,
  handlers: {
    pods: ({ type, object }, desk) => {
      if (type === 'ADDED') hearPod(object as Pod, desk);
    },
    persistentvolumeclaims: ({ type, object }, desk) => {
      if (type !== 'DELETED') return;
      const { namespace = '', name } = object.metadata;
      for (const pod of desk.view.list('pods', namespace)) if ((pod.spec.volumes ?? []).some((volume) => volume.ephemeral !== undefined && claimOf(pod, volume) === name)) hearPod(pod, desk);
    },
  },
  reconcile,
};
