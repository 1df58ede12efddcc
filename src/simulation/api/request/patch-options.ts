import { quote } from '../../base/go/quote';
import { fieldErrorMessage, forbidden, invalid as invalidValue, required, tooLong } from '../field-errors';
import type { FieldError } from '../field-errors';
import { invalidStatus } from '../status';
import { causesOf } from './create';
import type { Status } from './create';

const MAX_MANAGER = 128;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function managerErrors(manager: string): readonly FieldError[] {
  const errors: FieldError[] = new TextEncoder().encode(manager).length > MAX_MANAGER ? [tooLong('fieldManager', MAX_MANAGER)] : [];
  let position = 0;
  for (const char of manager) {
    if (!PRINTABLE.test(char)) errors.push(invalidValue('fieldManager', manager, `invalid character U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} (at position ${position})`));
    position += new TextEncoder().encode(char).length;
  }
  return errors;
}

/** ValidatePatchOptions (apimachinery pkg/apis/meta/v1/validation): an apply names its manager, and nothing else is forced. */
export function patchOptionsError(type: 'apply' | 'other', manager: string, force: boolean | undefined): Status | undefined {
  const own = type === 'apply' ? (manager === '' ? [required('fieldManager', 'is required for apply patch')] : []) : force === undefined ? [] : [forbidden('force', 'may not be specified for non-apply patch')];
  const errors = [...own, ...managerErrors(manager)];
  if (errors.length === 0) return undefined;
  return { reason: 'Invalid', message: invalidStatus('meta.k8s.io', 'PatchOptions', '', errors.map(fieldErrorMessage)), details: { kind: 'PatchOptions', name: '', causes: causesOf(errors) } };
}

/** NewInvalid of no kind, about the patch: what it makes does not decode. */
export function badPatch(shown: string, error: string): Status {
  const message = `Invalid value: ${quote(shown)}: ${error}`;
  return { reason: 'Invalid', message: ` "" is invalid: patch: ${message}`, details: { kind: '', name: '', causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }] } };
}
