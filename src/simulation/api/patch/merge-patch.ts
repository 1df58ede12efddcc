import type { JsonValue } from '../scalars';

export type JsonObject = { readonly [key: string]: JsonValue };

const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSame = (a: JsonValue, b: JsonValue): boolean => {
  if (isObject(a) && isObject(b)) return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => Object.hasOwn(b, key) && isSame(value, b[key]!));
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, index) => isSame(one as JsonValue, b[index] as JsonValue));
  return a === b;
};

/** `target` after a JSON merge patch (RFC 7386): a null removes its key, a list replaces the whole list, what is not named stays. */
export function applyMergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const before = target[key];
    if (value === null) delete result[key];
    else if (isObject(value)) result[key] = applyMergePatch(isObject(before) ? before : {}, value);
    else result[key] = isObject(before) ? value : withoutNulls(value);
  }
  return result;
}

/** Nulls inside the objects of a new list are left out too (json-patch pruneNulls). */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item as JsonValue));
  return isObject(value) ? applyMergePatch({}, value) : value;
}

/** The merge patch from one object to another (json-patch: CreateMergePatch), divided into what is added or changed and what is removed. */
function difference(from: JsonObject, to: JsonObject, keep: 'changes' | 'removals'): JsonObject {
  const patch: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(to)) {
    const before = from[key];
    if (isObject(before) && isObject(value)) {
      const inner = difference(before, value, keep);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (value === null) {
      // A null in the new object takes away what the old one has, and adds nothing.
      if (keep === 'removals' && before !== undefined && before !== null) patch[key] = null;
    } else if (keep === 'changes' && (before === undefined || !isSame(before, value))) patch[key] = value;
  }
  if (keep === 'removals') for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch[key] = null;
  return patch;
}

function join(a: JsonObject, b: JsonObject): JsonObject {
  const joined: Record<string, JsonValue> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = a[key];
    joined[key] = isObject(other) && isObject(value) ? join(other, value) : value;
  }
  return joined;
}

/**
 * The patch that client-side `kubectl apply` sends for an object whose lists merge as wholes (apimachinery jsonmergepatch: CreateThreeWayJSONMergePatch).
 * Added or changed: what `file` says differently from `live`. Removed: what `lastApplied` has and `file` has no more. All else is left as it is.
 */
export function threeWayMergePatch(lastApplied: JsonObject, file: JsonObject, live: JsonObject): JsonObject {
  return join(difference(lastApplied, file, 'removals'), difference(live, file, 'changes'));
}

/** `object` with each field of `defaults` that it lacks, as the API server fills in what a request leaves out. */
export function withDefaults(object: JsonObject, defaults: JsonObject): JsonObject {
  const filled: Record<string, JsonValue> = { ...object };
  for (const [key, value] of Object.entries(defaults)) {
    const own = object[key];
    if (own === undefined) filled[key] = value;
    else if (isObject(own) && isObject(value)) filled[key] = withDefaults(own, value);
  }
  return filled;
}
