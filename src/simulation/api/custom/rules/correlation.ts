import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';

/** Which old value a new one belongs to, and whether it has changed (apiserver pkg/cel/common: CorrelatedObject). */

export interface Correlation {
  readonly old: unknown;
  readonly value: unknown;
  readonly schema: JSONSchemaProps;
}

type Json = Readonly<Record<string, unknown>>;

/** Deep equality of JSON data. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((element, at) => sameData(element, b[at]));
  if (isObject(a) && isObject(b)) {
    const [left, right] = [a as Json, b as Json];
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameData(left[key], right[key]));
  }
  return a === b;
}

/** The key of an element in a list that is a map. */
function listKey(element: unknown, schema: JSONSchemaProps): string {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return JSON.stringify(isObject(element) ? keys.map((key) => (element as Json)[key] ?? null) : element);
}

/** The old element with the key of this one; only lists that are maps know. */
export function oldElement(element: unknown, olds: unknown, schema: JSONSchemaProps): unknown {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(olds)) return undefined;
  const key = listKey(element, schema);
  return olds.find((old) => listKey(old, schema) === key) as unknown;
}

/** CorrelatedObject.Key. */
export function correlateKey({ old, value, schema }: Correlation, key: string): Correlation | undefined {
  const [before, after] = [isObject(old) ? (old as Json)[key] : undefined, isObject(value) ? (value as Json)[key] : undefined];
  if (before === undefined || after === undefined) return undefined;
  const inner = schema.properties?.[key] ?? (isObject(schema.additionalProperties) ? (schema.additionalProperties as JSONSchemaProps) : undefined);
  return inner === undefined ? undefined : { old: before, value: after, schema: inner };
}

/** CorrelatedObject.Index. */
export function correlateIndex({ old, value, schema }: Correlation, index: number): Correlation | undefined {
  if (!Array.isArray(old) || !Array.isArray(value) || !isObject(schema.items)) return undefined;
  const before = oldElement(value[index], old, schema);
  return before === undefined ? undefined : { old: before, value: value[index] as unknown, schema: schema.items as JSONSchemaProps };
}

/** CorrelatedObject.CachedDeepEqual: in lists that are maps, elements may have changed places. */
export function isUnchanged(correlation: Correlation | undefined): boolean {
  if (correlation === undefined) return false;
  const { old, value, schema } = correlation;
  if (Array.isArray(old) && Array.isArray(value)) {
    if (old.length !== value.length) return false;
    if (schema['x-kubernetes-list-type'] !== 'map') return sameData(old, value);
    return value.every((_, index) => isUnchanged(correlateIndex(correlation, index)));
  }
  if (isObject(old) && isObject(value)) {
    const keys = Object.keys(value as Json);
    return Object.keys(old as Json).length === keys.length && keys.every((key) => isUnchanged(correlateKey(correlation, key)));
  }
  return sameData(old, value);
}
