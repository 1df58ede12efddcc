import { canonicalQuantity, formatQuantity, parseQuantity } from '../quantity';
import type { Field, FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { isNil, isZero } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';

/** SetDefaults_<Type>: idempotent; returns the very object where nothing is missing. */
export type Defaulter = (object: JsonObject) => JsonObject;

/** The defaulting functions of some API types by the type's name: `core.v1.Container`. */
export type Defaulters = Readonly<Record<string, Defaulter>>;

/**
 * SetObjectDefaults_<Kind> (zz_generated.defaults.go): the function of a type first, then the defaults that its fields declare, then what is
 * inside it. A struct that is no pointer is there even where nothing was given.
 */
export function setDefaults(schema: Schema, type: string, object: JsonObject, defaulters: Defaulters): JsonObject {
  let filled = complete.get(defaulters);
  if (filled === undefined) complete.set(defaulters, (filled = new WeakMap()));
  if (filled.get(object) === type) return object;
  const result = walk(schema, type, object, defaulters);
  filled.set(result, type);
  return result;
}

/** Objects that have all their defaults as the type under which they stand: objects never change, and defaults are idempotent. */
const complete = new WeakMap<Defaulters, WeakMap<object, string>>();

function walk(schema: Schema, type: string, object: JsonObject, defaulters: Defaulters): JsonObject {
  const given = defaulters[type]?.(object) ?? object;
  const changed: Record<string, unknown> = {};
  let any = false;
  for (const field of fieldsWithDefaults(schema, type, defaulters)) {
    const value = given[field.name];
    const filled = defaultField(schema, field, value, defaulters);
    if (filled === value) continue;
    changed[field.name] = filled;
    any = true;
  }
  return any ? { ...given, ...changed } : given;
}

function defaultField(schema: Schema, field: Field, value: unknown, defaulters: Defaulters): unknown {
  if (field.default !== undefined && (field.pointer === true ? isNil(value) : isZero(value) && !isZero(field.default))) return field.default;
  if (isNil(value)) return emptyStruct(schema, field, defaulters);
  if (field.go === 'v1.ResourceList' && isObject(value)) return defaulters[RESOURCE_LIST]?.(value) ?? value;
  return defaultValue(schema, field.type, value, defaulters);
}

/** What defaults make of a struct that nobody gave; undefined where they make nothing. */
function emptyStruct(schema: Schema, { type, always, pointer }: Field, defaulters: Defaulters): unknown {
  if (type.kind !== 'struct' || always !== true || pointer === true || !reaches(schema, type.name, defaulters)) return undefined;
  const filled = setDefaults(schema, type.name, {}, defaulters);
  return Object.keys(filled).length === 0 ? undefined : filled;
}

function defaultValue(schema: Schema, type: FieldType, value: unknown, defaulters: Defaulters): unknown {
  if (type.kind === 'struct') return isObject(value) && reaches(schema, type.name, defaulters) ? setDefaults(schema, type.name, value, defaulters) : value;
  if (type.kind === 'list' && Array.isArray(value)) {
    const items = value.map((item: unknown) => defaultValue(schema, type.of, item, defaulters));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (type.kind === 'map' && isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, defaultValue(schema, type.of, item, defaulters)] as const);
    return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
  }
  return value;
}

/** A map with a name of its own: not every group rounds the amounts in it. */
const RESOURCE_LIST = 'core.v1.ResourceList';
const MILLI = 1_000_000n;

/** SetDefaults_ResourceList: amounts finer than a thousandth are rounded up. */
function roundUp(list: JsonObject): JsonObject {
  let result = list;
  for (const [name, text] of Object.entries(list)) {
    const parsed = parseQuantity(String(text));
    if (!parsed.ok || parsed.value.nano % MILLI === 0n) continue;
    const { nano } = parsed.value;
    const up = (nano / MILLI + (nano > 0n ? 1n : -1n)) * MILLI;
    result = { ...result, [name]: formatQuantity(canonicalQuantity({ ...parsed.value, nano: up })) };
  }
  return result;
}

/** The defaults of amounts by resource name, for the groups that have them. */
export const RESOURCE_LIST_DEFAULTS: Defaulters = { [RESOURCE_LIST]: roundUp };

interface Findings {
  /** Whether anything in a type has defaults. */
  readonly reached: Map<string, boolean>;
  /** The fields of a type that have defaults, or in which something has. */
  readonly fields: Map<string, readonly Field[]>;
}

const known = new WeakMap<Defaulters, WeakMap<Schema, Findings>>();

function findingsOf(schema: Schema, defaulters: Defaulters): Findings {
  let bySchema = known.get(defaulters);
  if (bySchema === undefined) known.set(defaulters, (bySchema = new WeakMap()));
  let found = bySchema.get(schema);
  if (found === undefined) bySchema.set(schema, (found = { reached: new Map(), fields: new Map() }));
  return found;
}

/** Whether anything in a type, or in the types inside it, has defaults: what has none is not walked through. */
function reaches(schema: Schema, type: string, defaulters: Defaulters): boolean {
  const { reached } = findingsOf(schema, defaulters);
  const found = reached.get(type);
  if (found !== undefined) return found;
  const result = searches(schema, type, defaulters, new Set());
  reached.set(type, result);
  return result;
}

const isAmounts = ({ go }: Field, defaulters: Defaulters): boolean => go === 'v1.ResourceList' && defaulters[RESOURCE_LIST] !== undefined;

/** The struct that a field is, or that its lists and maps hold; undefined where it is none. */
function structIn({ type }: Field): string | undefined {
  let inner = type;
  while (inner.kind === 'list' || inner.kind === 'map') inner = inner.of;
  return inner.kind === 'struct' ? inner.name : undefined;
}

/** The fields of a type that are worth a look, found once. */
function fieldsWithDefaults(schema: Schema, type: string, defaulters: Defaulters): readonly Field[] {
  const { fields } = findingsOf(schema, defaulters);
  const found = fields.get(type);
  if (found !== undefined) return found;
  const result = [...schema.struct(type).fields.values()].filter((field) => {
    const struct = structIn(field);
    return field.default !== undefined || isAmounts(field, defaulters) || (struct !== undefined && reaches(schema, struct, defaulters));
  });
  fields.set(type, result);
  return result;
}

function searches(schema: Schema, type: string, defaulters: Defaulters, seen: Set<string>): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (defaulters[type] !== undefined) return true;
  for (const field of schema.struct(type).fields.values()) {
    if (field.default !== undefined || isAmounts(field, defaulters)) return true;
    const struct = structIn(field);
    if (struct !== undefined && searches(schema, struct, defaulters, seen)) return true;
  }
  return false;
}
