import { applyJsonPatch, JsonPatchError } from '../../api/patch/json-patch';
import { applyMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject } from '../../api/patch/merge-patch';
import { PatchError } from '../../api/patch/patch-error';
import { strategicMergePatch } from '../../api/patch/strategic-merge';
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import { decodeError } from '../../api/manifest/decode';
import { mappingOf } from '../../api/manifest/tree-of';
import { asObject as asKind, decodeAs } from '../../api/request/create';
import { encodeObject } from '../../api/request/encode';
import { patchJson } from '../../api/request/patch-json';
import { badPatch } from '../../api/request/patch-options';
import { failure, fromStatus } from './failures';
import type { Failure, Request } from './types';

export type Patched = { readonly object: ApiObject; readonly warnings?: readonly string[] } | { readonly failure: Failure };

type Asked = Pick<Request, 'patch' | 'patchType' | 'fieldValidation'>;

const STRATEGIC_CUSTOM = failure('UnsupportedMediaType', 'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml');

const asJson = (object: ApiObject): JsonObject => object as unknown as JsonObject;
const asObject = (value: unknown): ApiObject => value as ApiObject;

/** A patch of a client, which may say anything: carried out on the JSON of the object and read again (patcher.applyPatch). */
function patchedByClient(object: ApiObject, patchType: 'json' | 'merge' | 'strategic', { patch, fieldValidation }: Asked, kind: Kind): Patched {
  if (kind.custom && patchType === 'strategic') return { failure: STRATEGIC_CUSTOM };
  const made = patchJson(kind, encodeObject(kind, object), patchType, patch, fieldValidation === 'Strict');
  if ('status' in made) return { failure: fromStatus(made.status) };
  const { value, problems } = decodeAs(mappingOf(made.json), kind);
  const error = decodeError(problems, fieldValidation === 'Strict') ?? (fieldValidation === 'Strict' ? made.strict : undefined);
  if (error !== undefined) return { failure: fromStatus(badPatch(made.shown, error)) };
  return { object: asKind(kind, value), warnings: fieldValidation === 'Warn' ? problems.filter(({ severity }) => severity === 'strict').map(({ message }) => message) : [] };
}

/** The patchers of apiserver endpoints/handlers/patch.go: the object as the patch makes it, or why it cannot be carried out. */
export function patched(object: ApiObject, { patch, patchType = 'merge', fieldValidation }: Asked, kind: Kind): Patched {
  if (fieldValidation !== undefined && patchType !== 'apply') return patchedByClient(object, patchType, { ...(patch === undefined ? {} : { patch }), fieldValidation }, kind);
  try {
    if (patchType === 'json') return { object: asObject(applyJsonPatch(asJson(object), (patch ?? []) as readonly JsonObject[])) };
    if (patchType === 'merge') return { object: asObject(applyMergePatch(asJson(object), patch as JsonObject)) };
    if (kind.custom) return { failure: STRATEGIC_CUSTOM };
    return { object: asObject(strategicMergePatch(kind.schema, kind.type, asJson(object), patch as JsonObject)) };
  } catch (error) {
    if (error instanceof JsonPatchError) return { failure: failure('Invalid', `the server rejected our request due to an error in our request`, { details: { kind: '', name: '', causes: [{ field: 'patch', message: error.message }] } }) };
    if (error instanceof PatchError) return { failure: failure(error.code === 500 ? 'InternalError' : error.code === 400 ? 'BadRequest' : 'Invalid', error.message, { code: error.code }) };
    throw error;
  }
}
