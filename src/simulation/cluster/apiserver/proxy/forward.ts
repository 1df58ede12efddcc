/** What the API server passes on to whoever is behind a proxied path, and what it gives back (apimachinery pkg/util/proxy: UpgradeAwareHandler, Transport; net/http/httputil ReverseProxy; apiserver endpoints/handlers ConnectResource). Connections are not upgraded. */
import { escapedPath, parseUrl } from '../../../base/go/url';
import type { GoUrl } from '../../../base/go/url';
import { failure } from '../failures';
import type { HttpRequest, HttpResponse } from '../http/messages';
import type { Answer } from '../types';
import { rewrittenPage, rewrittenUrl } from './links';
import { joined, joinedWithSlash } from './join';
import type { Target } from './target';

/** A request of the API server's own. */
export interface Fetch extends Target {
  readonly request: HttpRequest;
  readonly host: string;
}

/** How it ended; `error` in the words of Go's transport, after so many milliseconds. */
export type Fetched = HttpResponse | { readonly error: string; readonly took: number };

type Headers = HttpRequest['headers'];

/** hopHeaders. */
const HOP: ReadonlySet<string> = new Set(['connection', 'proxy-connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade']);
const CORS: ReadonlySet<string> = new Set(['access-control-allow-credentials', 'access-control-allow-headers', 'access-control-allow-methods', 'access-control-allow-origin']);
/** What the server's own filters take away (WithAuthentication, WithImpersonation), what the transport writes itself, and what is set anew. */
const OWN: ReadonlySet<string> = new Set(['authorization', 'host', 'user-agent', 'content-length', 'x-forwarded-for', 'x-forwarded-uri']);
const isImpersonation = (name: string): boolean => name.startsWith('impersonate-');

const valuesOf = (headers: Headers, name: string): readonly string[] => headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);

/** How Go writes a header's name (textproto.CanonicalMIMEHeaderKey). */
const canonical = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (found) => found.toUpperCase());

/** In the order in which Go's transport writes them. */
function passedOn({ method, headers, body, from = '' }: HttpRequest, host: string, uri: string): Headers {
  const kept = headers.filter(([name]) => !HOP.has(name.toLowerCase()) && !OWN.has(name.toLowerCase()) && !isImpersonation(name.toLowerCase())).map(([name, value]) => [canonical(name), value] as const);
  const forwarded = [...valuesOf(headers, 'x-forwarded-for'), ...(from === '' ? [] : [from])].join(', ');
  const rest = [...kept, ...(forwarded === '' ? [] : [['X-Forwarded-For', forwarded] as const]), ['X-Forwarded-Uri', uri] as const].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const [agent = ''] = valuesOf(headers, 'user-agent');
  const zips = method !== 'HEAD' && valuesOf(headers, 'accept-encoding').length === 0 && valuesOf(headers, 'range').length === 0;
  return [
    ['Host', host], ...(agent === '' ? [] : [['User-Agent', agent] as const]), ...(body === undefined ? [] : [['Content-Length', String(new TextEncoder().encode(body).length)] as const]),
    ...rest, ...(zips ? [['Accept-Encoding', 'gzip'] as const] : []),
  ];
}

const SLASH = '/';
const split = (path: string): readonly string[] => path.replace(/^\/+|\/+$/g, '').split(SLASH);

/** Where in the path of a request for `…/RESOURCE/NAME/proxy` what is passed on begins (RequestInfo.Parts). */
function subpathOf(path: string): string {
  const parts = split(path);
  // `api`, the version, and the namespace with its name.
  const [, , first, ...more] = parts;
  const own = first === 'namespaces' && more.length > 1 ? parts.slice(4) : parts.slice(2);
  const rest = own.slice(3).join(SLASH);
  const begun = rest === '' || rest.startsWith(SLASH) ? rest : `/${rest}`;
  return path.endsWith(SLASH) && !begun.endsWith(SLASH) ? `${begun}/` : begun;
}

interface Place {
  /** Decoded, as the client asked for it. */
  readonly asked: string;
  readonly query: string;
  /** Decoded, at the target; empty: nothing stood after `proxy`. */
  readonly path: string;
  /** What stands before it at the API server. */
  readonly prefix: string;
}

