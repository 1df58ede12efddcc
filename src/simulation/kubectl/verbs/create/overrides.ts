import { applyJsonPatch, JsonPatchError } from '../../../api/patch/json-patch';
import { applyMergePatch } from '../../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../../api/patch/merge-patch';
import { PatchError } from '../../../api/patch/patch-error';
import { strategicMergePatch } from '../../../api/patch/strategic-merge';
import type { Kind } from '../../../api/kind';
import { objectOf } from '../../../api/schema/values';
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { toJson } from '../../../api/manifest/json';
import { JsonError, parseJsonValue, quoteChar } from '../../../api/manifest/json-text';
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

/** What encoding/json makes of a text; undefined: it is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Merge: what is no object is refused by evanphx/json-patch, and a list, which takes the place of all, by whoever reads the kind. */
function merged(json: JsonObject, text: string): JsonObject {
  const patch = readJson(text);
  if (Array.isArray(patch)) throw new KubectlError('couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }');
  if (!isObject(patch)) throw new KubectlError('Invalid JSON Patch');
  return applyMergePatch(json as MergeObject, patch as MergeObject) as JsonObject;
}

/** StrategicMerge: fields that are not known are lost when the object is read. */
function strategic({ schema, type }: Kind, json: JsonObject, text: string): JsonObject {
  const patch = readJson(text);
  if (patch !== null && !isObject(patch)) throw new KubectlError('invalid JSON document');
  try {
    return strategicMergePatch(schema, type, json, patch ?? {});
  } catch (error) {
    throw error instanceof PatchError ? new KubectlError(error.message) : error;
  }
}

/** json.Unmarshal. */
function unmarshalled(text: string): unknown {
  try {
    const { end } = parseJsonValue(text, 0);
    const rest = text.slice(end).trimStart();
    if (rest !== '') throw new KubectlError(`invalid character ${quoteChar([...rest][0] ?? '')} after top-level value`);
  } catch (error) {
    throw error instanceof JsonError ? new KubectlError(error.syntax ? error.message : 'unexpected end of JSON input') : error;
  }
  return JSON.parse(text);
}

/** JSONPatch. */
function jsonPatched(json: JsonObject, text: string): JsonObject {
  const patch = unmarshalled(text);
  if (patch === null) return json;
  if (!Array.isArray(patch)) throw new KubectlError(`json: cannot unmarshal ${isObject(patch) ? 'object' : typeof patch === 'boolean' ? 'bool' : typeof patch} into Go value of type jsonpatch.Patch`);
  try {
    return objectOf(applyJsonPatch(json as MergeObject, patch.map(objectOf) as MergeObject[]));
  } catch (error) {
    throw error instanceof JsonPatchError ? new KubectlError(error.message) : error;
  }
}

/** cmdutil.OverrideOptions: `--overrides` on what a generator has made, before it is read again. */
export function overridden({ flags }: Session, kind: Kind, json: JsonObject): JsonObject {
  const text = flags.text('overrides');
  if (text === '') return json;
  switch (flags.text('override-type')) {
    case 'merge': return merged(json, text);
    case 'strategic': return strategic(kind, json, text);
    case 'json': return jsonPatched(json, text);
    default: throw new KubectlError(`invalid override type: ${flags.text('override-type')}`);
  }
}
