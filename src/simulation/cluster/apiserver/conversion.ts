/**
 * A definition whose versions are converted by a webhook (apiextensions-apiserver pkg/apiserver/conversion/webhook_converter.go): every object that is kept in another version than the one asked for goes through it, so that what reads them fails
 * where it does not answer. No program answers here: what is told is why it is not reached.
 */
import { quote } from '../../base/go/quote';
import { splitApiVersion } from '../../api/schema/resources';
import { addressOf } from '../../policy/admission/webhooks/address';
import { urlWithTimeout } from '../../policy/admission/webhooks/receive';
import { objectAt, objectsIn } from '../store/store';
import { lookupIn } from './admission';
import { failure } from './failures';
import { requestKey } from './resource';
import type { Target } from './resource';
import type { ApiServer, Failure, Request, ServerConfig } from './types';

/** The timeout of a call, seconds. */
const TIMEOUT = 30;
const WRITES: ReadonlySet<Request['verb']> = new Set(['create', 'update', 'patch']);

/** Why objects cannot be converted that a request needs; undefined where none has to be. */
export function unconverted(config: ServerConfig, { store }: ApiServer, target: Target, request: Request): Failure | undefined {
  const { conversion, apiVersion, kind, storageApiVersion } = target.kind;
  if (conversion === undefined) return undefined;
  const named = request.name !== undefined && request.verb !== 'create' && request.verb !== 'list' && request.verb !== 'deletecollection';
  const found = named ? [objectAt(store.tables, target.storeName, requestKey(target, request))] : request.verb === 'create' ? [] : objectsIn(store.tables, target.storeName, target.namespaced ? request.namespace : undefined);
  const other = found.find((one) => one !== undefined && one.apiVersion !== apiVersion);
  const from = other?.apiVersion ?? (WRITES.has(request.verb) && apiVersion !== storageApiVersion ? apiVersion : undefined);
  if (from === undefined) return undefined;
  const address = addressOf(conversion, lookupIn(config.registry, store));
  if (address === undefined) return undefined;
  const words = 'error' in address.target ? address.target.error : `dial tcp ${address.target.address}: connect: connection refused`;
  const [group, version] = splitApiVersion(from);
  return failure('', `conversion webhook for ${group}/${version}, Kind=${kind} failed: Post ${quote(urlWithTimeout(address.url, TIMEOUT))}: ${words}`);
}
