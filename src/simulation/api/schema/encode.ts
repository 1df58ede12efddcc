import type { Field, FieldType } from './parse';
import type { Schema } from './schema';
import { isObject } from './walk';
import type { JsonObject } from './walk';

/**
 * An object as Go's encoder prints its type (encoding/json over k8s.io/api): empty fields with `omitempty` are gone, those without it stand as
 * their zero value. Fields that the type does not have are left out.
 * @param stored the object comes out of the storage, in which an empty list is nil; one that a client has just sent is still a list.
 */
export function encodeStruct(schema: Schema, type: string, object: JsonObject, stored = true): JsonObject {
  return new Encoder(schema, stored).struct(type, object);
}

class Encoder {
  constructor(
    private readonly schema: Schema,
    private readonly stored: boolean,
  ) {}

  struct(type: string, object: JsonObject): JsonObject {
    const { fields, preserve } = this.schema.struct(type);
    const result: Record<string, unknown> = {};
    for (const [name, field] of fields) {
      const encoded = this.field(field, object[name]);
      if (encoded !== undefined) result[name] = encoded;
    }
    if (preserve === true) for (const name of Object.keys(object)) if (!fields.has(name)) result[name] = object[name];
    return result;
  }

  private field(field: Field, value: unknown): unknown {
    const { type, always } = field;
    const absent = always === true ? (field.pointer === true ? null : this.zero(type)) : undefined;
    if (value === undefined || value === null) return absent;
    switch (type.kind) {
      case 'list':
        if (!Array.isArray(value)) return absent;
        return value.length === 0 && (this.stored || always !== true) ? absent : this.value(type, value);
      case 'map':
        if (!isObject(value)) return absent;
        return Object.keys(value).length === 0 && (this.stored || always !== true) ? absent : this.value(type, value);
      case 'string':
      case 'bytes':
      case 'bool':
      case 'int':
      case 'int32':
      case 'int64':
      case 'double':
        return field.pointer !== true && (value === '' || value === 0 || value === false) ? absent : value;
      default:
        return this.value(type, value);
    }
  }

  private value(type: FieldType, value: unknown): unknown {
    if (type.kind === 'struct') return isObject(value) ? this.struct(type.name, value) : value;
    if (type.kind === 'list') return Array.isArray(value) ? value.map((item: unknown) => this.value(type.of, item)) : value;
    if (type.kind === 'map') return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.value(type.of, item)])) : value;
    return value;
  }

  /** What stands for nothing in a field that is always printed. */
  private zero(type: FieldType): unknown {
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
        return this.struct(type.name, {});
      default:
        return null;
    }
  }
}
