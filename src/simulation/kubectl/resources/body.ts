import { decodeBody } from '../../api/request/create';
import type { FieldValidation } from '../../api/request/create';
import { statusCode } from '../../api/request/status-code';
import { objectOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api/types';
import type { Failure } from '../../cluster/apiserver/types';
import { quote } from '../../base/go/quote';
import { typed } from '../verbs/create/draft';
import { warn } from '../runtime/client';
import { ConnectionError } from '../runtime/connection';
import { KubectlError, ServerError } from '../runtime/errors';
import type { Session } from '../runtime/session';
import { isNamespaced } from './info';
import type { Info } from './info';

/** cmdutil.GetValidationDirective. */
export function validationOf({ flags }: Session): FieldValidation {
  const asked = flags.has('validate') ? flags.text('validate') : 'strict';
  if (asked === 'strict' || asked === 'true' || asked === '') return 'Strict';
  if (asked === 'warn') return 'Warn';
  if (asked === 'ignore' || asked === 'false') return 'Ignore';
  throw new KubectlError(`invalid - validate option ${quote(asked)}; must be one of: strict (or true), warn, ignore (or false)`);
}

/** The object of a file as the server reads what is sent. */
export function bodyOf(session: Session, info: Info, validation: FieldValidation, extra: (json: JsonObject) => JsonObject = (json) => json): ApiObject {
  const { kind, written, namespace } = info;
  if (written === undefined) return typed(kind, info.object).object;
  const decoded = decodeBody(written.body, kind, written.sentKind, validation);
  if ('status' in decoded) {
    const failure: Failure = { ...decoded.status, code: statusCode(decoded.status) };
    throw new ServerError(failure);
  }
  for (const warning of decoded.warnings) warn(session.machine, warning);
  const placed = isNamespaced(kind) ? { ...decoded.object, metadata: { ...decoded.object.metadata, namespace } } : decoded.object;
  return { ...placed, metadata: { ...placed.metadata, ...objectOf(extra(objectOf(placed.metadata))) } } as ApiObject;
}

/** cmdutil.AddSourceToErr. */
export function withSource(verb: string, source: string, error: unknown): unknown {
  if (source === '') return error;
  if (error instanceof ConnectionError) return new KubectlError(`error when ${verb} ${quote(source)}: ${error.message}`);
  if (error instanceof ServerError) return new ServerError({ ...error.failure, message: `error when ${verb} ${quote(source)}: ${error.failure.message}` });
  return error instanceof Error ? new KubectlError(`error when ${verb} ${quote(source)}: ${error.message}`) : error;
}
