import { parseDuration } from '../../base/go/duration';
import { readTimestamp } from '../../base/cel/library/functions-conversions';
import { display } from '../../base/cel/run/texts';
import { CelError, CelMap, Duration, KeyedList, Struct, typeNameOf, type Value } from '../../base/cel/run/values';
import type { JSONSchemaProps } from '../generated/types/apiextensions.v1';
import { isObject } from '../schema/walk';
import { escapeName } from './escape';
import { withObjectMeta } from './schema-types';

/** Data of a schema as values of expressions (apiserver pkg/cel/common/valuesunstructured.go). */

const goType = (json: unknown): string => {
  if (json === null) return '<nil>';
  if (Array.isArray(json)) return '[]interface {}';
  if (typeof json === 'object') return 'map[string]interface {}';
  if (typeof json === 'number') return Number.isSafeInteger(json) ? 'int64' : 'float64';
  return typeof json === 'boolean' ? 'bool' : 'string';
};

const fail = (message: string): CelError => new CelError(message);

function decodeBase64(text: string): Uint8Array | undefined {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const char of text.replace(/=+$/, '')) {
    held = (held << 6) | alphabet.indexOf(char);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

const DAYS: Readonly<Record<string, bigint>> = { d: 86_400_000_000_000n, w: 604_800_000_000_000n };

/** strfmt.ParseDuration: Go's form, or numbers with days and weeks. */
function readDuration(text: string): bigint | undefined {
  const parsed = parseDuration(text);
  if (parsed.ok) return parsed.nanoseconds;
  const [, amount, unit] = /^\s*(\d+)\s*(d|w)(?:ays?|eeks?)?$/.exec(text) ?? [];
  return amount === undefined ? undefined : BigInt(amount) * DAYS[unit!]!;
}

function textValue(text: string, format: string | undefined): Value {
  switch (format) {
    case 'duration': {
      const nanoseconds = readDuration(text);
      return nanoseconds === undefined ? fail(`Invalid duration ${text}: unable to parse ${text} as duration`) : new Duration(nanoseconds);
    }
    case 'date':
      return readTimestamp(`${text}T00:00:00Z`) ?? fail(`Invalid date formatted string ${text}`);
    case 'date-time':
      return readTimestamp(text) ?? fail(`Invalid date-time formatted string ${text}`);
    case 'byte':
      return decodeBase64(text) ?? fail(`Invalid byte formatted string ${text}`);
    default:
      return text;
  }
}

function numberValue(json: unknown, whole: boolean): Value {
  if (typeof json !== 'number' || (whole && !Number.isSafeInteger(json))) return fail(`invalid data, expected ${whole ? 'int' : 'float'}, got ${goType(json)}`);
  return whole ? BigInt(json) : json;
}

/** A value of the data; an error stands where the data is not what the schema says, and is met only by expressions that look there. */
export function schemaValue(json: unknown, schema: JSONSchemaProps): Value {
  if (json === null || json === undefined) return schema.nullable === true ? null : fail('invalid data, got null for schema with nullable=false');
  if (schema['x-kubernetes-int-or-string'] === true) {
    if (typeof json === 'string') return json;
    return typeof json === 'number' && Number.isSafeInteger(json) ? BigInt(json) : fail('invalid data, expected XIntOrString value to be either a string or integer');
  }
  switch (schema.type) {
    case 'object':
      return isObject(json) ? objectValue(json as Readonly<Record<string, unknown>>, schema) : fail('invalid data, expected a map for the provided schema with type=object');
    case 'array':
      if (!Array.isArray(json)) return fail('invalid data, expected an array for the provided schema with type=array');
      return isObject(schema.items) ? listValue(json, schema, schema.items as JSONSchemaProps) : fail('invalid array type, expected Items with a non-empty Schema');
    case 'string':
      return typeof json === 'string' ? textValue(json, schema.format) : fail(`invalid data, expected string, got ${goType(json)}`);
    case 'number':
    case 'integer':
      return numberValue(json, schema.type === 'integer');
    case 'boolean':
      return typeof json === 'boolean' ? json : fail(`invalid data, expected bool, got ${goType(json)}`);
    default:
      return fail(`invalid type, expected object, array, number, integer, boolean or string, or no type with x-kubernetes-int-or-string or x-kubernetes-preserve-unknown-fields is true, got ${schema.type ?? ''}`);
  }
}

/** Sets and lists that are maps know their elements by what they are or by their keys. */
function listValue(json: readonly unknown[], schema: JSONSchemaProps, items: JSONSchemaProps): Value {
  const values = json.map((element) => schemaValue(element, items));
  const keys = (schema['x-kubernetes-list-map-keys'] ?? []).map((key) => escapeName(key) ?? key);
  if (schema['x-kubernetes-list-type'] === 'set') return KeyedList.keyed(values, keyText);
  if (schema['x-kubernetes-list-type'] !== 'map') return values;
  return KeyedList.keyed(values, (value) => (value instanceof Struct ? keys.map((key) => keyText(value.fields.get(key) ?? null)).join(' ') : keyText(value)));
}

const keyText = (value: Value): string => `${typeNameOf(value)}:${JSON.stringify(display(value))}`;

function objectValue(json: Readonly<Record<string, unknown>>, schema: JSONSchemaProps): Value {
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  if (!isEmbedded && schema.properties === undefined && isObject(schema.additionalProperties)) {
    const values = schema.additionalProperties as JSONSchemaProps;
    return new CelMap(Object.entries(json).map(([key, value]) => [key, schemaValue(value, values)]));
  }
  const { properties = {} } = isEmbedded ? withObjectMeta(schema) : schema;
  const fields = new Map<string, Value>();
  for (const [name, value] of Object.entries(json)) {
    const inner = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const escaped = escapeName(name);
    // A field that is null counts as absent.
    if (inner !== undefined && escaped !== undefined && value !== null) fields.set(escaped, schemaValue(value, inner));
  }
  return new Struct('map', fields);
}

