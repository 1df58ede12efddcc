import { applyJsonPatch, JsonPatchError } from '../../api/patch/json-patch';
import { applyMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject } from '../../api/patch/merge-patch';
import { PatchError } from '../../api/patch/patch-error';
import { strategicMergePatch } from '../../api/patch/strategic-merge';
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import { failure } from './failures';
import type { Failure, Request } from './types';

export type Patched = { readonly object: ApiObject } | { readonly failure: Failure };

const asJson = (object: ApiObject): JsonObject => object as unknown as JsonObject;
const asObject = (value: unknown): ApiObject => value as ApiObject;

/** The patchers of apiserver endpoints/handlers/patch.go: the object as the patch makes it, or why it cannot be carried out. */
export function patched(object: ApiObject, { patch, patchType = 'merge' }: Pick<Request, 'patch' | 'patchType'>, kind: Kind): Patched {
  try {
    if (patchType === 'json') return { object: asObject(applyJsonPatch(asJson(object), (patch ?? []) as readonly JsonObject[])) };
    if (patchType === 'merge') return { object: asObject(applyMergePatch(asJson(object), patch as JsonObject)) };
    if (kind.custom) return { failure: failure('UnsupportedMediaType', 'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor') };
    return { object: asObject(strategicMergePatch(kind.schema, kind.type, asJson(object), patch as JsonObject)) };
  } catch (error) {
    if (error instanceof JsonPatchError) return { failure: failure('Invalid', `the server rejected our request due to an error in our request`, { details: { kind: '', name: '', causes: [{ field: 'patch', message: error.message }] } }) };
    if (error instanceof PatchError) return { failure: failure(error.code === 500 ? 'InternalError' : error.code === 400 ? 'BadRequest' : 'Invalid', error.message, { code: error.code }) };
    throw error;
  }
}
