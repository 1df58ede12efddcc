/** `--raw` of what others answer through the API server: a log, and what stands behind `proxy` (kubectl pkg/rawhttp over client-go rest.Request Stream). */
import { objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';
import type { HttpResponse } from '../../cluster/apiserver/http/messages';
import { beginFollowing, goOnFollowing } from '../../cluster/apiserver/http/follow';
import type { Sent } from '../../cluster/apiserver/http/follow';
import { routed } from '../../cluster/apiserver/http/route';
import type { Routed } from '../../cluster/apiserver/http/route';
import type { Failure } from '../../cluster/apiserver/types';
import { parseResourcePath } from '../../cluster/apiserver/url';
import { READER_ADDRESS } from '../../cluster/network/outside';
import { httpError } from '../../policy/admission/webhooks/http-words';
import { ask } from '../runtime/client';
import type { Asked } from '../runtime/client';
import { serverOf } from '../runtime/connection';
import { ServerError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';
import { looked } from './pods/follow';

const OF_OTHERS: ReadonlySet<string> = new Set(['proxy', 'log']);

export const isOfOthers = (path: string): boolean => OF_OTHERS.has(parseResourcePath(path)?.subresource ?? '');

/** rest.DefaultKubernetesUserAgent, where the commit is not known. */
const AGENT = 'kubectl/v1.36.3 (linux/amd64) kubernetes/unknown';

/** How often it is looked whether more has come, µs. */
const EVERY = 50_000;
/** net/http Client.checkRedirect. */
const MOST_REDIRECTS = 10;
const REASONS: Readonly<Record<number, Failure['reason']>> = {
  400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 405: 'MethodNotAllowed', 409: 'Conflict', 415: 'UnsupportedMediaType', 422: 'Invalid', 429: 'TooManyRequests', 503: 'ServiceUnavailable', 504: 'Timeout',
};

/** errors.NewGenericServerResponse of a request that names no resource. */
function generic(code: number, method: string, text: string): Failure {
  const reason = code === 409 && method === 'POST' ? 'AlreadyExists' : (REASONS[code] ?? (code >= 500 ? 'InternalError' : ''));
  return { code, reason, message: httpError(code, text), details: { kind: '', name: '', causes: [{ reason: 'UnexpectedServerResponse', message: text.trim(), field: '' }] } };
}

/** Request.transformResponse and Result.Error: a Status says itself what is wrong. */
function unexpected({ status, headers, body }: HttpResponse, method: string): ServerError {
  try {
    const { kind, status: said, code, reason, message, details } = objectOf(JSON.parse(body));
    if (kind === 'Status' && said === 'Failure') return new ServerError({ code: Number(code ?? status), reason: textOf(reason) as Failure['reason'], message: textOf(message), ...(isObject(details) ? { details: details as unknown as NonNullable<Failure['details']> } : {}) });
  } catch {
    // It is no JSON.
  }
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const isText = type === '' || type.startsWith('text/');
  return new ServerError(generic(status, method, isText ? body : 'unknown'));
}

const locationOf = ({ status, headers }: HttpResponse): string | undefined => (status > 300 && status < 309 ? headers.find(([name]) => name.toLowerCase() === 'location')?.[1] : undefined);

interface Begun {
  readonly response: HttpResponse;
  /** Prints what comes after it. */
  readonly follow?: () => Steps<void>;
}

/** The first answer. */
function* begin(session: Session, found: Exclude<Routed, { readonly watched: unknown }>): Steps<Begun> {
  if ('response' in found) return found;
  if ('asked' in found) return { response: found.respond(yield* ask(session, found.asked)) };
  const { followed, respond } = found;
  const asked = (options: JsonObject): Asked => ({ ...followed, options: options as NonNullable<Asked['options']> });
  const sent = yield* looked(session, asked, beginFollowing((followed.options ?? {}) as JsonObject));
  if ('failure' in sent) return { response: respond(sent) };
  function* follow(): Steps<void> {
    let following = 'failure' in sent ? undefined : sent.following;
    while (following !== undefined) {
      yield { do: 'sleep', micros: EVERY };
      const more: Sent = yield* looked(session, asked, goOnFollowing(following));
      session.machine.out(more.text);
      ({ following } = more);
    }
  }
  return { response: respond({ code: 200, text: sent.text }), follow };
}

/** A request as it is, and its answer as it comes, until it ends. */
export function* overHttp(session: Session, method: string, path: string, body = '', hops = 0): Steps<void> {
  const { machine } = session;
  const host = serverOf(session).replace(/^https?:\/\//, '');
  const found = routed(machine.registry(), { method, path, headers: [['Host', host], ['User-Agent', AGENT], ['Accept', 'application/json, */*']], from: READER_ADDRESS, ...(body === '' ? {} : { body }) });
  if ('watched' in found) return;
  const begun = yield* begin(session, found);
  const { response } = begun;
  while (response.silent === true) yield { do: 'sleep', micros: EVERY };
  if ((response.took ?? 0) > 0) yield { do: 'sleep', micros: Math.round((response.took ?? 0) * 1000) };
  const location = locationOf(response);
  if (location?.startsWith('/') === true && method === 'GET' && hops < MOST_REDIRECTS) {
    yield* overHttp(session, method, location, '', hops + 1);
    return;
  }
  if (response.status < 200 || response.status >= 300) throw unexpected(response, method);
  machine.out(response.body);
  const { stream } = response;
  if (begun.follow !== undefined) yield* begun.follow();
  while (stream !== undefined) {
    yield { do: 'sleep', micros: EVERY };
    const { text, ended } = stream.next();
    machine.out(text);
    if (ended === true) return;
  }
}
