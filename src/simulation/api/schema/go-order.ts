import { FIELD_ORDER } from './generated/field-order';
import type { FieldType } from './parse';
import type { Schema } from './schema';
import { isObject } from './walk';
import type { JsonObject } from './walk';

const FIRST = 48;

let parsed: ReadonlyMap<string, string> | undefined;
const orderOf = (type: string): string | undefined => (parsed ??= new Map(FIELD_ORDER.split('\n').map((line) => line.split(' ') as [string, string]))).get(type);

/** The names of a type's fields in the order of its Go struct. */
function fieldNames(schema: Schema, type: string): readonly string[] {
  const sorted = [...schema.struct(type).fields.keys()].sort();
  const order = orderOf(type);
  return order === undefined ? sorted : [...order].flatMap((letter) => sorted[letter.charCodeAt(0) - FIRST] ?? []);
}

function value(schema: Schema, type: FieldType, given: unknown): unknown {
  if (type.kind === 'struct') return isObject(given) ? goOrdered(schema, type.name, given) : given;
  if (type.kind === 'list') return Array.isArray(given) ? given.map((item: unknown) => value(schema, type.of, item)) : given;
  if (type.kind === 'map' && isObject(given)) return Object.fromEntries(Object.keys(given).sort().map((key) => [key, value(schema, type.of, given[key])]));
  return given;
}

/** An object with its fields in the order in which encoding/json prints its Go type. What the type does not have comes last. */
export function goOrdered(schema: Schema, type: string, object: JsonObject): JsonObject {
  const { fields } = schema.struct(type);
  const names = [...fieldNames(schema, type), ...Object.keys(object).filter((name) => !fields.has(name)).sort()];
  return Object.fromEntries(names.filter((name) => object[name] !== undefined).map((name) => [name, fields.has(name) ? value(schema, fields.get(name)!.type, object[name]) : object[name]]));
}
