import { atomsOf } from '../apply/atoms';
import type { ManagedType } from '../apply/field-manager';
import type { Kind } from '../kind';
import { encodeStruct } from '../schema/encode';
import { objectOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import type { ApiObject } from '../types';

/** An object as the server prints it: a built-in kind as Go's encoder does, a custom one as it is, its metadata apart. `sent`: what it was just read from, if it does not come out of the storage. */
export function encodeObject(kind: Kind, object: ApiObject, sent?: JsonObject): JsonObject {
  const json = object as unknown as JsonObject;
  if (!kind.custom) return encodeStruct(kind.schema, kind.type, json, sent);
  return { ...json, metadata: encodeStruct(kind.schema, 'meta.v1.ObjectMeta', objectOf(json.metadata)) };
}

const NONE: ManagedType['reset'] = [];

/** The fields of a kind, and which of them a door leaves as they were. */
export const fieldsBehind = (kind: Kind, subresource: string): Pick<ManagedType, 'atom' | 'reset'> => ({
  atom: atomsOf(kind.schema, kind.custom).struct(kind.type),
  reset: (subresource === 'status' || subresource === 'approval' ? kind[subresource] : kind)?.resetFields ?? NONE,
});

/** What the field manager must know of a kind, and of the door through which it is written. */
export function managedType(kind: Kind, subresource: string): ManagedType {
  const head = { apiVersion: kind.apiVersion, kind: kind.kind };
  return {
    ...fieldsBehind(kind, subresource),
    empty: kind.custom ? head : encodeStruct(kind.schema, kind.type, head),
  };
}
