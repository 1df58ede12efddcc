import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';

type Json = Readonly<Record<string, unknown>>;

/** The key of an element in a list that is a map. */
function listKey(element: unknown, schema: JSONSchemaProps): string {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return JSON.stringify(isObject(element) ? keys.map((key) => (element as Json)[key] ?? null) : element);
}

/** What `oldSelf` is for an element: the old one with its key (apiserver pkg/cel/common: MapList.Get); only lists that are maps know. */
export function oldElement(element: unknown, olds: unknown, schema: JSONSchemaProps): unknown {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(olds)) return undefined;
  const key = listKey(element, schema);
  return olds.find((old) => listKey(old, schema) === key) as unknown;
}
