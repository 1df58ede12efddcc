import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import type { ParamKind, ParamRef } from '../generated/types/admissionregistration.v1';
import { dns1035LabelErrors, dns1123SubdomainErrors } from '../names';
import { eachInvalid } from './common';
import { pathSegmentName, validateLabelSelector } from './metadata';

/** Parameters of admission policies (pkg/apis/admissionregistration/validation). */

/** validateParamKind. */
export function validateParamKind({ apiVersion = '', kind = '' }: ParamKind, path: string): FieldError[] {
  const errors = apiVersion === '' ? [required(`${path}.apiVersion`)] : versionErrors(apiVersion, `${path}.apiVersion`);
  if (kind === '') return [...errors, required(`${path}.kind`)];
  const wrong = dns1035LabelErrors(kind.toLowerCase());
  return wrong.length === 0 ? errors : [...errors, invalid(`${path}.kind`, kind, `may have mixed case, but should otherwise match: ${wrong.join(',')}`)];
}

function versionErrors(apiVersion: string, path: string): FieldError[] {
  const parts = apiVersion.split('/');
  if (parts.length > 2) return [invalid(path, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  const [group, version] = parts.length === 2 ? [parts[0] ?? '', parts[1] ?? ''] : ['', apiVersion];
  const wrongGroup = group === '' ? [] : dns1123SubdomainErrors(group);
  const errors = wrongGroup.length === 0 ? [] : [invalid(path, group, wrongGroup.join(','))];
  if (version === '') return [...errors, invalid(path, apiVersion, 'version must be specified')];
  const wrong = dns1035LabelErrors(version);
  return wrong.length === 0 ? errors : [...errors, invalid(path, version, wrong.join(','))];
}

/** validateParamRef. */
export function validateParamRef(reference: ParamRef | undefined, path: string): FieldError[] {
  if (reference === undefined) return [];
  const { name = '', selector, parameterNotFoundAction: action = '' } = reference;
  const errors: FieldError[] = [];
  const exclusive = 'name and selector are mutually exclusive';
  if (name !== '') errors.push(...eachInvalid(`${path}.name`, name, pathSegmentName(name, false)));
  if (name !== '' && selector !== undefined) errors.push(forbidden(`${path}.name`, exclusive));
  errors.push(...validateLabelSelector(selector, `${path}.selector`));
  if (name !== '' && selector !== undefined) errors.push(forbidden(`${path}.selector`, exclusive));
  if (name === '' && selector === undefined) errors.push(required(path, 'one of name or selector must be specified'));
  if (action === '') errors.push(required(`${path}.parameterNotFoundAction`));
  else if (action !== 'Deny' && action !== 'Allow') errors.push(notSupported(`${path}.parameterNotFoundAction`, action, ['Deny', 'Allow']));
  return errors;
}
