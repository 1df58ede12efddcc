import { goValue } from '../../base/go/print';
import type { Kind } from '../kind';
import { applyJsonPatch, JsonPatchError } from '../patch/json-patch';
import { mergeLeftover } from '../patch/merge-leftover';
import { applyMergePatch } from '../patch/merge-patch';
import type { JsonObject as MergeObject } from '../patch/merge-patch';
import { PatchError } from '../patch/patch-error';
import { strategicMergePatch } from '../patch/strategic-merge';
import { unstructuredError } from '../patch/unstructured';
import { objectOf } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import type { Status } from './create';
import { jsonPatchError } from './json-patch-body';
import { badPatch } from './patch-options';
import { badRequest, internalError } from './status-code';

export type PatchType = 'json' | 'merge' | 'strategic';

/** What the server says of a patch that does not apply: the library's words stay inside. */
const REJECTED: Status = { reason: 'Invalid', message: 'the server rejected our request due to an error in our request' };

/** A patch carried out on an object's JSON; or why not. */
export type Patched = { readonly json: JsonObject; readonly shown: string; readonly strict?: string } | { readonly status: Status };

/** jsonPatcher.applyJSPatch and strategicPatchObject. `strict`: an unknown field is an error. */
export function patchJson(kind: Kind, live: JsonObject, type: PatchType, patch: unknown, strict = true): Patched {
  if (type === 'json') return jsonPatched(live, patch);
  if (!isObject(patch) && patch !== null) {
    const found = Array.isArray(patch) ? 'array' : typeof patch === 'boolean' ? 'bool' : typeof patch;
    const words = `json: cannot unmarshal ${found} into Go value of type map[string]interface {}`;
    return { status: badRequest(type === 'merge' ? `error decoding patch: ${words}` : words) };
  }
  if (type === 'merge') {
    if (patch === null) return { status: badRequest('Invalid JSON Patch') };
    const json = applyMergePatch(live as MergeObject, patch as MergeObject);
    return { json, shown: JSON.stringify(json) };
  }
  return strategicPatched(kind, live, patch ?? {}, strict);
}

function jsonPatched(live: JsonObject, patch: unknown): Patched {
  const problem = jsonPatchError(patch);
  if (problem !== undefined && 'status' in problem) return problem;
  try {
    const result = applyJsonPatch(live, (patch as readonly unknown[]).map(objectOf));
    if (!isObject(result)) return { status: badPatch(JSON.stringify(result), "Object 'Kind' is missing") };
    return { json: result, shown: JSON.stringify(result), ...(problem === undefined ? {} : { strict: problem.strict }) };
  } catch (error) {
    if (error instanceof JsonPatchError) return { status: REJECTED };
    throw error;
  }
}

function strategicPatched(kind: Kind, live: JsonObject, patch: JsonObject, strict: boolean): Patched {
  try {
    const json = strategicMergePatch(kind.schema, kind.type, live, patch);
    const error = unstructuredError(kind.schema, kind.type, json, strict);
    return error === undefined ? { json, shown: '' } : { status: badPatch(goValue(mergeLeftover(live, patch)), error) };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    if (error.code === 400) return { status: badRequest(error.message) };
    return { status: error.code === 422 ? REJECTED : internalError(error.message) };
  }
}

