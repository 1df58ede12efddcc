import { goJson } from '../../../base/go/json';
import { duplicate, invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import type { JsonObject } from '../../schema/walk';
import { printed } from './printed';

const child = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** The places at which a value stands for the second time; a third is not told. */
function secondTimes(values: readonly unknown[]): number[] {
  const seen = new Map<string, number>();
  return [...values.entries()].flatMap(([index, value]) => {
    const text = value === undefined ? '' : goJson(printed(value));
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 2 ? [index] : [];
  });
}

function keyOf(item: unknown, keys: readonly string[]): JsonObject {
  return isObject(item) ? Object.fromEntries(keys.filter((key) => Object.hasOwn(item, key)).map((key) => [key, item[key]])) : {};
}

function validateListMap(schema: JSONSchemaProps, value: readonly unknown[], path: string): FieldError[] {
  const other = value.findIndex((item) => item !== null && !isObject(item));
  if (other >= 0) return [invalid(`${path}[${other}]`, printed(value[other]), 'must be an object for an array of list-type map')];
  const keys = value.map((item) => keyOf(item, schema['x-kubernetes-list-map-keys'] ?? []));
  return secondTimes(keys).map((index) => duplicate(`${path}[${index}]`, printed(keys[index])));
}

/** ValidateListSetsAndMaps (apiextensions-apiserver pkg/apiserver/schema/listtype): what is to be there once is there once. */
export function validateListTypes(schema: JSONSchemaProps, value: unknown, path = ''): FieldError[] {
  if (Array.isArray(value)) {
    const type = schema['x-kubernetes-list-type'];
    const { items } = schema;
    return [
      ...(type === 'set' ? secondTimes(value).map((index) => duplicate(`${path}[${index}]`, printed(value[index]))) : []),
      ...(type === 'map' ? validateListMap(schema, value, path) : []),
      ...(isObject(items) ? value.flatMap((item: unknown, index) => validateListTypes(items as JSONSchemaProps, item, `${path}[${index}]`)) : []),
    ];
  }
  if (!isObject(value)) return [];
  const { properties = {}, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, member]) => {
    if (isObject(additionalProperties)) return validateListTypes(additionalProperties as JSONSchemaProps, member, `${path}[${name}]`);
    return Object.hasOwn(properties, name) ? validateListTypes(properties[name] ?? {}, member, child(path, name)) : [];
  });
}
