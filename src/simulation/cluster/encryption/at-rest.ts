/** What encryption does to requests (apiserver pkg/storage/etcd3/store.go: Get, GetList, GuaranteedUpdate). */
import { groupQualified } from '../../api/status';
import { failure } from '../apiserver/failures';
import type { Answer, ApiServer, Failure, Request } from '../apiserver/types';
import { objectAt, objectsIn, put } from '../store/store';
import type { Store } from '../store/store';
import { keyOf } from '../store/table';
import { isReadable, storedPrefix } from './configuration';
import type { EncryptedSince } from './configuration';

type Encryption = readonly EncryptedSince[];

/** What was written by a key, or without one, that the configuration has no place for any more cannot be read. */
export function undeciphered(encryption: Encryption, { tables }: Store, { verb, group, resource, namespace = '', name = '' }: Request): Failure | undefined {
  if (!['get', 'list', 'update', 'patch'].includes(verb)) return undefined;
  const key = groupQualified(group, resource);
  const bad = objectsIn(tables, key).find(({ metadata }) => (namespace === '' || metadata.namespace === namespace) && (name === '' || metadata.name === name) && !isReadable(encryption, key, Number(metadata.resourceVersion)));
  if (bad === undefined) return undefined;
  const at = verb === 'list' ? `unable to transform key "/registry/${resource}/${bad.metadata.namespace === undefined ? '' : `${bad.metadata.namespace}/`}${bad.metadata.name ?? ''}": ` : '';
  return failure('InternalError', `Internal error occurred: ${at}no matching prefix found`);
}

/** An update that changes nothing is written all the same where the value is stale: encrypted by another key than that which writes now. */
export function rewritten(encryption: Encryption, server: ApiServer, { verb, group, resource, namespace = '', name = '', dryRun }: Request, answer: Answer): { readonly server: ApiServer; readonly answer: Answer } {
  if ((verb !== 'update' && verb !== 'patch') || dryRun === true || !('object' in answer)) return { server, answer };
  const key = groupQualified(group, resource);
  const object = objectAt(server.store.tables, key, namespace === '' ? name : keyOf(namespace, name));
  if (object === undefined || storedPrefix(encryption, key, Number(object.metadata.resourceVersion)) === storedPrefix(encryption, key, server.store.revision + 1)) return { server, answer };
  const written = put(server.store, key, object);
  return { server: { ...server, store: written.store }, answer: { ...answer, object: { ...answer.object, metadata: { ...answer.object.metadata, resourceVersion: written.object.metadata.resourceVersion ?? '' } } } };
}
