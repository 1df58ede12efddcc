import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';

const ORDER = '$setElementOrder/';

/** A value that the merge took over whole: without nulls and directives. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isObject(item) || item['$patch'] === undefined).map(plain);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null && !(isObject(inner) && inner['$patch'] !== undefined));
  return Object.fromEntries(kept.map(([name, inner]) => [name, plain(inner)]));
}

/**
 * What is left of a strategic merge patch after it was merged into `live` (apimachinery util/strategicpatch mergeMap): the merge takes out of the
 * patch what it has worked off, lists with an order above all. A refusal of the result prints this rest.
 */
export function mergeLeftover(live: JsonObject, patch: JsonObject): JsonObject {
  if (patch['$patch'] !== undefined) return patch['$patch'] === 'replace' ? Object.fromEntries(Object.entries(patch).filter(([name]) => name !== '$patch')) : patch;
  const ordered = new Set(Object.keys(patch).flatMap((name) => (name.startsWith(ORDER) ? [name, name.slice(ORDER.length)] : [])));
  const rest = Object.entries(patch).filter(([name]) => name !== '$retainKeys' && !ordered.has(name));
  return Object.fromEntries(
    rest.map(([name, value]) => {
      const before = live[name];
      if (isObject(value) && isObject(before)) return [name, mergeLeftover(before, value)];
      return [name, before === undefined || typeof before !== typeof value ? plain(value) : value];
    }),
  );
}
