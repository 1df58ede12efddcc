import type { Field, FieldType } from './parse';
import type { Schema } from './schema';
import { isObject } from './walk';
import type { JsonObject } from './walk';

/**
 * An object as Go's encoder prints its type (encoding/json over k8s.io/api): empty fields with `omitempty` are gone, those without it stand as
 * their zero value, an empty list is nil as it is after a round through the storage. Fields that the type does not have are left out.
 */
export function encodeStruct(schema: Schema, type: string, object: JsonObject): JsonObject {
  const { fields, preserve } = schema.struct(type);
  const result: Record<string, unknown> = {};
  for (const [name, field] of fields) {
    const encoded = encodeField(schema, field, object[name]);
    if (encoded !== undefined) result[name] = encoded;
  }
  if (preserve === true) for (const name of Object.keys(object)) if (!fields.has(name)) result[name] = object[name];
  return result;
}

function encodeField(schema: Schema, field: Field, value: unknown): unknown {
  const { type } = field;
  const absent = field.always === true ? (field.pointer === true ? null : zeroOf(schema, type)) : undefined;
  if (value === undefined || value === null) return absent;
  switch (type.kind) {
    case 'list':
      return Array.isArray(value) && value.length > 0 ? value.map((item: unknown) => encodeValue(schema, type.of, item)) : absent;
    case 'map':
      return isObject(value) && Object.keys(value).length > 0 ? encodeValue(schema, type, value) : absent;
    case 'string':
    case 'bytes':
    case 'bool':
    case 'int':
    case 'int32':
    case 'int64':
    case 'double':
      return field.pointer !== true && (value === '' || value === 0 || value === false) ? absent : value;
    default:
      return encodeValue(schema, type, value);
  }
}

function encodeValue(schema: Schema, type: FieldType, value: unknown): unknown {
  if (type.kind === 'struct') return isObject(value) ? encodeStruct(schema, type.name, value) : value;
  if (type.kind === 'list') return Array.isArray(value) ? value.map((item: unknown) => encodeValue(schema, type.of, item)) : value;
  if (type.kind === 'map') return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeValue(schema, type.of, item)])) : value;
  return value;
}

/** What stands for nothing in a field that is always printed. */
function zeroOf(schema: Schema, type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int':
    case 'int32':
    case 'int64':
    case 'double':
    case 'IntOrString':
      return 0;
    case 'Quantity':
      return '0';
    case 'struct':
      return encodeStruct(schema, type.name, {});
    default:
      return null;
  }
}
