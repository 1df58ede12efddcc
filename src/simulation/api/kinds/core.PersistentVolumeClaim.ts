import { CORE_DEFAULTS } from '../defaulting/core';
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../generated/types/core.v1';
import { internalDiff, internalEqual } from '../internal-types/pod';
import { defineKind } from '../kind';
import { labelKeyErrors } from '../names';
import { compareQuantity, quantityOf } from '../quantity';
import { claimStrategy } from '../strategy/claim';
import { validateClaimSpec } from '../validation/claim-spec';
import { eachInvalid, immutable, sortedEntries } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate, validateLabelSelector } from '../validation/metadata';
import { claimWarnings } from '../validation/pod/warnings';
import { validateBasicResource, validateResourceQuantity } from '../validation/resources';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** allowInvalidAPIGroupInDataSourceOrRef: the stored claim has such a group already. */
const hasOddGroup = ({ dataSource, dataSourceRef }: PersistentVolumeClaimSpec): boolean => [dataSource, dataSourceRef].some((source) => (source?.apiGroup ?? '') !== '');

function validateClaim({ metadata, spec = {} }: PersistentVolumeClaim, old?: PersistentVolumeClaim): FieldError[] {
  const before = old?.spec;
  const options = before === undefined ? {} : { anyGroup: hasOddGroup(before), allowInvalidValues: validateLabelSelector(before.selector, '').length > 0 };
  return [...validateKubeMeta(metadata), ...validateClaimSpec(spec, 'spec', options)];
}

const classOf = ({ metadata }: PersistentVolumeClaim): string | undefined => metadata.annotations?.[BETA_CLASS];

/** validateStorageClassUpgradeFromAnnotation: the class may move from the annotation to its field. */
function movesClass(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): boolean {
  const [before, after] = [classOf(old), classOf(claim)];
  return before !== undefined && old.spec?.storageClassName === undefined && claim.spec?.storageClassName === before && (after === undefined || after === before);
}

/** validateStorageClassUpgradeFromNil: a class may be given to a claim that has none. */
function givesClass(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): boolean {
  const name = claim.spec?.storageClassName;
  return name !== undefined && old.spec?.storageClassName === undefined && (classOf(old) === undefined || classOf(old) === name);
}

const without = <K extends keyof PersistentVolumeClaimSpec>(spec: PersistentVolumeClaimSpec, name: K): PersistentVolumeClaimSpec =>
  Object.fromEntries(Object.entries(spec).filter(([key]) => key !== name)) as PersistentVolumeClaimSpec;

const set = <K extends keyof PersistentVolumeClaimSpec>(spec: PersistentVolumeClaimSpec, name: K, value: PersistentVolumeClaimSpec[K] | undefined): PersistentVolumeClaimSpec =>
  value === undefined ? without(spec, name) : { ...spec, [name]: value };

/** The new spec as far as it must be that of before. */
function comparable(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): PersistentVolumeClaimSpec {
  const [spec, before] = [claim.spec ?? {}, old.spec ?? {}];
  const classed = movesClass(claim, old) ? without(spec, 'storageClassName') : givesClass(claim, old) ? set(spec, 'storageClassName', before.storageClassName) : spec;
  if (claim.status?.phase !== 'Bound') return classed;
  // The storage of a bound claim grows, and its class of attributes changes.
  const { resources } = classed;
  const storage = before.resources?.requests?.['storage'] ?? '0';
  const grown = resources?.requests === undefined ? classed : { ...classed, resources: { ...resources, requests: { ...resources.requests, storage } } };
  return set(grown, 'volumeAttributesClassName', before.volumeAttributesClassName);
}

const sizeOf = ({ spec }: PersistentVolumeClaim): string => spec?.resources?.requests?.['storage'] ?? '0';
const compare = (a: string, b: string): number => compareQuantity(quantityOf(a), quantityOf(b));

