import { quote } from '../../base/go/quote';
import type { Status } from '../../api/request/create';
import type { ApiObject } from '../../api/types';
import { refusedByNamespace } from '../../policy/admission/namespace-lifecycle';
import type { Lookup } from '../../policy/admission/request';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import type { JsonObject } from '../../api/patch/merge-patch';
import { scaleKind } from '../../api/request/scale';
import { objectAt, objectsIn } from '../store/store';
import { apply } from './apply';
import { isReview, reviewed } from './authorization/reviews';
import { componentStatuses } from './component-status';
import { create } from './create';
import { conversionOf, convertible } from './conversion';
import { DEFINITIONS, settled } from './definitions';
import { discoveryDocument } from './discovery';
import { isTrue } from './conditions';
import { deleteOne } from './delete';
import { showingManagers } from './managers';
import { inVersion, withDeprecation } from './versions';
import { failure, fromStatus, methodNotAllowed, noSuchResource, notFound } from './failures';
import { patched } from './patch';
import { listedPaths } from './paths';
import { requestKey, targetOf } from './resource';
import type { Target } from './resource';
import { selection } from './select';
import { serving } from './served';
import { goJsonIndented } from '../../base/go/json';
import { pathAnswered } from '../health/answer';
import { serverVersion } from './server-version';
import { list } from './list';
import { bind } from './subresources/binding';
import { evict } from './subresources/eviction';
import { requestToken } from './subresources/token';
import { scaled, scaleOf } from './subresources/scale';
import type { Answer, ApiServer, Failure, Handled, Request, ServerConfig } from './types';
import { misplaced, update } from './update';
import { watchSince } from './watch';

/**
 * The one door: what a request does to a server at a moment (µs since 1970), and what it is answered (kube-apiserver from the
 * authorizer on: apiserver endpoints/handlers, registry/generic/registry/store.go).
 * `noting`: the server as somebody listens to what its admission notes.
 */
export function handle(built: ServerConfig, server: ApiServer, request: Request, now: number, noting: (config: ServerConfig) => ServerConfig = (config) => config): Handled {
  const config = noting(serving(built, server.store));
  const handled = settledAfter(built, server, carryOut(config, server, request, now), request, now);
  const target = targetOf(config.registry, request);
  if (target === undefined) return handled;
  const answer = request.managers === true ? showingManagers(config.registry, handled.answer) : handled.answer;
  return { ...handled, answer: inVersion(convertible(config, handled.server, target.kind), withDeprecation(target.kind, answer)) };
}

/** crdHandler and crdConversionRESTOptionsGetter: nothing is created whose definition goes. */
const isTerminating = ({ store }: ApiServer, { storeName }: Target): boolean => {
  const definition = objectAt(store.tables, DEFINITIONS, storeName) as CustomResourceDefinition | undefined;
  return definition !== undefined && isTrue(definition, 'Terminating');
};

const NOT_WHILE_TERMINATING = 'create not allowed while custom resource definition is terminating';
const forbiddenCreation = (target: Target, name: string): Failure => failure('Forbidden', `${target.storeName} ${quote(name)} is forbidden: ${NOT_WHILE_TERMINATING}`);

const READS = new Set(['get', 'list']);

/** After a write of definitions, what the server's own controllers make of it. */
function settledAfter(built: ServerConfig, before: ApiServer, handled: Handled, request: Request, now: number): Handled {
  if (built.definitions === 'watched' || request.resource !== 'customresourcedefinitions' || READS.has(request.verb) || handled.server.store === before.store) return handled;
  const left = new Set(objectsIn(handled.server.store.tables, DEFINITIONS).map(({ metadata }) => metadata.name));
  const gone = (objectsIn(before.store.tables, DEFINITIONS) as CustomResourceDefinition[]).filter(({ metadata }) => !left.has(metadata.name));
  const server = gone.length === 0 ? settled(handled.server, undefined, now) : gone.reduce((to, one) => settled(to, one, now), handled.server);
  return { ...handled, server };
}

/** What is made of an object, as an Eviction or a token, is made in its namespace: there has to be one that stays. */
function namespaceRefuses({ admission }: ServerConfig, { store }: ApiServer, { kind, namespaced }: Target, { namespace = 'default', name = '', user: { username, groups = [] } }: Request): Status | undefined {
  if (admission === undefined || !namespaced) return undefined;
  const lookup: Lookup = <T extends ApiObject>() => objectsIn(store.tables, 'namespaces') as unknown as T[];
  return refusedByNamespace({ operation: 'CREATE', kind, namespace, name, subresource: '', user: { username, groups } }, lookup);
}

const VERSION = 'v1.36.3';

