import type { JSONSchemaProps } from '../generated/types/apiextensions.v1';
import { isObject } from '../schema/walk';
import { schemaOfItems } from './structural';

/**
 * Fills in what a custom resource's schema declares (apiextensions-apiserver pkg/apiserver/schema/defaulting Default): where a field is
 * missing, and where it is null and may not be. Nulls without a default go. What does not change is shared.
 */
export function defaultBySchema(value: unknown, schema: JSONSchemaProps): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => defaultBySchema(item, schemaOfItems(schema)));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const result: Record<string, unknown> = { ...value };
  for (const [name, inner] of Object.entries(properties)) {
    const present = Object.hasOwn(result, name);
    if (present && !(result[name] === null && inner.nullable !== true)) continue;
    if (inner.default !== undefined) result[name] = inner.default;
    else if (present) delete result[name];
  }
  for (const name of Object.keys(result)) {
    const inner = Object.hasOwn(properties, name) ? properties[name] : isObject(additionalProperties) ? (additionalProperties as JSONSchemaProps) : undefined;
    if (inner !== undefined) result[name] = defaultBySchema(result[name], inner);
  }
  const names = Object.keys(result);
  return names.length === Object.keys(value).length && names.every((name) => result[name] === value[name]) ? value : result;
}
