import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';

/** Whether a schema has rules anywhere: then rules are part of what an object is checked by. */
export function hasRules(schema: JSONSchemaProps): boolean {
  const { properties = {}, additionalProperties, items } = schema;
  return (
    (schema['x-kubernetes-validations']?.length ?? 0) > 0 ||
    Object.values(properties).some(hasRules) ||
    (isObject(additionalProperties) && hasRules(additionalProperties as JSONSchemaProps)) ||
    (isObject(items) && hasRules(items as JSONSchemaProps))
  );
}
