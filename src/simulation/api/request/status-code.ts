import type { Status } from './create';

const CODES: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  Timeout: 504,
};

/** The HTTP code of a Status: a failure without a reason is the server's own. */
export const statusCode = ({ reason, code }: Status): number => code ?? CODES[reason] ?? 500;

export const badRequest = (message: string): Status => ({ reason: 'BadRequest', message });
/** An error that the server did not expect. */
export const internalError = (message: string): Status => ({ reason: '', message });
