import { invalid, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { byteLength, labelKeyErrors } from '../names';
import { eachInvalid } from './common';

const MAX_PARAMETERS = 512;
const MAX_PARAMETERS_SIZE = 256 * 1024;

/** validateProvisioner (pkg/apis/storage/validation): of a StorageClass, and the driver of a VolumeAttributesClass. */
export const validateProvisioner = (name: string, path: string): FieldError[] => (name === '' ? [required(path)] : eachInvalid(path, name.toLowerCase(), labelKeyErrors(name.toLowerCase())));

/** validateParameters. */
export function validateParameters(parameters: Readonly<Record<string, string>>, allowEmpty: boolean): FieldError[] {
  const entries = Object.entries(parameters);
  if (entries.length > MAX_PARAMETERS) return [tooLong('parameters', MAX_PARAMETERS)];
  const errors = Object.hasOwn(parameters, '') ? [invalid('parameters', '', 'field can not be empty.')] : [];
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  if (size > MAX_PARAMETERS_SIZE) errors.push(tooLong('parameters', MAX_PARAMETERS_SIZE));
  if (!allowEmpty && entries.length === 0) errors.push(required('parameters', 'must contain at least one key/value pair'));
  return errors;
}
