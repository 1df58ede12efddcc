import type { Pod } from '../api';
import type { UnmodelledPlugin } from './default-profile';

/** A part of a Pod that only a plugin outside this model would look at. */
export interface Unmodelled {
  readonly plugin: UnmodelledPlugin;
  /** The field that brings the plugin in. */
  readonly field: string;
}

/** Which parts of a Pod the model leaves aside, so that a view can say so. */
export function unmodelledParts(pod: Pod): Unmodelled[] {
  const { spec } = pod;
  const found: Unmodelled[] = [];
  const add = (plugin: UnmodelledPlugin, field: string): void => void found.push({ plugin, field });
  if (spec.affinity?.podAffinity !== undefined) add('InterPodAffinity', 'spec.affinity.podAffinity');
  if (spec.affinity?.podAntiAffinity !== undefined) add('InterPodAffinity', 'spec.affinity.podAntiAffinity');
  if ((spec.volumes ?? []).some((volume) => volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined)) {
    add('VolumeBinding', 'spec.volumes');
  }
  if ((spec.volumes ?? []).some((volume) => volume.csi !== undefined)) add('NodeVolumeLimits', 'spec.volumes');
  if ((spec.resourceClaims ?? []).length > 0) add('DynamicResources', 'spec.resourceClaims');
  return found;
}
