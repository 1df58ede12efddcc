import type { Field, FieldType } from './parse';
import type { Schema } from './schema';
import { objectOf } from './values';
import { isObject } from './walk';
import type { JsonObject } from './walk';

/**
 * An object as Go's encoder prints its type (encoding/json over k8s.io/api): empty fields with `omitempty` are gone, those without it stand as
 * their zero value. Fields that the type does not have are left out.
 * @param sent what the object was just read from: a list that is empty there is a list still. Out of the storage, an empty list is nil.
 */
export function encodeStruct(schema: Schema, type: string, object: JsonObject, sent?: JsonObject): JsonObject {
  return new Encoder(schema).struct(type, object, sent);
}

class Encoder {
  constructor(private readonly schema: Schema) {}

  struct(type: string, object: JsonObject, sent?: JsonObject): JsonObject {
    const { fields, preserve } = this.schema.struct(type);
    const result: Record<string, unknown> = {};
    for (const [name, field] of fields) {
      const encoded = this.field(field, object[name], sent?.[name]);
      if (encoded !== undefined) result[name] = encoded;
    }
    if (preserve === true) for (const name of Object.keys(object)) if (!fields.has(name)) result[name] = object[name];
    return result;
  }

  private field(field: Field, value: unknown, sent: unknown): unknown {
    const { type, always } = field;
    const absent = always === true ? (field.pointer === true ? null : this.zero(type)) : undefined;
    if (value === undefined || value === null) return absent;
    switch (type.kind) {
      case 'list':
        if (!Array.isArray(value)) return absent;
        if (value.length === 0) return always === true && Array.isArray(sent) ? [] : absent;
        return this.value(type, value, sent);
      case 'map':
        if (!isObject(value)) return absent;
        if (Object.keys(value).length === 0) return always === true && isObject(sent) ? {} : absent;
        return this.value(type, value, sent);
      case 'string':
      case 'bytes':
      case 'bool':
      case 'int':
      case 'int32':
      case 'int64':
      case 'double':
        return field.pointer !== true && (value === '' || value === 0 || value === false) ? absent : value;
      default:
        return this.value(type, value, sent);
    }
  }

  private value(type: FieldType, value: unknown, sent: unknown): unknown {
    if (type.kind === 'struct') return isObject(value) ? this.struct(type.name, value, objectOf(sent)) : value;
    if (type.kind === 'list') return Array.isArray(value) ? value.map((item: unknown, at) => this.value(type.of, item, Array.isArray(sent) ? sent[at] : undefined)) : value;
    if (type.kind === 'map') return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.value(type.of, item, objectOf(sent)[key])])) : value;
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
