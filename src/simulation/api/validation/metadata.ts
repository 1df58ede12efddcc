import { quote } from '../../base/go/quote';
import { forbidden, invalid, invalidNamed, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { byteLength, dns1035LabelErrors, dns1123LabelErrors, dns1123SubdomainErrors, labelKeyErrors, labelValueErrors } from '../names';
import type { LabelSelector, Labels, ObjectMeta, OwnerReference } from '../types';
import { eachInvalid, immutable, nonNegative } from './common';

const ANNOTATIONS_LIMIT = 256 * 1024;

/** Maps in which nothing is wrong. They are checked two or three times at each write, most of which leave them as they were; objects never change. */
const [GOOD_LABELS, GOOD_ANNOTATIONS] = [new WeakSet<Labels>(), new WeakSet<Labels>()];

/** ValidateLabels (apimachinery meta/v1/validation). Upstream's path is that of the map; `at` points at the entry. */
export function validateLabels(labels: Labels | undefined, path: string): FieldError[] {
  if (labels === undefined || GOOD_LABELS.has(labels)) return [];
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(labels)) {
    for (const message of labelKeyErrors(key)) errors.push(invalid(path, key, message, `${path}.${key}`));
    for (const message of labelValueErrors(value)) errors.push(invalid(path, value, message, `${path}.${key}`));
  }
  if (errors.length === 0) GOOD_LABELS.add(labels);
  return errors;
}

/** ValidateAnnotations: keys are label keys whatever their case; 256 KiB altogether. */
export function validateAnnotations(annotations: Labels | undefined, path: string): FieldError[] {
  if (annotations === undefined || GOOD_ANNOTATIONS.has(annotations)) return [];
  const errors: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    for (const message of labelKeyErrors(key.toLowerCase())) errors.push(invalid(path, key, message, `${path}.${key}`));
    size += byteLength(key) + byteLength(value);
  }
  if (size > ANNOTATIONS_LIMIT) errors.push(tooLong(path, ANNOTATIONS_LIMIT));
  if (errors.length === 0) GOOD_ANNOTATIONS.add(annotations);
  return errors;
}

/** ValidateNameFunc: what is wrong with a name, or with the beginning of one that is yet to be made. */
export type NameCheck = (name: string, prefix: boolean) => readonly string[];

/** maskTrailingDash: the end of a prefix does not count, something follows it. */
const masked = (check: (name: string) => readonly string[]): NameCheck => (name, prefix) => check(prefix && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);

/** NameIsDNSSubdomain. */
export const subdomainName = masked((name) => dns1123SubdomainErrors(name));
/** NameIsDNSLabel. */
export const labelName = masked(dns1123LabelErrors);
/** NameIsDNS1035Label. */
export const label1035Name = masked(dns1035LabelErrors);

/** IsPathSegmentName and IsPathSegmentPrefix (apimachinery pkg/api/validate/content): what stands in a URL. */
export const pathSegmentName: NameCheck = (name, prefix) => {
  if (!prefix && (name === '.' || name === '..')) return [`may not be '${name}'`];
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
};

/** ValidateObjectMeta on creation; the name is a DNS subdomain unless another check is given. */
export function validateObjectMeta(metadata: ObjectMeta, path: string, options: { readonly namespaced: boolean; readonly name?: NameCheck }): FieldError[] {
  const errors: FieldError[] = [];
  const { generateName = '', name = '' } = metadata;
  const check = options.name ?? subdomainName;
  if (generateName !== '') errors.push(...eachInvalid(`${path}.generateName`, generateName, check(generateName, true)));
  // A name that is yet to be generated is as good as its beginning.
  if (name !== '') errors.push(...eachInvalid(`${path}.name`, name, check(name, false)));
  else if (generateName === '') errors.push(required(`${path}.name`, 'name or generateName is required'));
  if (options.namespaced) errors.push(...eachInvalid(`${path}.namespace`, metadata.namespace, dns1123LabelErrors(metadata.namespace ?? 'default')));
  else if ((metadata.namespace ?? '') !== '') errors.push(forbidden(`${path}.namespace`, 'not allowed on this type'));
  errors.push(...nonNegative(metadata.generation, `${path}.generation`));
  errors.push(...validateLabels(metadata.labels, `${path}.labels`));
  errors.push(...validateAnnotations(metadata.annotations, `${path}.annotations`));
  errors.push(...validateOwnerReferences(metadata.ownerReferences ?? [], `${path}.ownerReferences`));
  errors.push(...validateFinalizers(metadata.finalizers ?? [], `${path}.finalizers`));
  return errors;
}

