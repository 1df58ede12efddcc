/**
 * A request over HTTP as what the server is asked for, and the answer as what goes back (apiserver pkg/endpoints: installer.go, request/requestinfo.go, handlers/responsewriters). JSON and YAML are read, JSON is written;
 * headers that name the audit entry and the flow are left out, and a stream into a container is not answered here.
 */
import type { Kind } from '../../../api/kind';
import type { Registry } from '../../../api/registry';
import { scaleKind } from '../../../api/request/scale';
import type { JsonObject } from '../../../api/schema/walk';
import { goJson, goJsonIndented } from '../../../base/go/json';
import { quote } from '../../../base/go/quote';
import { failure } from '../failures';
import { PROXIED } from '../proxy';
import type { Answer, Failure, Request } from '../types';
import { parseListQuery, parseResourcePath } from '../url';
import type { ResourcePath } from '../url';
import { deletedBody, DONE, foreignBody, foreignList, listBody, objectBody, statusBody } from './bodies';
import { sentObject, sentOptions, sentPatch } from './content';
import type { Followed } from './follow';
import { deleteOptionsIn, dryRunIn, isFailure, isTrue, logOptionsIn, numberIn, queryOf, validationIn } from './query';
import type { HttpRequest, HttpResponse } from './types';
import { sentBy, watchedIn } from './watch';
import type { Watched } from './watch';

export type Asked = Omit<Request, 'user'>;

/** What is asked for, and what its answer becomes; or what is answered at once. */
export type Routed = { readonly asked: Asked; readonly respond: (answer: Answer) => HttpResponse } | { readonly response: HttpResponse } | { readonly followed: Followed; readonly respond: (answer: Answer) => HttpResponse } | { readonly watched: Watched; readonly respond: (first: Answer) => HttpResponse };

const CACHE = ['Cache-Control', 'no-cache, private'] as const;
const PLAIN = [CACHE, ['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']] as const;
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

const plain = (status: number, body: string): HttpResponse => ({ status, headers: PLAIN, body });

/** Programs that somebody looks at with his own eyes get indented JSON (negotiation.isPrettyPrint). */
const BY_EYE = /^(?:curl|Wget|Mozilla\/5\.0)/;

/** One request, and how its answer is written. */
class Exchange {
  readonly query: URLSearchParams;
  private readonly pretty: boolean;

  constructor(readonly request: HttpRequest) {
    this.query = queryOf(request.path);
    const asked = this.query.get('pretty');
    this.pretty = asked === null ? BY_EYE.test(this.header('user-agent')) : !/^(?:0|f|F|false|False|FALSE)$/.test(asked);
  }

  header(name: string): string {
    return this.request.headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';
  }

  /** managerOrUserAgent. */
  get manager(): string {
    return this.query.get('fieldManager') ?? (this.header('user-agent').split('/')[0] ?? '').slice(0, 128);
  }

  json(status: number, body: JsonObject, warnings: readonly string[] = []): HttpResponse {
    return { status, headers: [CACHE, JSON_TYPE, ...warnings.map((text) => ['Warning', `299 - ${quote(text)}`] as const)], body: this.pretty ? goJsonIndented(body, '  ') : `${goJson(body)}\n` };
  }

  refused(why: Failure): HttpResponse {
    // Somebody between the client and the server has not reached it.
    if (why.transport !== undefined) return { ...plain(500, `${why.message ?? ''}\n`), took: (why.took ?? 0) / 1000 };
    return { ...this.json(why.code, statusBody(why), why.warnings), ...(why.took === undefined ? {} : { took: why.took / 1000 }) };
  }

  refuse(why: Failure): Routed {
    return { response: this.refused(why) };
  }
}

const notAllowed = (): Failure => failure('MethodNotAllowed', 'the server does not allow this method on the requested resource');

