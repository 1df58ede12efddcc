/** What comes back over a connection that stands, before any tool words it. */
import { httpDate } from './date';
import type { Certificate, HttpAsked, HttpBody, Listener, Run } from './types';

export interface HttpReply {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Over HTTP/2, where the client speaks it. */
  readonly http2?: boolean;
  /** What follows the body. */
  readonly stream?: HttpBody;
}

export type Exchange =
  | { readonly kind: 'reply'; readonly reply: HttpReply }
  /** 10 of 100 bytes of the body. */
  | { readonly kind: 'cut'; readonly body: string; readonly missing: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'not http' };

const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };

export const reasonOf = (status: number): string => REASONS[status] ?? '';

function reply(run: Run, status: number, body: string, more: HttpReply['headers'] = [], { http2 = false, stream }: Pick<HttpReply, 'http2' | 'stream'> = {}): Exchange {
  const own = new Set(more.map(([name]) => name.toLowerCase()));
  const usual = [['Content-Type', 'text/plain'], ['Date', httpDate(run.now)], ...(stream === undefined ? [['Content-Length', String(new TextEncoder().encode(body).length)] as const] : http2 ? [] : [['Transfer-Encoding', 'chunked'] as const])] as const;
  return { kind: 'reply', reply: { status, reason: reasonOf(status), headers: [...more, ...usual.filter(([name]) => !own.has(name.toLowerCase()))], body, ...(http2 ? { http2 } : {}), ...(stream === undefined ? {} : { stream }) } };
}

const TLS_ONLY = 'Client sent an HTTP request to an HTTPS server.\n';

/** What a program answers that looks at the request. */
function asked(run: Run, listener: Extract<Listener, { readonly kind: 'server' }>, request: HttpAsked): Exchange {
  if (listener.certificate !== undefined && !request.tls) return reply(run, 400, TLS_ONLY);
  const answer = listener.answer(request);
  if ('ending' in answer) return { kind: answer.ending === 'closes' ? 'closed' : answer.ending === 'resets' ? 'reset' : 'silent' };
  run.now += answer.took ?? 0;
  return reply(run, answer.status, answer.body, answer.headers, { http2: request.tls && answer.http2 === true, ...(answer.stream === undefined ? {} : { stream: answer.stream }) });
}

/** A request over a connection to `listener`, plain or after TLS. */
export function exchange(run: Run, listener: Listener, host: string, path: string, tls: boolean, more: Partial<Pick<HttpAsked, 'method' | 'headers' | 'body' | 'certificate'>> = {}): Exchange {
  switch (listener.kind) {
    case 'server': return asked(run, listener, { method: 'GET', headers: [], ...more, host, path, tls });
    case 'http':
      if (listener.certificate !== undefined && !tls) return reply(run, 400, TLS_ONLY);
      return reply(run, listener.status, run.world.body(host, path));
    case 'closes': return { kind: 'closed' };
    case 'resets': return { kind: 'reset' };
    case 'stops': return { kind: 'cut', body: '0123456789', missing: 90 };
    case 'banner': return { kind: 'not http' };
    default: return { kind: 'silent' };
  }
}

export type TlsFailure =
  | 'unknown issuer' | 'self-signed' | 'expired' | 'wrong name'
  /** What answers speaks no TLS. */
  | 'no tls'
  | 'silent' | 'closed' | 'reset';

const covers = (pattern: string, host: string): boolean => {
  const [wild, name] = [pattern.toLowerCase(), host.toLowerCase()];
  return wild === name || (wild.startsWith('*.') && name.includes('.') && name.slice(name.indexOf('.')) === wild.slice(1));
};

function judge({ names, issuer, expired, id }: Certificate, host: string, trusted: readonly string[]): TlsFailure | undefined {
  const known = id !== undefined && trusted.includes(id);
  if (issuer === 'self' && !known) return 'self-signed';
  if (!known && !trusted.includes(issuer)) return 'unknown issuer';
  if (expired) return 'expired';
  return names.some((name) => covers(name, host)) ? undefined : 'wrong name';
}

/** The TLS handshake: what OpenSSL finds wrong, in its order. `trusted` undefined: nothing is checked. */
export function handshake(listener: Listener, host: string, trusted: readonly string[] | undefined): TlsFailure | undefined {
  switch (listener.kind) {
    case 'server': {
      const certificate = listener.certificate?.(host);
      if (certificate === undefined) return 'no tls';
      return trusted === undefined ? undefined : judge(certificate, host, trusted);
    }
    case 'http':
      if (listener.certificate === undefined) return 'no tls';
      return trusted === undefined ? undefined : judge(listener.certificate, host, trusted);
    case 'closes': return 'closed';
    case 'resets': return 'reset';
    case 'silent': return 'silent';
    default: return 'no tls';
  }
}
