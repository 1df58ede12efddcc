import type { Registry } from '../../api/registry';
import { goOrdered } from '../../api/schema/go-order';
import { textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';
import { indentedJson } from './json';

/** An object that a client holds in its Go type, as encoding/json orders it: `kind`, `apiVersion`, `metadata` and the rest as the struct has them. */
export function inGoOrder(registry: Registry, object: JsonObject): JsonObject {
  const kind = registry.find(textOf(object.apiVersion), textOf(object.kind));
  if (kind !== undefined && !kind.custom) return goOrdered(kind.schema, kind.type, object);
  const { kind: name, apiVersion, metadata, items, ...rest } = object;
  const shown = Array.isArray(items) ? items.map((item: unknown) => (isObject(item) ? inGoOrder(registry, item) : item)) : items;
  return { ...(name === undefined ? {} : { kind: name }), ...(apiVersion === undefined ? {} : { apiVersion }), ...(metadata === undefined ? {} : { metadata }), ...rest, ...(shown === undefined ? {} : { items: shown }) };
}

/** `-o json` of such an object. */
export const printTypedJson = (registry: Registry, object: JsonObject): string => `${indentedJson(inGoOrder(registry, object))}\n`;
