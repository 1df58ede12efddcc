import { updateManagers } from '../apply/field-manager';
import type { Kind } from '../kind';
import { objectOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import type { ApiObject, ObjectMeta } from '../types';
import { encodeObject, managedType } from './encode';

/** Whose request it is. */
export interface Requester {
  readonly manager: string;
  /** RFC 3339. */
  readonly now: string;
}

/** A new object, read from `sent`, with whoever sends it as the manager of all that it says and all that defaults add (endpoints/handlers/create.go). */
export function withCreator<T extends ApiObject>(object: T, kind: Kind<T>, sent: JsonObject, { manager, now }: Requester): T {
  const type = managedType(kind, '');
  const defaulted = encodeObject(kind, kind.defaults?.(object) ?? object, sent);
  const tracked = updateManagers(type.empty, defaulted, type, { manager, apiVersion: kind.apiVersion, subresource: '', now }, true);
  const { managedFields } = objectOf(tracked.metadata);
  return managedFields === undefined ? object : { ...object, metadata: { ...object.metadata, managedFields: managedFields as NonNullable<ObjectMeta['managedFields']> } };
}
