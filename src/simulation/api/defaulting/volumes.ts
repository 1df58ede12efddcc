import { isNil, textOf } from '../schema/values';
import { isObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import { pullPolicyOf } from './image';
import { RESOURCE_LIST_DEFAULTS } from './walk';
import type { Defaulter, Defaulters } from './walk';

/** 0644, as JSON has it. */
const FILE_MODE = 0o644;
const HOUR = 3600;

const fileMode: Defaulter = (source) => fillMissing(source, { defaultMode: FILE_MODE });

/** SetDefaults_Volume: a volume without a source is an emptyDir. */
const volume: Defaulter = (one) => {
  if (Object.keys(one).every((name) => name === 'name' || isNil(one[name]))) return { ...one, emptyDir: {} };
  const { image } = one;
  if (!isObject(image) || textOf(image.pullPolicy) !== '') return one;
  return { ...one, image: { ...image, pullPolicy: pullPolicyOf(textOf(image.reference)) } };
};

/** SetDefaults_PersistentVolumeClaimSpec. */
export const claimSpec: Defaulter = (spec) => fillMissing(spec, { volumeMode: 'Filesystem' });

/** The sources of volumes that have defaults (pkg/apis/core/v1/defaults.go). */
export const VOLUME_DEFAULTS: Defaulters = {
  ...RESOURCE_LIST_DEFAULTS,
  'core.v1.Volume': volume,
  'core.v1.SecretVolumeSource': fileMode,
  'core.v1.ConfigMapVolumeSource': fileMode,
  'core.v1.DownwardAPIVolumeSource': fileMode,
  'core.v1.ProjectedVolumeSource': fileMode,
  'core.v1.HostPathVolumeSource': (source) => fillMissing(source, { type: '' }),
  'core.v1.ServiceAccountTokenProjection': (token) => fillMissing(token, { expirationSeconds: HOUR }),
  'core.v1.PersistentVolumeClaimSpec': claimSpec,
};

/** SetDefaults_PersistentVolume. */
export const persistentVolume: Defaulter = (object) => ({
  ...object,
  spec: fillMissing(fillEmpty(isObject(object.spec) ? object.spec : {}, { persistentVolumeReclaimPolicy: 'Retain' }), { volumeMode: 'Filesystem' }),
  status: fillEmpty(isObject(object.status) ? object.status : {}, { phase: 'Pending' }),
});

/** SetDefaults_PersistentVolumeClaim. */
export const persistentVolumeClaim: Defaulter = (object) => ({ ...object, status: fillEmpty(isObject(object.status) ? object.status : {}, { phase: 'Pending' }) });
