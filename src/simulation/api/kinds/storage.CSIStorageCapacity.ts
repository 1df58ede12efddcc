import { STORAGE_DEFAULTS } from '../defaulting/storage';
import type { FieldError } from '../field-errors';
import { storageV1, storageV1Resources } from '../generated/schema/storage.v1';
import type { CSIStorageCapacity } from '../generated/types/storage.v1';
import { labelSelector } from '../internal';
import { defineKind } from '../kind';
import { immutable } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate, validateLabelSelector } from '../validation/metadata';
import { validateDnsSubdomain } from '../validation/names';
import { nonNegativeQuantity } from '../validation/resource-names';

/** ValidateCSIStorageCapacity (pkg/apis/storage/validation). */
const validateCapacity = ({ metadata, nodeTopology, storageClassName = '', capacity }: CSIStorageCapacity): FieldError[] => [
  ...validateKubeMeta(metadata),
  ...validateLabelSelector(nodeTopology, 'nodeTopology'),
  ...validateDnsSubdomain(storageClassName, 'storageClassName'),
  ...(capacity === undefined ? [] : nonNegativeQuantity(capacity, 'capacity')),
];

const shown = ({ nodeTopology }: CSIStorageCapacity) => (nodeTopology === undefined ? null : labelSelector(nodeTopology));

/** What was asked of the driver stays (ValidateCSIStorageCapacityUpdate). */
export const csiStorageCapacityKind = defineKind<CSIStorageCapacity>({
  group: storageV1,
  resources: storageV1Resources,
  kind: 'CSIStorageCapacity',
  defaulters: STORAGE_DEFAULTS,
  validateCreate: validateCapacity,
  validateUpdate: (one, old) => [
    ...validateCapacity(one),
    ...validateKubeMetaUpdate(one.metadata, old.metadata),
    ...immutable(shown(one), shown(old), 'nodeTopology'),
    ...immutable(one.storageClassName ?? '', old.storageClassName ?? '', 'storageClassName'),
  ],
});
