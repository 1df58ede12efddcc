import { updateManagers } from '../apply/field-manager';
import { objectOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import { notFoundStatus } from '../status';
import type { ApiObject, ObjectMeta } from '../types';
import type { Status } from './create';
import { encodeObject, managedType } from './encode';
import { badPatch, patchOptionsError } from './patch-options';
import { patchJson } from './patch-json';
import type { PatchType } from './patch-json';
import { patchScale } from './scale';
import { decodeJson, writeObject } from './write';
import type { WriteTarget, Written } from './write';

const NOT_SERVED: Status = { reason: 'NotFound', message: 'the server could not find the requested resource' };
const CUSTOM_TYPES: Status = {
  reason: 'UnsupportedMediaType',
  message: 'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
};

/** A PATCH that is no apply (apiserver endpoints/handlers/patch.go): JSON patch, merge patch or strategic merge patch of an object, its status or its scale. */
export function patchObject<T extends ApiObject>(type: PatchType, patch: unknown, live: T | undefined, target: WriteTarget<T>): Written<T> {
  const { kind, subresource, manager, force, name } = target;
  if (subresource !== '' && kind.resource?.subresources.some((one) => one.name === subresource) !== true) return { status: NOT_SERVED };
  if (kind.custom && type === 'strategic') return { status: CUSTOM_TYPES };
  const refused = patchOptionsError('other', manager, force);
  if (refused !== undefined) return { status: refused };
  if (live === undefined) return { status: { reason: 'NotFound', message: notFoundStatus(kind.resource?.group ?? '', kind.resource?.plural ?? '', name) } };
  if (subresource === 'scale') return patchScale(type, patch, live, target);
  const stored = encodeObject(kind, live);
  const patched = patchJson(kind, stored, type, patch);
  if ('status' in patched) return patched;
  const decoded = decodeJson(kind, patched.json, true);
  const error = 'error' in decoded ? decoded.error : patched.strict;
  if (error !== undefined || 'error' in decoded) return { status: badPatch(patched.shown, error ?? '') };
  return writeObject(withManagers(decoded.object, patched.json, stored, target), live, target);
}

/** The object, read from `sent`, with its managers after this request. */
function withManagers<T extends ApiObject>(object: T, sent: JsonObject, stored: JsonObject, { kind, subresource, manager, system }: WriteTarget<T>): T {
  const next = encodeObject(kind, kind.defaults?.(object) ?? object, sent);
  const tracked = updateManagers(stored, next, managedType(kind, subresource), { manager, apiVersion: kind.apiVersion, subresource, now: system.now }, false);
  const { managedFields } = objectOf(tracked.metadata);
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata: managedFields === undefined ? metadata : { ...metadata, managedFields: managedFields as NonNullable<ObjectMeta['managedFields']> } };
}
