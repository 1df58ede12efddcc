import type { Pod, Volume } from '../../api';
import { namespaceOf } from '../cache/affinity-term';
import type { PersistentVolumeClaim } from '../objects';

export const namespaced = (pod: Pod, name: string): string => `${namespaceOf(pod)}/${name}`;

/** The claim that a volume of a Pod needs, by name (component-helpers storage/ephemeral VolumeClaimName for generic ephemeral volumes). */
export function claimNameOf(pod: Pod, volume: Volume): { readonly name: string; readonly ephemeral: boolean } | null {
  if (volume.persistentVolumeClaim !== undefined) return { name: volume.persistentVolumeClaim.claimName, ephemeral: false };
  if (volume.ephemeral !== undefined) return { name: `${pod.metadata.name ?? ''}-${volume.name}`, ephemeral: true };
  return null;
}

/** Whether any claim that the Pod needs has this name. */
export const needsClaim = (pod: Pod, claim: PersistentVolumeClaim): boolean =>
  namespaceOf(pod) === (claim.metadata.namespace || 'default') && (pod.spec.volumes ?? []).some((volume) => claimNameOf(pod, volume)?.name === claim.metadata.name);

/** ephemeral.VolumeIsForPod: the words for a claim that happens to have the name but belongs to somebody else. */
export function notForPod(pod: Pod, claim: PersistentVolumeClaim): string | null {
  const owner = (claim.metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
  const owned = owner !== undefined && (pod.metadata.uid === undefined ? owner.name === pod.metadata.name : owner.uid === pod.metadata.uid);
  const key = `${claim.metadata.namespace ?? ''}/${claim.metadata.name ?? ''}`;
  return owned ? null : `PVC ${key} was not created for pod ${namespaced(pod, pod.metadata.name ?? '')} (pod is not owner)`;
}

/** component-helpers storage/volume GetPersistentVolumeClaimClass: the beta annotation wins. */
export const classOf = ({ metadata, spec }: PersistentVolumeClaim): string => metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? '';

export const notFound = (resource: string, name: string): string => `${resource} "${name}" not found`;
