/** RespectIgnoreDifferences: what shall be ignored is applied as it is in the cluster (controller/sync.go: normalizeTargetResources, restoreNonIgnoredFields). */
import { equalValues } from '../../api/equal';
import { applyMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { createThreeWayPatch } from '../../api/patch/strategic-diff';
import { strategicMergePatch } from '../../api/patch/strategic-merge';
import { without } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import type { Kind } from '../../api/kind';
import type { Normalizer } from '../diff/normalize';
import type { JsonObject } from '../objects';

/** jsonpatch.CreateMergePatch. */
function mergePatch(from: JsonObject, to: JsonObject): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const name of Object.keys(from)) if (!Object.hasOwn(to, name)) patch[name] = null;
  for (const [name, value] of Object.entries(to)) {
    const before = from[name];
    if (isObject(before) && isObject(value)) {
      const inner = mergePatch(before, value);
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (!Object.hasOwn(from, name) || !equalValues(before, value)) patch[name] = value;
  }
  return patch;
}

/** Fields that came along because a patch replaces what they stand in are as the manifest has them. */
function restored(patched: JsonObject, original: JsonObject, normalizedTarget: JsonObject, normalizedLive: JsonObject | undefined): JsonObject {
  const result: Record<string, unknown> = { ...patched };
  for (const [key, value] of Object.entries(original)) {
    const [after, normal] = [patched[key], normalizedTarget[key]];
    if (isObject(after) && isObject(value) && isObject(normal)) {
      const live = normalizedLive?.[key];
      result[key] = restored(after, value, normal, isObject(live) ? live : undefined);
    } else if (Object.hasOwn(normalizedTarget, key) && equalValues(normal, value) && (!Object.hasOwn(patched, key) || !equalValues(after, value))) result[key] = value;
  }
  for (const key of Object.keys(patched)) if (!Object.hasOwn(original, key) && normalizedLive !== undefined && Object.hasOwn(normalizedLive, key)) delete result[key];
  return result;
}

/** The manifest as it is applied. `kind`: where Argo CD has its Go type. */
export function respectingIgnored(target: JsonObject, live: JsonObject | undefined, kind: Kind | undefined, normalize: Normalizer): JsonObject {
  if (live === undefined) return target;
  const [normalTarget, normalLive] = [normalize(target), normalize(live)];
  const [from, to] = [without(normalLive, 'status'), without(live, 'status')];
  const patched = kind === undefined
    ? applyMergePatch(normalTarget as MergeObject, mergePatch(from, to) as MergeObject)
    : strategicMergePatch(kind.schema, kind.type, normalTarget, createThreeWayPatch(kind.schema, kind.type, to, to, from));
  return restored(patched, target, normalTarget, normalLive);
}
