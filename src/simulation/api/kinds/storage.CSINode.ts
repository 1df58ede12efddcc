import { STORAGE_DEFAULTS } from '../defaulting/storage';
import { duplicate, invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { storageV1, storageV1Resources } from '../generated/schema/storage.v1';
import type { CSINode, CSINodeDriver } from '../generated/types/storage.v1';
import { structOf } from '../internal';
import { defineKind } from '../kind';
import { byteLength } from '../names';
import { immutable, nonNegative, qualifiedName } from '../validation/common';
import { validateKubeMeta } from '../validation/metadata';
import { validateDriverName } from '../validation/pod/volume-sources';

const MAX_NODE_ID = 256;

/** validateCSINodeDriver: upstream has the errors of topology keys at the driver. */
function validateDriver({ name = '', nodeID = '', topologyKeys = [], allocatable }: CSINodeDriver, path: string, drivers: readonly CSINodeDriver[], index: number): FieldError[] {
  return [
    ...validateDriverName(name, `${path}.name`),
    ...(nodeID === '' ? [required(`${path}.nodeID`)] : []),
    ...(byteLength(nodeID) > MAX_NODE_ID ? [invalid(`${path}.nodeID`, nodeID, `must be ${MAX_NODE_ID} characters or less`)] : []),
    ...nonNegative(allocatable?.count, `${path}.allocatable.count`),
    ...(drivers.findIndex((one) => (one.name ?? '') === name) < index ? [duplicate(`${path}.name`, name)] : []),
    ...topologyKeys.flatMap((key, i) => [...(key === '' ? [required(path)] : []), ...(topologyKeys.indexOf(key) < i ? [duplicate(path, key)] : []), ...qualifiedName(key, path)]),
  ];
}

/** None where somebody sends no specification. */
const driversOf = ({ spec }: Partial<Pick<CSINode, 'spec'>>): readonly CSINodeDriver[] => spec?.drivers ?? [];

/** ValidateCSINode (pkg/apis/storage/validation). */
function validateNode({ metadata, spec }: CSINode): FieldError[] {
  const drivers = driversOf({ spec });
  return [...validateKubeMeta(metadata, { namespaced: false }), ...drivers.flatMap((driver, i) => validateDriver(driver, `spec.drivers[${i}]`, drivers, i))];
}

const driverForm = structOf('Name NodeID TopologyKeys? Allocatable?');

/** A driver as its update may not change it: how many volumes it can attach may change. */
const fixed = ({ name = '', nodeID = '', topologyKeys }: CSINodeDriver) => driverForm({ name, nodeID, ...(topologyKeys === undefined ? {} : { topologyKeys }) });

export const csiNodeKind = defineKind<CSINode>({
  group: storageV1,
  resources: storageV1Resources,
  kind: 'CSINode',
  defaulters: STORAGE_DEFAULTS,
  validateCreate: validateNode,
  validateUpdate: (node, old) => [
    ...validateNode(node),
    ...driversOf(old).flatMap((before) => driversOf(node).flatMap((now) => (now.name === before.name ? immutable(fixed(now), fixed(before), 'spec.drivers') : []))),
  ],
});
