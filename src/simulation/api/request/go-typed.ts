import type { Registry } from '../registry';
import { goOrdered } from '../schema/go-order';
import { sortedJson } from '../schema/sorted-json';
import { textOf } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';

/** An object that a client holds in its Go type, as encoding/json orders it: `kind`, `apiVersion`, `metadata` and the rest as the struct has them. */
export function inGoOrder(registry: Registry, object: JsonObject): JsonObject {
  const kind = registry.find(textOf(object.apiVersion), textOf(object.kind));
  if (kind !== undefined && !kind.custom) return goOrdered(kind.schema, kind.type, object);
  const { kind: name, apiVersion, metadata, items, ...rest } = object;
  const shown = Array.isArray(items) ? items.map((item: unknown) => (isObject(item) ? inGoOrder(registry, item) : item)) : items;
  return { ...(name === undefined ? {} : { kind: name }), ...(apiVersion === undefined ? {} : { apiVersion }), ...(metadata === undefined ? {} : { metadata }), ...rest, ...(shown === undefined ? {} : { items: shown }) };
}

/** As the server's encoder orders an object: one of a Go type by its struct, a custom one by name. */
export const onTheWire = (registry: Registry, object: JsonObject): JsonObject =>
  (registry.find(textOf(object.apiVersion), textOf(object.kind))?.custom === true ? (sortedJson(object) as JsonObject) : inGoOrder(registry, object));
