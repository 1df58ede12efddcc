import type { ObjectMeta } from '../types';

/** A namespace is filled in by the client from its context; without one it is `default`. */
export function withDefaultNamespace(metadata: ObjectMeta): ObjectMeta {
  return metadata.namespace === undefined || metadata.namespace === '' ? { ...metadata, namespace: 'default' } : metadata;
}
