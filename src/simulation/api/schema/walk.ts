import type { Field, FieldType, Struct } from './parse';
import type { Schema } from './schema';

type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

export const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `spec` and `containers` → `spec.containers`. */
export const joinPath = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** One known field of an object, met on a walk. */
export interface Visit {
  readonly value: Json;
  readonly field: Field;
  /** The type that has the field. */
  readonly owner: Struct;
  /** As field errors print it: `spec.containers[0].image`. */
  readonly path: string;
}

/** Calls `visit` for every known field that is present, parents before children, in alphabetical order. Unknown fields are passed over. */
export function walkFields(schema: Schema, type: string, object: JsonObject, visit: (one: Visit) => void, path = ''): void {
  const owner = schema.struct(type);
  for (const name of Object.keys(object).sort()) {
    const field = owner.fields.get(name);
    if (field === undefined) continue;
    const at = joinPath(path, name);
    visit({ value: object[name], field, owner, path: at });
    walkValue(schema, field.type, object[name], visit, at);
  }
}

function walkValue(schema: Schema, type: FieldType, value: Json, visit: (one: Visit) => void, path: string): void {
  if (type.kind === 'struct') {
    if (isObject(value)) walkFields(schema, type.name, value, visit, path);
  } else if (type.kind === 'list') {
    if (Array.isArray(value)) value.forEach((item, index) => walkValue(schema, type.of, item, visit, `${path}[${index}]`));
  } else if (type.kind === 'map') {
    if (isObject(value)) for (const key of Object.keys(value)) walkValue(schema, type.of, value[key], visit, joinPath(path, key));
  }
}

/**
 * Gives every object inside `object`, children first and itself last, to `change`, and puts what it returns in its place: how defaults
 * of a type (`core.v1.Container`) reach every place that holds one (upstream: zz_generated.defaults.go). What does not change is shared.
 */
export function mapStructs(schema: Schema, type: string, object: JsonObject, change: (type: string, object: JsonObject) => JsonObject): JsonObject {
  const { fields } = schema.struct(type);
  let next = object;
  for (const [name, value] of Object.entries(object)) {
    const field = fields.get(name);
    if (field === undefined) continue;
    const changed = mapValue(schema, field.type, value, change);
    if (changed !== value) next = { ...next, [name]: changed };
  }
  return change(type, next);
}

function mapValue(schema: Schema, type: FieldType, value: Json, change: (type: string, object: JsonObject) => JsonObject): Json {
  if (type.kind === 'struct') return isObject(value) ? mapStructs(schema, type.name, value, change) : value;
  if (type.kind === 'list' && Array.isArray(value)) {
    const items = value.map((item: Json) => mapValue(schema, type.of, item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (type.kind === 'map' && isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, mapValue(schema, type.of, item, change)] as const);
    return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
  }
  return value;
}
