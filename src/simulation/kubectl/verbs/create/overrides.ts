import { applyJsonPatch, JsonPatchError } from '../../../api/patch/json-patch';
import { applyMergePatch } from '../../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../../api/patch/merge-patch';
import { patchJson } from '../../../api/request/patch-json';
import type { Kind } from '../../../api/kind';
import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { toJson } from '../../../api/manifest/json';
import { parseDocument } from '../../../api/yaml';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';

export function readInline(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const document = parseDocument(text);
    return document === undefined ? undefined : toJson(document);
  }
}

/** cmdutil.OverrideOptions: `--overrides` on what a generator has made. */
export function overridden({ flags }: Session, kind: Kind, json: JsonObject): JsonObject {
  const text = flags.text('overrides');
  if (text === '') return json;
  const type = flags.text('override-type');
  const patch = readInline(text);
  if (type === 'json') {
    try {
      return objectOf(applyJsonPatch(json as MergeObject, patch as MergeObject[]));
    } catch (error) {
      if (error instanceof JsonPatchError) throw new KubectlError(error.message);
      throw error;
    }
  }
  if (type === 'strategic') {
    const patched = patchJson(kind, json, 'strategic', patch);
    if ('status' in patched) throw new KubectlError(patched.status.message);
    return patched.json;
  }
  return applyMergePatch(json as MergeObject, objectOf(patch) as MergeObject) as JsonObject;
}
