/** Names and numbers as fields hold them: the messages of `names.ts` as field errors (pkg/apis/core/validation, apimachinery api/validation). */
import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../names';
import { eachInvalid } from './common';

/** Each message of a check as an error of the field. */
export const validateBy = (check: (text: string) => readonly string[], value: string, path: string): FieldError[] => eachInvalid(path, value, check(value));

export const validateDnsLabel = (value: string, path: string): FieldError[] => validateBy(dns1123LabelErrors, value, path);
export const validateDnsSubdomain = (value: string, path: string): FieldError[] => validateBy(dns1123SubdomainErrors, value, path);

/** validation.InclusiveRangeError. */
export const rangeError = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

/** One of some values; empty counts as missing. */
export function validateOneOf(value: string | undefined, path: string, supported: readonly string[]): FieldError[] {
  if (!value) return [required(path)];
  return supported.includes(value) ? [] : [notSupported(path, value, supported)];
}

/** An optional one of some values, where empty is a value like any other. */
export const validateSupported = (value: string | undefined, path: string, supported: readonly string[]): FieldError[] =>
  value === undefined || supported.includes(value) ? [] : [notSupported(path, value, supported)];

/** What a port speaks. */
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

const MAX_ID = 2 ** 31 - 1;

/** IsValidUserID and IsValidGroupID. */
export const validateId = (id: number | undefined, path: string): FieldError[] => (id === undefined || (id >= 0 && id <= MAX_ID) ? [] : [invalid(path, id, rangeError(0, MAX_ID))]);