function carryOut(config: ServerConfig, server: ApiServer, request: Request, now: number): Handled {
  const refuse = (why: Failure): Handled => ({ server, answer: { failure: why } });
  if (request.path !== undefined) {
    const barred = config.authorize?.(request, server.store);
    const document = barred === undefined ? discoveryDocument(config.registry, request.path) : undefined;
    if (document !== undefined) return { server, answer: { code: 200, text: JSON.stringify(document) } };
    if (barred === undefined && /^\/(?:\?|$)/.test(request.path)) return { server, answer: { code: 200, text: goJsonIndented({ paths: listedPaths(config.registry) }, '  ') } };
    if (barred === undefined && request.path === '/version') return { server, answer: { code: 200, text: goJsonIndented(serverVersion(VERSION), '  ') } };
    return barred === undefined ? { server, answer: pathAnswered(request.path, { etcd: true, identity: true }) } : refuse(barred);
  }
  const denied = config.authorize?.(request, server.store);
  if (denied !== undefined) return refuse(denied);
  const meant = targetOf(config.registry, request);
  if (meant === undefined) return refuse(noSuchResource());
  const read = conversionOf(config, server, meant, request);
  if ('failure' in read) return refuse(read.failure);
  const { target } = read;
  if (request.verb === 'create' && target.kind.custom && isTerminating(server, target)) return refuse(forbiddenCreation(target, request.name ?? request.body?.metadata.name ?? ''));
  if (request.subresource !== undefined && request.subresource !== 'finalize' && target.kind.resource?.subresources.every(({ name }) => name !== request.subresource)) return refuse(target.kind.custom ? notFound(target, request.name ?? '') : noSuchResource());
  const review = reviewed(server.store, request, now);
  if (review !== undefined) return { server, answer: review };
  if (isReview(meant)) return refuse(failure('MethodNotAllowed', 'the server does not allow this method on the requested resource'));
  if (request.subresource === 'scale') return handleScale(config, server, target, request, now);
  const homeless = request.verb === 'create' && (request.subresource ?? '') !== '' ? namespaceRefuses(config, server, target, request) : undefined;
  if (homeless !== undefined) return refuse(fromStatus(homeless));
  if (request.verb === 'create' && request.subresource === 'eviction') return evict(config, server, target, request, now);
  if (request.verb === 'create' && request.subresource === 'binding') return bind(server, target, request, now);
  if (request.verb === 'create' && request.subresource === 'token') return requestToken(server, target, request, now);
  if (target.storeName === 'componentstatuses') return handleComponents(config, server, target, request);
  switch (request.verb) {
    case 'get':
      return get(server, target, request);
    case 'list':
      return { server, answer: request.watch === undefined ? list(server, target, request) : watched(config, server, request, request.watch) };
    case 'create':
      return request.subresource === undefined ? create(config, server, target, request, now) : refuse(methodNotAllowed('create'));
    case 'update': {
      const { body } = request;
      return body === undefined ? refuse(failure('BadRequest', 'the request has no body: give the object as it is to be')) : update(config, server, target, request, now, () => ({ object: body }));
    }
    case 'patch': {
      if (request.patch === undefined) return refuse(failure('BadRequest', 'the request has no patch'));
      if (request.patchType === 'apply') return apply(config, server, target, request, request.patch as JsonObject, now);
      return update(config, server, target, request, now, (old) => patched(old, request, target.kind));
    }
    case 'delete':
      return deleteOne(config, server, target, request, now);
    case 'deletecollection':
      return deleteCollection(config, server, target, request, now);
  }
}

function handleComponents(config: ServerConfig, server: ApiServer, target: Target, request: Request): Handled {
  const asked = selection(target.kind, request.labelSelector, request.fieldSelector);
  if ('failure' in asked) return { server, answer: { failure: asked.failure } };
  return READS.has(request.verb) ? componentStatuses(config, server, request, asked.matches) : { server, answer: { failure: methodNotAllowed(request.verb) } };
}

function watched(config: ServerConfig, { store }: ApiServer, request: Request, since: string): Answer {
  const found = watchSince(config, store, request, Number(since));
  return 'failure' in found ? found : { code: 200, changes: found.events, resourceVersion: String(found.resourceVersion) };
}

function get(server: ApiServer, target: Target, request: Request): Handled {
  const object = objectAt(server.store.tables, target.storeName, requestKey(target, request));
  return { server, answer: object === undefined ? { failure: notFound(target, request.name ?? '') } : { code: 200, object, warnings: [] } };
}

/** Store.DeleteCollection: one after the other; who is gone in the meantime does not matter. */
function deleteCollection(config: ServerConfig, server: ApiServer, target: Target, request: Request, now: number): Handled {
  const listed = list(server, target, request);
  if (!('list' in listed)) return { server, answer: listed };
  let after = server;
  for (const { metadata } of listed.list) {
    const one: Request = { ...request, verb: 'delete', name: metadata.name ?? '', ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) };
    const handled = deleteOne(config, after, target, one, now);
    if ('failure' in handled.answer && handled.answer.failure.code !== 404) return { server: after, answer: handled.answer };
    after = handled.server;
  }
  return { server: after, answer: listed };
}

function handleScale(config: ServerConfig, server: ApiServer, target: Target, request: Request, now: number): Handled {
  const { scalePaths } = target.kind;
  const asScale = (handled: Handled): Handled =>
    'object' in handled.answer ? { ...handled, answer: { ...handled.answer, object: scaleOf(handled.answer.object, scalePaths) } } : handled;
  const { subresource: _, ...plain } = request;
  if (request.verb === 'get') return asScale(get(server, target, plain));
  if (request.verb === 'update' && request.body !== undefined) {
    const { body } = request;
    return asScale(update(config, server, target, request, now, (old) => scaled(old, body, target)));
  }
  if (request.verb === 'patch' && request.patch !== undefined) {
    return asScale(
      update(config, server, target, request, now, (old) => {
        const scale = patched(scaleOf(old, scalePaths), request, scaleKind);
        if ('failure' in scale) return scale;
        const wrong = misplaced(target, request, scale.object);
        return wrong === undefined ? scaled(old, scale.object, target) : { failure: wrong };
      }),
    );
  }
  return { server, answer: { failure: methodNotAllowed(request.verb) } };
}