/** ValidateObjectMetaUpdate. The server fills in what it keeps by itself (uid, times, resourceVersion) before. */
export function validateObjectMetaUpdate(metadata: ObjectMeta, old: ObjectMeta, path = 'metadata'): FieldError[] {
  const errors: FieldError[] = [];
  if (old.deletionTimestamp !== undefined) errors.push(...noNewFinalizers(metadata.finalizers ?? [], old.finalizers ?? [], `${path}.finalizers`));
  for (const field of ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const) {
    errors.push(...immutable(metadata[field], old[field], `${path}.${field}`));
  }
  errors.push(...validateLabels(metadata.labels, `${path}.labels`));
  errors.push(...validateAnnotations(metadata.annotations, `${path}.annotations`));
  errors.push(...validateOwnerReferences(metadata.ownerReferences ?? [], `${path}.ownerReferences`));
  return errors;
}

/** ValidateOwnerReferences. */
export function validateOwnerReferences(references: readonly OwnerReference[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  let controller: string | undefined;
  for (const reference of references) {
    const { apiVersion = '', kind = '', name = '', uid = '' } = reference;
    if (apiVersion === '' || apiVersion.endsWith('/') || apiVersion.split('/').length > 2) errors.push(invalid(`${path}.apiVersion`, apiVersion, 'version must not be empty'));
    for (const [field, value] of Object.entries({ kind, name, uid })) if (value === '') errors.push(invalid(`${path}.${field}`, value, 'must not be empty'));
    if (apiVersion === 'v1' && kind === 'Event') errors.push(invalid(path, ownerReference(reference), '/v1, Kind=Event is disallowed from being an owner'));
    if (reference.controller !== true) continue;
    const current = `${kind}/${name}`;
    if (controller === undefined) controller = current;
    else errors.push(invalid(path, references.map(ownerReference), `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${current}`));
  }
  return errors;
}

/** In the order of the Go struct. */
const ownerReference = ({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): OwnerReference => ({
  apiVersion: apiVersion ?? '',
  kind: kind ?? '',
  name: name ?? '',
  uid: uid ?? '',
  ...(controller === undefined ? {} : { controller }),
  ...(blockOwnerDeletion === undefined ? {} : { blockOwnerDeletion }),
});

/** ValidateNoNewFinalizers: what is being deleted nobody can hold up any more who did not before. */
function noNewFinalizers(finalizers: readonly string[], old: readonly string[], path: string): FieldError[] {
  const extra = [...new Set(finalizers)].filter((one) => !old.includes(one)).sort();
  return extra.length === 0 ? [] : [forbidden(path, `no new finalizers can be added if the object is being deleted, found new finalizers []string{${extra.map(quote).join(', ')}}`)];
}

/** ValidateFinalizers. */
export function validateFinalizers(finalizers: readonly string[], path: string): FieldError[] {
  const errors = finalizers.flatMap((finalizer) => eachInvalid(path, finalizer, labelKeyErrors(finalizer)));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) errors.push(invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'));
  return errors;
}

export interface SelectorOptions {
  /** The stored object has such values already (AllowInvalidLabelValueInSelector). */
  readonly allowInvalidValues?: boolean;
}

const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** validateKubeFinalizerName, which pkg/apis/core/validation adds to what every object's metadata must be. */
export const validateKubeFinalizers = ({ finalizers = [] }: ObjectMeta, path = 'metadata'): FieldError[] =>
  finalizers.flatMap((one, i) =>
    one.includes('/') || STANDARD_FINALIZERS.includes(one) ? [] : [invalid(`${path}.finalizers[${i}]`, one, 'name is neither a standard finalizer name nor is it fully qualified')],
  );

/** ValidateObjectMeta and ValidateObjectMetaUpdate of pkg/apis/core/validation, which most built-in kinds call. */
export const validateKubeMeta = (metadata: ObjectMeta, options: { readonly namespaced: boolean; readonly name?: NameCheck } = { namespaced: true }): FieldError[] => [
  ...validateObjectMeta(metadata, 'metadata', options),
  ...validateKubeFinalizers(metadata),
];
export const validateKubeMetaUpdate = (metadata: ObjectMeta, old: ObjectMeta): FieldError[] => [...validateObjectMetaUpdate(metadata, old), ...validateKubeFinalizers(metadata)];

/** ValidateLabelSelector. */
export function validateLabelSelector(selector: LabelSelector | undefined, path: string, { allowInvalidValues = false }: SelectorOptions = {}): FieldError[] {
  if (selector === undefined) return [];
  const errors = validateLabels(selector.matchLabels, `${path}.matchLabels`);
  (selector.matchExpressions ?? []).forEach((requirement, index) => {
    const at = `${path}.matchExpressions[${index}]`;
    const values = requirement.values ?? [];
    switch (requirement.operator) {
      case 'In':
      case 'NotIn':
        if (values.length === 0) errors.push(required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (values.length > 0) errors.push(forbidden(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        break;
      default:
        errors.push(invalidNamed(`${at}.operator`, requirement.operator ?? '', 'not a valid selector operator'));
    }
    for (const message of labelKeyErrors(requirement.key ?? '')) errors.push(invalid(`${at}.key`, requirement.key ?? '', message));
    if (allowInvalidValues) return;
    values.forEach((value, i) => {
      for (const message of labelValueErrors(value)) errors.push(invalid(`${at}.values[${i}]`, value, message));
    });
  });
  return errors;
}