/** A path that is no resource: what is served, the version, the health. */
function routePath(exchange: Exchange): Routed {
  const { method, path } = exchange.request;
  if (method !== 'GET' && method !== 'HEAD') return exchange.refuse(notAllowed());
  return {
    asked: { verb: 'get', group: '', resource: '', path },
    respond: (answer) => {
      if ('failure' in answer) return answer.failure.reason === 'NotFound' || answer.failure.reason === 'InternalError' ? { ...plain(answer.failure.code, answer.failure.message ?? ''), took: (answer.failure.took ?? 0) / 1000 } : exchange.refused(answer.failure);
      const text = 'text' in answer ? answer.text : '';
      if (text.startsWith('{"')) return exchange.json(200, JSON.parse(text) as JsonObject);
      return text.startsWith('{') ? { status: 200, headers: [CACHE, JSON_TYPE], body: text } : plain(200, text);
    },
  };
}

const STREAMS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward']);
/** Subresources that take something else than an object of their resource. */
const OTHER_BODIES: ReadonlySet<string> = new Set(['eviction', 'binding', 'token']);

function respondWith(registry: Registry, exchange: Exchange, kind: Kind | undefined, path: ResourcePath, verb: Request['verb']): (answer: Answer) => HttpResponse {
  const knownGroup = registry.kinds.some(({ apiVersion }) => apiVersion.split('/')[0] === path.apiVersion.split('/')[0]);
  return (answer) => {
    if ('failure' in answer) return kind === undefined && !knownGroup && answer.failure.reason === 'NotFound' ? plain(404, '404 page not found\n') : exchange.refused(answer.failure);
    const { code, warnings } = answer;
    if ('http' in answer) return answer.http;
    if ('text' in answer) return { status: code, headers: code === 204 ? [CACHE] : [CACHE, ['Content-Type', 'text/plain']], body: answer.text };
    if ('list' in answer) return exchange.json(code, kind === undefined ? foreignList(answer, path) : listBody(registry, kind, answer), warnings);
    if (!('object' in answer)) return exchange.json(code, DONE, warnings);
    if (path.subresource === 'eviction' || path.subresource === 'binding') return exchange.json(201, DONE, warnings);
    if (kind === undefined) return exchange.json(code, foreignBody(answer.object), warnings);
    return exchange.json(code, verb === 'delete' ? deletedBody(registry, kind, answer.object) : objectBody(registry, kind, answer.object), warnings);
  };
}

