import { forbidden, invalid, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { byteLength, dns1123LabelErrors, dns1123SubdomainErrors, labelKeyErrors, labelValueErrors } from '../names';
import type { LabelSelector, Labels, ObjectMeta } from '../types';

const ANNOTATIONS_LIMIT = 256 * 1024;

/** ValidateLabels (apimachinery meta/v1/validation). Upstream's path is that of the map; `at` points at the entry. */
export function validateLabels(labels: Labels | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(labels ?? {})) {
    for (const message of labelKeyErrors(key)) errors.push(invalid(path, key, message, `${path}.${key}`));
    for (const message of labelValueErrors(value)) errors.push(invalid(path, value, message, `${path}.${key}`));
  }
  return errors;
}

/** ValidateAnnotations: keys are label keys whatever their case; 256 KiB altogether. */
export function validateAnnotations(annotations: Labels | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    for (const message of labelKeyErrors(key.toLowerCase())) errors.push(invalid(path, key, message, `${path}.${key}`));
    size += byteLength(key) + byteLength(value);
  }
  if (size > ANNOTATIONS_LIMIT) errors.push(tooLong(path, ANNOTATIONS_LIMIT));
  return errors;
}

/** ValidateObjectMeta with a DNS subdomain for a name, as Pods, Deployments and Nodes have. */
export function validateObjectMeta(metadata: ObjectMeta, path: string, options: { namespaced: boolean }): FieldError[] {
  const errors: FieldError[] = [];
  const { generateName = '', name = '' } = metadata;
  if (generateName !== '') {
    // The suffix that follows makes a trailing dash fine.
    for (const message of dns1123SubdomainErrors(generateName.replace(/-$/, 'a'))) errors.push(invalid(`${path}.generateName`, generateName, message));
  }
  if (name === '') {
    if (generateName === '') errors.push(required(`${path}.name`, 'name or generateName is required'));
  } else {
    for (const message of dns1123SubdomainErrors(name)) errors.push(invalid(`${path}.name`, name, message));
  }
  if (options.namespaced) {
    for (const message of dns1123LabelErrors(metadata.namespace ?? 'default')) errors.push(invalid(`${path}.namespace`, metadata.namespace, message));
  } else if ((metadata.namespace ?? '') !== '') {
    errors.push(forbidden(`${path}.namespace`, 'not allowed on this type'));
  }
  errors.push(...validateLabels(metadata.labels, `${path}.labels`));
  errors.push(...validateAnnotations(metadata.annotations, `${path}.annotations`));
  return errors;
}

/** ValidateLabelSelector. */
export function validateLabelSelector(selector: LabelSelector | undefined, path: string): FieldError[] {
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
        errors.push(invalid(`${at}.operator`, requirement.operator ?? '', 'not a valid selector operator'));
    }
    for (const message of labelKeyErrors(requirement.key ?? '')) errors.push(invalid(`${at}.key`, requirement.key ?? '', message));
    values.forEach((value, i) => {
      for (const message of labelValueErrors(value)) errors.push(invalid(`${at}.values[${i}]`, value, message));
    });
  });
  return errors;
}
