import { STORAGE_DEFAULTS } from '../defaulting/storage';
import { semanticEqual } from '../equal';
import { forbidden } from '../field-errors';
import type { FieldError } from '../field-errors';
import { storageV1, storageV1Resources } from '../generated/schema/storage.v1';
import type { VolumeAttributesClass } from '../generated/types/storage.v1';
import { defineKind } from '../kind';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateParameters, validateProvisioner } from '../validation/storage-class';

/** ValidateVolumeAttributesClass (pkg/apis/storage/validation). */
const validateClass = ({ metadata, driverName = '', parameters = {} }: VolumeAttributesClass): FieldError[] => [
  ...validateKubeMeta(metadata, { namespaced: false }),
  ...validateProvisioner(driverName, 'driverName'),
  ...validateParameters(parameters, false),
];

export const volumeAttributesClassKind = defineKind<VolumeAttributesClass>({
  group: storageV1,
  resources: storageV1Resources,
  kind: 'VolumeAttributesClass',
  defaulters: STORAGE_DEFAULTS,
  validateCreate: validateClass,
  validateUpdate: (one, old) => [
    ...validateKubeMetaUpdate(one.metadata, old.metadata),
    ...((one.driverName ?? '') === (old.driverName ?? '') ? [] : [forbidden('driverName', 'updates to driverName are forbidden.')]),
    ...(semanticEqual(one.parameters ?? null, old.parameters ?? null) ? [] : [forbidden('parameters', 'updates to parameters are forbidden.')]),
    ...validateClass(one),
  ],
});
