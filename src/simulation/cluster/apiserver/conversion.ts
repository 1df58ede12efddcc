/**
 * A definition whose versions are converted by a webhook (apiextensions-apiserver pkg/apiserver/conversion/webhook_converter.go): every object that is kept in another version than the one asked for goes through it, so that what reads them fails
 * where it does not answer. What answers is an image whose conversions are data (images/converters). Of its certificate nothing is looked at but that the definition has a caBundle to check one with.
 */
import { quote } from '../../base/go/quote';
import type { ApiObject, Pod } from '../../api';
import type { Service } from '../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import type { Kind } from '../../api/kind';
import { splitApiVersion } from '../../api/schema/resources';
import { addressOf } from '../../policy/admission/webhooks/address';
import { urlWithTimeout } from '../../policy/admission/webhooks/receive';
import { converted } from '../images/converters';
import type { Converter } from '../images/converters';
import { objectAt, objectsIn } from '../store/store';
import type { Store } from '../store/store';
import { lookupIn } from './admission';
import { failure } from './failures';
import { requestKey } from './resource';
import type { Target } from './resource';
import type { ApiServer, Failure, Request, ServerConfig } from './types';

/** The timeout of a call, seconds. */
const TIMEOUT = 30;
const WRITES: ReadonlySet<Request['verb']> = new Set(['create', 'update', 'patch']);

type Reference = NonNullable<NonNullable<Kind['conversion']>['service']>;

/** The server behind a Service's port; undefined: nobody there speaks TLS, so that a connection is refused. */
function serverBehind({ converters }: ServerConfig, { tables }: Store, { name, namespace, port = 443 }: Reference): Converter | undefined {
  const services = objectsIn(tables, 'services', namespace) as Service[];
  const named = services.find(({ metadata }) => metadata.name === name)?.spec?.ports?.find((one) => one.port === port)?.name ?? '';
  const slices = (objectsIn(tables, 'endpointslices.discovery.k8s.io', namespace) as EndpointSlice[]).filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name);
  for (const { endpoints = [], ports = [] } of slices) {
    const to = ports?.find((one) => (one.name ?? '') === named)?.port;
    for (const { conditions, targetRef } of endpoints ?? []) {
      const pod = conditions?.ready === false || targetRef?.kind !== 'Pod' ? undefined : (objectsIn(tables, 'pods', namespace) as Pod[]).find(({ metadata }) => metadata.name === targetRef.name);
      const found = pod?.spec.containers.map(({ image = '' }) => converters?.(image)).find((one) => one?.port === to);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Who answers, or what is told instead; undefined: the definition names no place. */
function reach(config: ServerConfig, store: Store, conversion: NonNullable<Kind['conversion']>): Converter | { readonly url: string; readonly words: string } | undefined {
  const address = addressOf(conversion, lookupIn(config.registry, store));
  if (address === undefined) return undefined;
  const { url, target } = address;
  if ('error' in target) return { url, words: target.error };
  const server = conversion.service === undefined ? undefined : serverBehind(config, store, conversion.service);
  if (server === undefined) return { url, words: `dial tcp ${target.address}: connect: connection refused` };
  return (conversion.caBundle ?? '').trim() === '' ? { url, words: 'tls: failed to verify certificate: x509: certificate signed by unknown authority' } : server;
}

const failed = (from: string, kind: string, words: string): { readonly failure: Failure } => {
  const [group, version] = splitApiVersion(from);
  return { failure: failure('', `conversion webhook for ${group}/${version}, Kind=${kind} failed: ${words}`) };
};

const answering = (kind: Kind, server: Converter): Kind => ({
  ...kind,
  convert: (object, apiVersion) => {
    const answer = converted(server, object, apiVersion);
    return 'error' in answer ? { ...object, apiVersion } : answer;
  },
});

/** The kind with the answers of its webhook, where these can be had. */
export function convertible(config: ServerConfig, { store }: ApiServer, kind: Kind): Kind {
  const server = kind.conversion === undefined ? undefined : reach(config, store, kind.conversion);
  return server === undefined || 'words' in server ? kind : answering(kind, server);
}

/** The target of a request as its objects are converted, or why objects that it needs cannot be. */
export function conversionOf(config: ServerConfig, { store }: ApiServer, target: Target, request: Request): { readonly failure: Failure } | { readonly target: Target } {
  const { conversion, apiVersion, kind, storageApiVersion = apiVersion } = target.kind;
  if (conversion === undefined) return { target };
  const named = request.name !== undefined && request.verb !== 'create' && request.verb !== 'list' && request.verb !== 'deletecollection';
  const found = named ? [objectAt(store.tables, target.storeName, requestKey(target, request))] : request.verb === 'create' ? [] : objectsIn(store.tables, target.storeName, target.namespaced ? request.namespace : undefined);
  const others = found.flatMap((one) => (one !== undefined && one.apiVersion !== apiVersion ? [one] : []));
  const writes = WRITES.has(request.verb) && apiVersion !== storageApiVersion;
  const server = others.length === 0 && !writes ? undefined : reach(config, store, conversion);
  if (server === undefined) return { target };
  if ('words' in server) return failed(others[0]?.apiVersion ?? apiVersion, kind, `Post ${quote(urlWithTimeout(server.url, TIMEOUT))}: ${server.words}`);
  const asked: readonly (readonly [object: Pick<ApiObject, 'apiVersion' | 'kind'>, to: string])[] = [...others.map((one) => [one, apiVersion] as const), ...(writes ? [[{ apiVersion, kind }, storageApiVersion] as const] : [])];
  for (const [object, to] of asked) {
    const answer = converted(server, object, to);
    if ('error' in answer) return failed(object.apiVersion, kind, answer.error);
  }
  return { target: { ...target, kind: answering(target.kind, server) } };
}
