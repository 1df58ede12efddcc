import { failure, joinQuote, plural, sortedSet } from '../helper';
import type { Check, PodCheck, SecuredPodSpec } from '../types';

const HOST_PATH = 'hostPathVolumes';
const ALLOWED = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];
/** In the order in which upstream looks for them. */
const RESTRICTED = [
  'hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker', 'fc',
  'azureFile', 'vsphereVolume', 'quobyte', 'azureDisk', 'photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos',
];

type Volumes = NonNullable<SecuredPodSpec['volumes']>;
const placed = (volumes: Volumes): { volume: Volumes[number]; at: string }[] => volumes.map((volume, index) => ({ volume, at: `spec.volumes[${index}]` }));
const names = (bad: readonly { volume: Volumes[number] }[]): string => `${plural('volume', 'volumes', bad.length)} ${joinQuote(bad.map(({ volume }) => volume.name))}`;

const hostPath: PodCheck = ({ spec }) => {
  const bad = placed(spec.volumes ?? []).filter(({ volume }) => volume.hostPath != null);
  return bad.length === 0 ? undefined : failure('hostPath volumes', names(bad), bad.map(({ at }) => `${at}.hostPath`));
};

const restricted: PodCheck = ({ spec }) => {
  const bad = placed(spec.volumes ?? []).filter(({ volume }) => !ALLOWED.some((type) => volume[type] != null));
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(({ volume }) => RESTRICTED.find((type) => volume[type] != null) ?? 'unknown'));
  const detail = `${names(bad)} ${plural('uses', 'use', bad.length)} ${plural('restricted volume type', 'restricted volume types', types.length)} ${joinQuote(types)}`;
  return failure('restricted volume types', detail, bad.map(({ at }) => at));
};

/** policy/check_hostPathVolumes.go */
export const hostPathVolumes: Check = { id: HOST_PATH, level: 'baseline', versions: [{ since: 0, check: hostPath }] };

/** policy/check_restrictedVolumes.go */
export const restrictedVolumes: Check = { id: 'restrictedVolumes', level: 'restricted', versions: [{ since: 0, check: restricted, overrides: [HOST_PATH] }] };