const OPTIONS = { create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions', delete: 'DeleteOptions', deletecollection: 'DeleteOptions' } as const;

/** What a write brings with it besides where it goes. */
function sent(registry: Registry, exchange: Exchange, kind: Kind | undefined, verb: keyof typeof OPTIONS, subresource: string): Partial<Asked> & { readonly warnings?: readonly string[] } | Failure {
  const { request: { body = '' }, query } = exchange;
  const type = exchange.header('content-type');
  const options = OPTIONS[verb];
  const dryRun = dryRunIn(query, options);
  if (isFailure(dryRun)) return dryRun;
  const tried = dryRun ? { dryRun } : {};
  if (verb === 'delete' || verb === 'deletecollection') {
    const given = sentOptions(body, type);
    if ('failure' in given) return given.failure;
    const deleteOptions = deleteOptionsIn(query, given.json);
    return isFailure(deleteOptions) ? deleteOptions : { ...tried, deleteOptions };
  }
  const validation = validationIn(query, options);
  if (isFailure(validation)) return validation;
  if (verb === 'patch') {
    const patch = sentPatch(body, type);
    if ('failure' in patch) return patch.failure;
    const own = query.get('fieldManager') ?? '';
    if (patch.patchType === 'apply' && own === '') {
      const message = 'Required value: is required for apply patch';
      return failure('Invalid', `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${message}`, { details: { kind: 'PatchOptions', name: '', causes: [{ reason: 'FieldValueRequired', field: 'fieldManager', message }] } });
    }
    return { ...tried, ...patch, fieldValidation: validation, fieldManager: exchange.manager, ...(isTrue(query.get('force')) ? { force: true } : {}) };
  }
  const bodyKind = subresource === 'scale' ? scaleKind : OTHER_BODIES.has(subresource) ? undefined : kind;
  const given = sentObject(registry, bodyKind, body, type, validation);
  return 'failure' in given ? given.failure : { ...tried, body: given.body, fieldManager: exchange.manager, warnings: given.warnings };
}

const VERBS: Readonly<Record<string, readonly [one: Request['verb'] | undefined, all: Request['verb'] | undefined]>> = {
  GET: ['get', 'list'], POST: [undefined, 'create'], PUT: ['update', undefined], PATCH: ['patch', undefined], DELETE: ['delete', 'deletecollection'],
};

const PROXY_VERBS: Readonly<Record<string, Request['verb']>> = { GET: 'get', HEAD: 'get', OPTIONS: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** What is passed on to somebody else. */
function routeProxy(registry: Registry, exchange: Exchange, path: ResourcePath): Routed {
  const { request } = exchange;
  const verb = PROXY_VERBS[request.method];
  if (verb === undefined) return exchange.refuse(notAllowed());
  const { plural, name, namespace, subresource } = path;
  return { asked: { verb, group: '', version: 'v1', resource: plural, name, subresource, http: request, ...(namespace === '' ? {} : { namespace }) }, respond: respondWith(registry, exchange, undefined, path, verb) };
}

/** What a path of a resource asks for. */
function routeResource(registry: Registry, exchange: Exchange, path: ResourcePath): Routed {
  const { request: { method }, query } = exchange;
  const { apiVersion, plural, name, namespace, subresource } = path;
  const kind = registry.kinds.find((one) => one.apiVersion === apiVersion && one.resource?.plural === plural);
  const [one, all] = VERBS[method] ?? [];
  const verb = method === 'POST' && OTHER_BODIES.has(subresource) ? 'create' : name === '' ? all : one;
  if (subresource === 'proxy' && apiVersion === 'v1' && PROXIED.has(plural)) return routeProxy(registry, exchange, path);
  if (STREAMS.has(subresource) && (method === 'GET' || method === 'POST')) return exchange.refuse(failure('BadRequest', 'Upgrade request required'));
  const allowed: readonly string[] | undefined = subresource === '' ? undefined : kind?.resource?.subresources.find((part) => part.name === subresource)?.verbs;
  if (verb === undefined || allowed?.includes(verb) === false) return exchange.refuse(notAllowed());
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const place: Asked = { verb, group, version, resource: plural, managers: true, ...(namespace === '' ? {} : { namespace }), ...(name === '' ? {} : { name }), ...(subresource === '' ? {} : { subresource }) };
  const respond = respondWith(registry, exchange, kind, path, verb);
  if (subresource === 'log') {
    const options = logOptionsIn(query);
    if (isFailure(options)) return exchange.refuse(options);
    const asked: Asked = { ...place, options: options as NonNullable<Request['options']> };
    return options['follow'] === true ? { followed: asked, respond } : { asked, respond };
  }
  const limit = numberIn(query, 'limit');
  if (isFailure(limit)) return exchange.refuse(limit);
  const asked: Asked = { ...place, ...(verb === 'list' || verb === 'deletecollection' ? parseListQuery(exchange.request.path) : {}) };
  if (verb === 'list' && kind !== undefined && isTrue(query.get('watch'))) {
    const { resourceVersion: _, limit: __, continue: ___, ...selected } = asked;
    const watched = watchedIn(query, kind, selected);
    return { watched, respond: (first) => ('failure' in first && first.failure.reason !== 'Expired' ? respond(first) : { status: 200, headers: [CACHE, JSON_TYPE], body: sentBy(registry, watched, first).text }) };
  }
  if (verb === 'get' || verb === 'list' || kind === undefined) return { asked, respond };
  const more = sent(registry, exchange, kind, verb, subresource);
  if (isFailure(more)) return exchange.refuse(more);
  const { warnings = [], ...rest } = more;
  return { asked: { ...asked, ...rest }, respond: warnings.length === 0 ? respond : (answer) => respond('failure' in answer ? answer : { ...answer, warnings: [...warnings, ...(answer.warnings ?? [])] }) };
}

/** What a request asks for. */
export function routed(registry: Registry, request: HttpRequest): Routed {
  const exchange = new Exchange(request);
  const path = parseResourcePath(request.path);
  return path === undefined ? routePath(exchange) : routeResource(registry, exchange, path);
}

/** A refusal that does not depend on what is asked for. */
export const refusal = (request: HttpRequest, why: Failure): HttpResponse => new Exchange(request).refused(why);
