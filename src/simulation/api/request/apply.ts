import { reportConflicts } from '../apply/conflicts';
import { applyManaged, liveError } from '../apply/field-manager';
import type { ManagedType } from '../apply/field-manager';
import { printTypeErrors, typeErrors } from '../apply/validate';
import { unstructuredError } from '../patch/unstructured';
import { isNil, objectOf } from '../schema/values';
import type { JsonObject } from '../schema/walk';
import type { ApiObject } from '../types';
import type { Status } from './create';
import { encodeObject, managedType } from './encode';
import { patchOptionsError } from './patch-options';
import { badRequest, internalError } from './status-code';
import { decodeJson, describeKind, describeSent, writeObject } from './write';
import type { WriteTarget, Written } from './write';

/**
 * Server-side apply (apiserver endpoints/handlers/patch.go applyPatcher): merges what the client sends into the live object, keeps track of who
 * owns which field, and creates the object where there is none.
 */
export function applyObject<T extends ApiObject>(sent: JsonObject, live: T | undefined, target: WriteTarget<T>): Written<T> {
  const { kind, subresource, manager, force = false, system } = target;
  const refused = patchOptionsError('apply', manager, force) ?? sentError(sent, target);
  if (refused !== undefined) return { status: refused };
  const type = managedType(kind, subresource);
  const stored = live === undefined ? type.empty : encodeObject(kind, live);
  const misshapen = shapeError(sent, stored, type);
  if (misshapen !== undefined) return { status: internalError(misshapen) };
  const applied = applyManaged(stored, sent, type, { manager, apiVersion: kind.apiVersion, subresource, now: system.now }, force);
  if ('conflicts' in applied) {
    const { message, causes } = reportConflicts(applied.conflicts);
    return { status: { reason: 'Conflict', message, details: { kind: kind.kind, name: target.name, causes } } };
  }
  const versioned = kind.custom ? undefined : unstructuredError(kind.schema, kind.type, applied.object, false);
  if (versioned !== undefined) return { status: internalError(`failed to convert new object (${describeSent(sent)}) to proper version: ${versioned}`) };
  const decoded = decodeJson(kind, applied.object, false);
  return 'error' in decoded ? { status: internalError(decoded.error) } : writeObject(decoded.object, live, target);
}

/** Where what is sent or what is stored does not have the shape of its type. */
function shapeError(sent: JsonObject, stored: JsonObject, type: ManagedType): string | undefined {
  const live = liveError(stored, type);
  if (live?.untracked === true) return `failed to create manager for existing fields: failed to convert new object (${describeSent(stored)}) to smd typed: ${live.message}`;
  const errors = typeErrors(sent, type.atom);
  if (errors.length > 0) return `failed to create typed patch object (${describeSent(sent)}): ${printTypeErrors(errors)}`;
  return live === undefined ? undefined : `failed to create typed live object (${describeSent(stored)}): ${live.message}`;
}

/** versionCheckManager, and what an applied object may not say. */
function sentError<T extends ApiObject>(sent: JsonObject, { kind }: WriteTarget<T>): Status | undefined {
  if (sent.apiVersion !== kind.apiVersion || sent.kind !== kind.kind) return badRequest(`invalid object type: ${describeKind(sent)}`);
  return isNil(objectOf(sent.metadata).managedFields) ? undefined : badRequest('metadata.managedFields must be nil');
}
