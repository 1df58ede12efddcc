/** The spec of a PersistentVolumeClaim, also inside ephemeral volumes and StatefulSets (pkg/apis/core/validation). */
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { PersistentVolumeClaimSpec, PersistentVolumeClaimTemplate, TypedObjectReference } from '../generated/types/core.v1';
import { dns1123LabelErrors } from '../names';
import type { ObjectMeta } from '../types';
import { eachInvalid } from './common';
import { validateAnnotations, validateLabelSelector, validateLabels } from './metadata';
import { validateDnsSubdomain, validateSupported } from './names';
import { validatePositiveQuantity, validateResourceQuantity } from './resources';

const ACCESS_MODES: readonly string[] = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** Modes that are known, and ReadWriteOncePod alone. */
export function validateAccessModes(modes: readonly string[], path: string): FieldError[] {
  const errors = modes.flatMap((mode) => (ACCESS_MODES.includes(mode) ? [] : [notSupported(path, mode, ACCESS_MODES)]));
  const mixed = modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode));
  return mixed ? [...errors, forbidden(path, 'may not use ReadWriteOncePod with other access modes')] : errors;
}

/** validateDataSource and validateDataSourceRef. `anyGroup`: the stored claim has such a group already. */
function validateSource(source: TypedObjectReference, path: string, anyGroup: boolean): FieldError[] {
  const { name = '', kind = '', apiGroup = '', namespace = '' } = source;
  return [
    ...(name === '' ? [required(`${path}.name`)] : []),
    ...(kind === '' ? [required(`${path}.kind`)] : []),
    ...(apiGroup === '' && kind !== 'PersistentVolumeClaim' ? [invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup")] : []),
    ...(apiGroup !== '' && !anyGroup ? validateDnsSubdomain(apiGroup, `${path}.apiGroup`) : []),
    ...(namespace === '' ? [] : eachInvalid(`${path}.namespace`, namespace, dns1123LabelErrors(namespace))),
  ];
}

function validateSources({ dataSource, dataSourceRef }: PersistentVolumeClaimSpec, path: string, anyGroup: boolean): FieldError[] {
  const errors: FieldError[] = [];
  if (dataSource !== undefined) errors.push(...validateSource(dataSource, `${path}.dataSource`, anyGroup));
  if (dataSourceRef !== undefined) errors.push(...validateSource(dataSourceRef, `${path}.dataSourceRef`, anyGroup));
  if (dataSource === undefined || dataSourceRef === undefined) return errors;
  // What upstream prints as the value is a path, which JSON does not show.
  if ((dataSourceRef.namespace ?? '') !== '') return [...errors, invalid(path, {}, 'may not be specified when dataSourceRef.namespace is specified')];
  const same = dataSource.apiGroup === dataSourceRef.apiGroup && dataSource.kind === dataSourceRef.kind && dataSource.name === dataSourceRef.name;
  return same ? errors : [...errors, invalid(path, {}, 'must match dataSourceRef')];
}

export interface ClaimOptions {
  /** The stored claim selects by values that are none. */
  readonly allowInvalidValues?: boolean;
  readonly anyGroup?: boolean;
}

/** ValidatePersistentVolumeClaimSpec. */
export function validateClaimSpec(spec: PersistentVolumeClaimSpec, path: string, { anyGroup = false, allowInvalidValues = false }: ClaimOptions = {}): FieldError[] {
  const { accessModes = [], resources, storageClassName = '', volumeMode, volumeAttributesClassName = '' } = spec;
  const [shown, at] = [`${path}.resources[storage]`, `${path}.resources`];
  const storage = resources?.requests?.['storage'];
  const size = (text: string): FieldError[] => {
    const errors = validatePositiveQuantity(text, shown, at);
    return errors.length > 0 ? errors : validateResourceQuantity('storage', text, shown, at);
  };
  return [
    ...(accessModes.length === 0 ? [required(`${path}.accessModes`, 'at least 1 access mode is required')] : []),
    ...validateLabelSelector(spec.selector, `${path}.selector`, { allowInvalidValues }),
    ...validateAccessModes(accessModes, `${path}.accessModes`),
    ...(storage === undefined ? [{ ...required(shown), at }] : size(storage)),
    ...(storageClassName === '' ? [] : validateDnsSubdomain(storageClassName, `${path}.storageClassName`)),
    ...validateSupported(volumeMode, `${path}.volumeMode`, ['Block', 'Filesystem']),
    ...validateSources(spec, path, anyGroup),
    ...(volumeAttributesClassName === '' ? [] : validateDnsSubdomain(volumeAttributesClassName, `${path}.volumeAttributesClassName`)),
  ];
}

/** In the order of the Go struct; a template of a claim has only labels and annotations. */
const NOT_IN_TEMPLATE = ['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'ownerReferences', 'finalizers', 'managedFields'] as const;
const GO_NAMES: Readonly<Record<string, string>> = { uid: 'uID' };

/** ValidateTemplateObjectMeta. */
export function validateTemplateMetadata(metadata: ObjectMeta, path: string): FieldError[] {
  const isSet = (value: unknown): boolean => value !== undefined && value !== '' && value !== 0;
  return [
    ...validateAnnotations(metadata.annotations, `${path}.annotations`),
    ...validateLabels(metadata.labels, `${path}.labels`),
    ...NOT_IN_TEMPLATE.filter((field) => isSet(metadata[field as keyof ObjectMeta])).map((field) => forbidden(`${path}.${GO_NAMES[field] ?? field}`, 'cannot be set')),
  ];
}

/** ValidatePersistentVolumeClaimTemplate. */
export const validateClaimTemplate = ({ metadata = {}, spec }: PersistentVolumeClaimTemplate, path: string): FieldError[] => [
  ...validateTemplateMetadata(metadata, `${path}.metadata`),
  ...validateClaimSpec(spec ?? {}, `${path}.spec`),
];
