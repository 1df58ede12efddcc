/** Paths inside volumes and containers (pkg/apis/core/validation). */
import { invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';

/** validatePathNoBacksteps. */
export const validateNoBacksteps = (target: string, path: string): FieldError[] => (target.split('/').includes('..') ? [invalid(path, target, "must not contain '..'")] : []);

/** validateLocalDescendingPath. */
export const validateDescending = (target: string, path: string): FieldError[] => [
  ...(target.startsWith('/') ? [invalid(path, target, 'must be a relative path')] : []),
  ...validateNoBacksteps(target, path),
];

/** ValidateLocalNonReservedPath. */
export const validateNotReserved = (target: string, path: string): FieldError[] => [
  ...validateDescending(target, path),
  ...(target.startsWith('..') && !target.startsWith('../') ? [invalid(path, target, "must not start with '..'")] : []),
];

/** A file's permission bits. */
export const validateMode = (mode: number | undefined, path: string): FieldError[] =>
  mode === undefined || (mode >= 0 && mode <= 0o777) ? [] : [invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')];