const EMPTY: GoUrl = { scheme: '', opaque: '', user: undefined, host: '', path: '', rawPath: '', rawQuery: '', fragment: undefined, omitHost: false };
const encoded = (path: string): string => escapedPath({ ...EMPTY, path });

function placeOf(request: HttpRequest): Place | undefined {
  const parsed = parseUrl(request.path);
  if (!parsed.ok) return undefined;
  const { path: asked, rawQuery: query } = parsed.url;
  const location = joinedWithSlash('', subpathOf(asked));
  const suffix = asked.endsWith(SLASH) && !location.endsWith(SLASH) ? `${location}/` : location;
  return { asked, query, path: suffix, prefix: asked.endsWith(suffix) ? asked.slice(0, asked.length - suffix.length) : asked };
}

const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`);
const CACHE = ['Cache-Control', 'no-cache, private'] as const;

const answered = (response: HttpResponse): Answer => ({ code: response.status, http: { ...response, headers: [CACHE, ...response.headers] } });

/** What the backend says, as it is passed back. `source`: `host:port` of the backend. */
function passedBack(response: HttpResponse, page: { readonly source: string; readonly host: string; readonly prefix: string }): HttpResponse {
  const headers = response.headers.filter(([name]) => !CORS.has(name.toLowerCase()) && !HOP.has(name.toLowerCase()));
  const [location] = valuesOf(headers, 'location');
  if (location !== undefined && location !== '') {
    const url = parseUrl(location);
    return { ...response, headers: headers.map(([name, value]) => (name.toLowerCase() === 'location' && url.ok ? [name, rewrittenUrl(url.url, page)] : [name, value])) };
  }
  const [type = ''] = (valuesOf(headers, 'content-type')[0] ?? '').split(';');
  if (type.trim() !== 'text/html' || (valuesOf(headers, 'content-encoding')[0] ?? '') !== '') return { ...response, headers };
  return { ...response, headers: headers.filter(([name]) => name.toLowerCase() !== 'content-length'), body: rewrittenPage(response.body, page) };
}

/** http.Error of the filter that catches a panic (apiserver server/filters WithPanicRecovery): of a URL that cannot be read normalizeLocation has nothing. */
const PANIC: HttpResponse = { status: 500, headers: [['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']], body: 'This request caused apiserver to panic. Look in the logs for details.\n' };

/** isDryRun. */
const triesOnly = (query: string): boolean => new URLSearchParams(query).has('dryRun');

export function forwarded(request: HttpRequest, target: Target | { readonly refused: Answer }, fetch: (asked: Fetch) => Fetched): Answer {
  const place = placeOf(request);
  if (place === undefined) return { code: 400, http: { status: 400, headers: [], body: '400 Bad Request' } };
  const { asked, query, path, prefix } = place;
  if (triesOnly(query)) return { failure: failure('BadRequest', 'dryRun is not supported') };
  if ('refused' in target) return target.refused;
  if (!/^\d*$/.test(target.port)) return answered(PANIC);
  if (path === '' && (request.method === 'GET' || request.method === 'HEAD')) return answered({ status: 301, headers: [['Location', withQuery(`${asked}/`, query)]], body: '' });
  const [host = ''] = valuesOf(request.headers, 'host');
  const uri = `${joined(prefix, encoded(path))}${path.endsWith(SLASH) ? SLASH : ''}`;
  const sent: HttpRequest = { ...request, path: withQuery(encoded(path === '' ? SLASH : path), query), headers: passedOn(request, host, uri) };
  const response = fetch({ ...target, request: sent, host });
  if ('error' in response) return { failure: failure('ServiceUnavailable', `error trying to reach service: ${response.error}`, response.took === 0 ? {} : { took: Math.round(response.took * 1000) }) };
  const bracketed = target.address.includes(':') ? `[${target.address}]` : target.address;
  return answered(passedBack(response, { source: target.port === '' ? bracketed : `${bracketed}:${target.port}`, host, prefix }));
}
