/** The options in a URL (apimachinery meta/v1: CreateOptions, UpdateOptions, PatchOptions, DeleteOptions, and their validation). */
import type { FieldValidation } from '../../../api/request/create';
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { RFC3339, timeError } from '../../../base/go/time';
import { failure } from '../failures';
import type { DeleteOptions, Failure } from '../types';

export const queryOf = (path: string): URLSearchParams => new URLSearchParams(path.split('?')[1] ?? '');

/** An option that may not be so. `shown`: the value as the message shows it. */
function notSupported(options: string, field: string, shown: string, supported: readonly string[]): Failure {
  const message = `Unsupported value: ${shown}: supported values: ${supported.map(quote).join(', ')}`;
  return failure('Invalid', `${options}.meta.k8s.io "" is invalid: ${field}: ${message}`, { details: { kind: options, name: '', causes: [{ reason: 'FieldValueNotSupported', field, message }] } });
}

/** Whether everything is only tried; a Failure where it cannot be said. */
export function dryRunIn(query: URLSearchParams, options: string): boolean | Failure {
  const given = query.getAll('dryRun').filter((one) => one !== '');
  return given.every((one) => one === 'All') ? given.length > 0 : notSupported(options, 'dryRun', JSON.stringify(given).replaceAll(',', ', '), ['All']);
}

const VALIDATIONS: readonly string[] = ['Ignore', 'Strict', 'Warn'];

/** What is said of unknown fields: a server warns of them unless it is asked for something else. */
export function validationIn(query: URLSearchParams, options: string): FieldValidation | Failure {
  const given = query.get('fieldValidation') ?? '';
  if (given === '') return 'Warn';
  return VALIDATIONS.includes(given) ? (given as FieldValidation) : notSupported(options, 'fieldValidation', quote(given), ['', ...VALIDATIONS]);
}

/** A number of the query; a Failure where it is none. */
export function numberIn(query: URLSearchParams, name: string): number | undefined | Failure {
  const given = query.get(name);
  if (given === null || given === '') return undefined;
  return /^[+-]?\d+$/.test(given) ? Number(given) : failure('BadRequest', `strconv.ParseInt: parsing ${quote(given)}: invalid syntax`);
}

const PROPAGATIONS: readonly string[] = ['Foreground', 'Background', 'Orphan'];

/** DeleteOptions of the query, and of the body, which counts alone where there is one. */
export function deleteOptionsIn(query: URLSearchParams, body: JsonObject = {}): DeleteOptions | Failure {
  const fromBody = Object.keys(body).length > 0;
  const policy = fromBody ? body['propagationPolicy'] : (query.get('propagationPolicy') ?? undefined);
  const grace = fromBody ? body['gracePeriodSeconds'] : numberIn(query, 'gracePeriodSeconds');
  if (isObject(grace)) return grace as unknown as Failure;
  if (policy !== undefined && policy !== null && !PROPAGATIONS.includes(String(policy))) return notSupported('DeleteOptions', 'propagationPolicy', quote(String(policy)), [...PROPAGATIONS, 'nil']);
  const { uid, resourceVersion } = isObject(body['preconditions']) ? body['preconditions'] : {};
  const preconditions = { ...(typeof uid === 'string' ? { uid } : {}), ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}) };
  return {
    ...(typeof policy === 'string' ? { propagationPolicy: policy as NonNullable<DeleteOptions['propagationPolicy']> } : {}),
    ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
    ...(Object.keys(preconditions).length > 0 ? { preconditions } : {}),
  };
}

export const isFailure = (value: unknown): value is Failure => isObject(value) && 'reason' in value && 'code' in value;

/** strconv.ParseBool, as conversion.Convert_Slice_string_To_bool reads a query. */
export const isTrue = (given: string | null): boolean => given !== null && !/^(?:0|f|false)$/i.test(given);

const LOG_NUMBERS = ['sinceSeconds', 'tailLines', 'limitBytes'] as const;
const LOG_FLAGS = ['follow', 'previous', 'timestamps'] as const;
const LOG_TEXTS = ['container', 'sinceTime', 'stream'] as const;

/** PodLogOptions. */
export function logOptionsIn(query: URLSearchParams): JsonObject | Failure {
  const options: Record<string, unknown> = {};
  for (const name of LOG_NUMBERS) {
    const number = numberIn(query, name);
    if (isFailure(number)) return number;
    if (number !== undefined) options[name] = number;
  }
  for (const name of LOG_FLAGS) if (query.has(name)) options[name] = isTrue(query.get(name));
  for (const name of LOG_TEXTS) if (query.has(name)) options[name] = query.get(name);
  const since = query.get('sinceTime') ?? '';
  const wrong = since === '' ? undefined : timeError(since, RFC3339);
  if (wrong !== undefined) return failure('BadRequest', wrong);
  return options;
}