function validateAttributesUpdate(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const name = claim.spec?.volumeAttributesClassName;
  if (name === old.spec?.volumeAttributesClassName || old.status?.currentVolumeAttributesClassName === undefined || (name ?? '') !== '') return [];
  return [forbidden('spec.volumeAttributesClassName', `update to ${name === undefined ? 'nil' : 'empty string'} is forbidden when status.currentVolumeAttributesClassName is not nil`)];
}

/** ValidatePersistentVolumeClaimUpdate. */
function validateUpdate(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const errors = [...validateKubeMetaUpdate(claim.metadata, old.metadata), ...validateClaim(claim, old)];
  const [spec, before] = [claim.spec ?? {}, old.spec ?? {}];
  if (!movesClass(claim, old) && (classOf(claim) ?? '') !== (classOf(old) ?? '')) errors.push(invalid(`metadata.annotations.${BETA_CLASS}`, classOf(claim) ?? '', 'field is immutable'));
  const after = comparable(claim, old);
  // A claim is bound to a volume once.
  const bound = (before.volumeName ?? '') === '' ? set(before, 'volumeName', spec.volumeName) : before;
  if (!internalEqual('PersistentVolumeClaimSpec', after, bound)) {
    const words = 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    errors.push(forbidden('spec', `${words}\n${internalDiff('PersistentVolumeClaimSpec', bound, after)}`));
  }
  const size = sizeOf(claim);
  if (compare(size, sizeOf(old)) < 0 && compare(size, old.status?.capacity?.['storage'] ?? '0') <= 0) errors.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'));
  return [...errors, ...immutable(spec.volumeMode, before.volumeMode, 'volumeMode'), ...validateAttributesUpdate(claim, old)];
}

const RESIZE_STATES = ['ControllerResizeInProgress', 'ControllerResizeInfeasible', 'NodeResizeInProgress', 'NodeResizeInfeasible', 'NodeResizePending'].sort();

/** validatePersistentVolumeClaimResourceKey. */
function validateResourceKey(name: string, path: string): FieldError[] {
  const wrong = eachInvalid(path, name, labelKeyErrors(name));
  if (wrong.length > 0) return wrong;
  const native = !name.includes('/') || name.includes('kubernetes.io/');
  return native && name !== 'storage' ? [notSupported(path, name, ['storage'])] : [];
}

/** ValidatePersistentVolumeClaimStatusUpdate. */
function validateStatus({ metadata, spec, status }: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const errors = validateKubeMetaUpdate(metadata, old.metadata);
  if ((spec?.accessModes ?? []).length === 0) errors.push(required('Spec.accessModes'));
  for (const [name, text] of sortedEntries(status?.capacity)) errors.push(...validateBasicResource(text, `status.capacity[${name}]`));
  for (const [name, state] of sortedEntries(status?.allocatedResourceStatuses)) {
    errors.push(...validateResourceKey(name, 'status.allocatedResourceStatuses'));
    if (!RESIZE_STATES.includes(state)) errors.push(notSupported('status.allocatedResourceStatuses', name, RESIZE_STATES));
  }
  for (const [name, text] of sortedEntries(status?.allocatedResources)) {
    const at = `status.allocatedResources[${name}]`;
    const key = validateResourceKey(name, 'status.allocatedResources');
    const amount = validateBasicResource(text, at);
    errors.push(...(key.length > 0 ? key : amount.length > 0 ? amount : validateResourceQuantity('storage', text, at)));
  }
  return errors;
}

export const persistentVolumeClaimKind = defineKind<PersistentVolumeClaim>({
  group: coreV1,
  resources: coreV1Resources,
  kind: 'PersistentVolumeClaim',
  defaulters: CORE_DEFAULTS,
  strategy: claimStrategy,
  validateCreate: (claim) => validateClaim(claim),
  validateUpdate,
  warnings: ({ metadata, spec }) => [
    ...(metadata.annotations?.[BETA_CLASS] === undefined ? [] : [`metadata.annotations[${BETA_CLASS}]: deprecated since v1.8; use "storageClassName" attribute instead`]),
    ...claimWarnings(spec?.resources, 'spec'),
  ],
  status: { validateUpdate: validateStatus },
});
