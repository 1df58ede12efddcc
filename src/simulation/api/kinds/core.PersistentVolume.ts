import { CORE_DEFAULTS } from '../defaulting/core';
import { semanticEqual } from '../equal';
import { forbidden, invalid } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { PersistentVolume, PersistentVolumeSpec, VolumeNodeAffinity } from '../generated/types/core.v1';
import { internalDiff, internalEqual } from '../internal-types/pod';
import { internalForm } from '../internal-types/form';
import { storageTypes } from '../internal-types/storage';
import { defineKind } from '../kind';
import { volumeStrategy } from '../strategy/claim';
import { immutable } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { deprecatedNodeLabel } from '../validation/node-labels';
import { validateNodeSelector } from '../validation/scheduling';
import { validateVolumeSpec } from '../validation/volume-spec';

const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';
const WITH_MOUNT_OPTIONS = ['gcePersistentDisk', 'awsElasticBlockStore', 'glusterfs', 'nfs', 'rbd', 'quobyte', 'iscsi', 'cinder', 'cephfs', 'azureFile', 'vsphereVolume', 'azureDisk', 'photonPersistentDisk'] as const;

/** checkMountOption (pkg/volume/validation). */
const validateMountOptions = ({ metadata, spec }: PersistentVolume): FieldError[] =>
  metadata.annotations?.[MOUNT_OPTIONS] === undefined || WITH_MOUNT_OPTIONS.some((source) => spec?.[source] !== undefined)
    ? []
    : [forbidden(`metadata.annotations.${MOUNT_OPTIONS}`, 'may not specify mount options for this volume type')];

function validateVolume({ metadata, spec = {} }: PersistentVolume, old?: PersistentVolume): FieldError[] {
  const before = old?.spec?.nodeAffinity?.required;
  const strict = before === undefined || validateNodeSelector(before, '', true).length === 0;
  return [...validateKubeMeta(metadata, { namespaced: false }), ...validateVolumeSpec(spec, 'spec', metadata.name ?? '', strict)];
}

/** A secret for growing may be set where there was none. */
function withoutNewSecret(spec: PersistentVolumeSpec, old: PersistentVolumeSpec): PersistentVolumeSpec {
  if (spec.csi?.controllerExpandSecretRef === undefined || old.csi === undefined || old.csi.controllerExpandSecretRef !== undefined) return spec;
  const { controllerExpandSecretRef: _, ...csi } = spec.csi;
  return { ...spec, csi };
}

const NEW_LABELS: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
};

/** The affinity with the names that its labels have now. */
const withNewLabels = (affinity: VolumeNodeAffinity): unknown =>
  (affinity.required?.nodeSelectorTerms ?? []).map((term) => ({ ...term, matchExpressions: (term.matchExpressions ?? []).map((one) => ({ ...one, key: NEW_LABELS[one.key] ?? one.key })) }));

function validateAffinityUpdate(affinity: VolumeNodeAffinity | undefined, old: VolumeNodeAffinity | undefined): FieldError[] {
  if (old === undefined || (affinity !== undefined && semanticEqual(withNewLabels(affinity), withNewLabels(old)))) return [];
  return [invalid('nodeAffinity', affinity === undefined ? null : internalForm(storageTypes, 'VolumeNodeAffinity', affinity), 'field is immutable, except for updating from beta label to GA')];
}

/** ValidatePersistentVolumeUpdate, which looks at the whole volume once more. */
function validateUpdate(volume: PersistentVolume, old: PersistentVolume): FieldError[] {
  const [spec, before] = [volume.spec ?? {}, old.spec ?? {}];
  const sources = withoutNewSecret(spec, before);
  const errors = [...validateVolume(volume, old), ...validateMountOptions(volume), ...validateVolume(volume, old)];
  if (!internalEqual('PersistentVolumeSource', sources, before, storageTypes)) {
    errors.push(forbidden('spec.persistentvolumesource', `spec.persistentvolumesource is immutable after creation\n${internalDiff('PersistentVolumeSource', before, sources, storageTypes)}`));
  }
  errors.push(...immutable(spec.volumeMode, before.volumeMode, 'volumeMode'), ...validateAffinityUpdate(spec.nodeAffinity, before.nodeAffinity));
  if (before.volumeAttributesClassName !== undefined && spec.volumeAttributesClassName === undefined) errors.push(forbidden('spec.volumeAttributesClassName', 'update from non-nil value to nil is forbidden'));
  return errors;
}

const DEPRECATED_ANNOTATIONS: readonly (readonly [string, string])[] = [
  ['volume.beta.kubernetes.io/storage-class', 'deprecated since v1.8; use "storageClassName" attribute instead'],
  [MOUNT_OPTIONS, 'deprecated since v1.31; use "mountOptions" attribute instead'],
];

const DEPRECATED_SOURCES: readonly (readonly [keyof PersistentVolumeSpec, string])[] = [
  ['cephfs', 'cephfs: deprecated in v1.28, non-functional in v1.31+'],
  ['photonPersistentDisk', 'photonPersistentDisk: deprecated in v1.11, non-functional in v1.16+'],
  ['scaleIO', 'scaleIO: deprecated in v1.16, non-functional in v1.22+'],
  ['storageos', 'storageOS: deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs: deprecated in v1.25, non-functional in v1.26+'],
  ['rbd', 'rbd: deprecated in v1.28, non-functional in v1.31+'],
];

/** GetWarningsForPersistentVolume (pkg/api/persistentvolume). */
function warnings({ metadata, spec = {} }: PersistentVolume): string[] {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  return [
    ...DEPRECATED_ANNOTATIONS.filter(([key]) => metadata.annotations?.[key] !== undefined).map(([key, words]) => `metadata.annotations[${key}]: ${words}`),
    ...(spec.persistentVolumeReclaimPolicy === 'Recycle' ? ['spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.'] : []),
    ...terms.flatMap(({ matchExpressions = [] }, term) =>
      matchExpressions.flatMap(({ key }, index) => {
        const words = deprecatedNodeLabel(key);
        return words === undefined ? [] : [`spec.nodeAffinity.required.nodeSelectorTerms[${term}].matchExpressions[${index}].key: ${key} is ${words}`];
      }),
    ),
    ...DEPRECATED_SOURCES.filter(([field]) => spec[field] !== undefined).map(([, words]) => `spec.${words}`),
  ];
}

export const persistentVolumeKind = defineKind<PersistentVolume>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'PersistentVolume',
  defaulters: CORE_DEFAULTS,
  strategy: volumeStrategy,
  validateCreate: (volume) => [...validateVolume(volume), ...validateMountOptions(volume)],
  validateUpdate,
  warnings,
  status: { validateUpdate: (volume, old) => validateKubeMetaUpdate(volume.metadata, old.metadata) },
});
