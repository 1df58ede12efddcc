/** Failures as the API server words them (apimachinery pkg/api/errors). */
import { groupQualified, notFoundStatus } from '../../api/status';
import { quote } from '../../base/go/quote';
import type { Status } from '../../api/request/create';
import type { Failure } from './types';

const CODES: Readonly<Record<Failure['reason'], number>> = {
  BadRequest: 400, Unauthorized: 401, Forbidden: 403, NotFound: 404, MethodNotAllowed: 405, AlreadyExists: 409, Conflict: 409, Expired: 410, RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415, Invalid: 422, TooManyRequests: 429, InternalError: 500, ServiceUnavailable: 503, Timeout: 504, '': 500,
};

export const failure = (reason: Failure['reason'], message: string, more: Partial<Failure> = {}): Failure => ({ code: CODES[reason], reason, message, ...more });

export const fromStatus = (status: Status): Failure => ({ ...status, code: status.code ?? CODES[status.reason] });

/** A refusal with what was warned of before it. */
export const warning = (why: Failure, warnings: readonly string[]): Failure => (warnings.length === 0 ? why : { ...why, warnings: [...new Set([...(why.warnings ?? []), ...warnings])] });

/** What a message names a resource by. */
export interface Named {
  readonly group: string;
  readonly resource: string;
}

export const notFound = ({ group, resource }: Named, name: string): Failure => failure('NotFound', notFoundStatus(group, resource, name));

/** Of what has the name it is said when it is on its way out (Store.create). */
export const alreadyExists = ({ group, resource }: Named, name: string, isGoing = false): Failure =>
  failure('AlreadyExists', `${isGoing ? 'object is being deleted: ' : ''}${groupQualified(group, resource)} ${quote(name)} already exists`);

export const conflict = ({ group, resource }: Named, name: string, cause: string): Failure =>
  failure('Conflict', `Operation cannot be fulfilled on ${groupQualified(group, resource)} ${quote(name)}: ${cause}`);

/** registry.OptimisticLockErrorMsg. */
export const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

/** storage.Preconditions.Check. */
export const preconditionFailed = (field: 'UID' | 'ResourceVersion', wanted: string, found: string): string =>
  `Precondition failed: ${field} in precondition: ${wanted}, ${field} in object meta: ${found}`;

export const methodNotAllowed = (what: string): Failure => failure('MethodNotAllowed', `${what} is not supported on resources of kind`);

export const noSuchResource = (): Failure => failure('NotFound', 'the server could not find the requested resource');

/** NewResourceExpired. */
export const expired = (asked: number, oldest: number): Failure => failure('Expired', `too old resource version: ${asked} (${oldest})`);
