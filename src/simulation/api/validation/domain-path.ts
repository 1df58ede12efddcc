import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { dns1123SubdomainErrors } from '../names';
import { eachInvalid } from './common';

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

/** IsDomainPrefixedPath (apimachinery pkg/util/validation): `acme.io/foo`. */
export function domainPrefixedPathErrors(text: string, path: string): FieldError[] {
  if (text === '') return [required(path)];
  const slash = text.indexOf('/');
  if (slash <= 0 || slash === text.length - 1) return [invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  const [host, rest] = [text.slice(0, slash), text.slice(slash + 1)];
  const errors = eachInvalid(path, host, dns1123SubdomainErrors(host));
  return new RegExp(`^${HTTP_PATH}$`).test(rest) ? errors : [...errors, invalid(path, rest, `Invalid path (regex used for validation is '${HTTP_PATH}')`)];
}
