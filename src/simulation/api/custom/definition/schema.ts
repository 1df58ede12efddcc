import { forbidden, invalid, notSupported, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import { sortedEntries } from '../../validation/common';
import { printedItems } from './internal';
import { schemaOf } from './structural';

/** What the server asks of every schema (apiextensions-apiserver pkg/apis/apiextensions/validation: ValidateCustomResourceDefinitionOpenAPISchema). */
export interface SchemaRules {
  readonly requireValidPropertyType: boolean;
  readonly requireAtomicSetType: boolean;
  readonly requireMapListKeysMapSet: boolean;
}

interface Place {
  /** Why a default must not stand here; undefined where it may. */
  readonly noDefaults?: string;
  readonly insideMeta: boolean;
}

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const META: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/** specStandardValidatorV3. */
function standardErrors(schema: JSONSchemaProps, path: string, { noDefaults, insideMeta }: Place, { requireValidPropertyType }: SchemaRules): FieldError[] {
  const { type = '', id = '', items } = schema;
  const errors: FieldError[] = [];
  if (requireValidPropertyType && type !== '' && !TYPES.includes(type)) errors.push(notSupported(`${path}.type`, type, TYPES));
  if (schema.default !== undefined && schema.default !== null && noDefaults !== undefined) errors.push(forbidden(`${path}.default`, `must not be set ${noDefaults}`));
  if (id !== '') errors.push(forbidden(`${path}.id`, 'id is not supported'));
  if (schema.additionalItems !== undefined) errors.push(forbidden(`${path}.additionalItems`, 'additionalItems is not supported'));
  if (Object.keys(schema.patternProperties ?? {}).length > 0) errors.push(forbidden(`${path}.patternProperties`, 'patternProperties is not supported'));
  if (Object.keys(schema.definitions ?? {}).length > 0) errors.push(forbidden(`${path}.definitions`, 'definitions is not supported'));
  if (schema.dependencies !== undefined) errors.push(forbidden(`${path}.dependencies`, 'dependencies is not supported'));
  if (schema.$ref !== undefined) errors.push(forbidden(`${path}.$ref`, '$ref is not supported'));
  if (type === 'null') errors.push(forbidden(`${path}.type`, 'type cannot be set to null, use nullable as an alternative'));
  if (Array.isArray(items) && items.length > 0) errors.push(forbidden(`${path}.items`, 'items must be a schema object and not an array'));
  if (insideMeta && schema['x-kubernetes-embedded-resource'] === true) errors.push(forbidden(`${path}.x-kubernetes-embedded-resource`, 'must not be used inside of resource meta'));
  return errors;
}

/** A type that another field asks for. */
function typeFor(schema: JSONSchemaProps, type: string, path: string, words: string): FieldError[] {
  const { type: own = '' } = schema;
  if (own === type) return [];
  return [own === '' ? required(`${path}.type`, words) : invalid(`${path}.type`, own, words)];
}

/** The items of a set are compared as a whole. */
function atomicItemErrors(schema: JSONSchemaProps, path: string): FieldError[] {
  const items = schemaOf(schema.items);
  const words = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  const listType = items?.['x-kubernetes-list-type'];
  if (items?.type === 'array' && listType !== undefined && listType !== 'atomic') return [invalid(`${path}.items.x-kubernetes-list-type`, listType, words)];
  // Upstream prints the list type here, too.
  if (items?.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic') return [invalid(`${path}.items.x-kubernetes-map-type`, listType ?? null, words)];
  return [];
}

function listMapErrors(schema: JSONSchemaProps, path: string): FieldError[] {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const items = schemaOf(schema.items);
  const errors: FieldError[] = [];
  if (keys.length === 0) errors.push(required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map'));
  if (schema.items === undefined) errors.push(required(`${path}.items`, 'must have a schema if x-kubernetes-list-type is map'));
  else if (items === undefined) errors.push(invalid(`${path}.items`, printedItems(schema.items), 'must only have a single schema if x-kubernetes-list-type is map'));
  if (items === undefined) return errors;
  if (items.type !== 'object') return [...errors, invalid(`${path}.items.type`, items.type ?? '', "must be object if parent array's x-kubernetes-list-type is map")];
  for (const [index, key] of keys.entries()) {
    const property = items.properties !== undefined && Object.hasOwn(items.properties, key) ? items.properties[key] : undefined;
    if (property === undefined) errors.push(invalid(`${path}.x-kubernetes-list-map-keys`, keys, 'entries must all be names of item properties'));
    else if (property.type === 'array' || property.type === 'object') {
      errors.push(invalid(`${path}.items.properties[${key}].type`, items.type, "must be a scalar type if parent array's x-kubernetes-list-type is map"));
    }
    if (keys.indexOf(key) < index) errors.push(invalid(`${path}.x-kubernetes-list-map-keys`, keys, 'must not contain duplicate entries'));
  }
  return errors;
}

/** validateMapListKeysMapSet. */
export function listKeyErrors(schema: JSONSchemaProps, path: string): FieldError[] {
  const type = schema['x-kubernetes-list-type'];
  const items = schemaOf(schema.items);
  if (items === undefined || (type !== 'set' && type !== 'map')) return [];
  const errors = items.nullable === true ? [forbidden(`${path}.items.nullable`, `cannot be nullable when x-kubernetes-list-type is ${type}`)] : [];
  if (type === 'set') return errors;
  for (const key of schema['x-kubernetes-list-map-keys'] ?? []) {
    const property = items.properties !== undefined && Object.hasOwn(items.properties, key) ? items.properties[key] : undefined;
    if (property === undefined) continue;
    const at = `${path}.items.properties[${key}]`;
    if (items.required?.includes(key) !== true && (property.default ?? null) === null) {
      errors.push(required(`${at}.default`, 'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'));
    }
    if (property.nullable === true) errors.push(forbidden(`${at}.nullable`, 'this property is in x-kubernetes-list-map-keys, so it cannot be nullable'));
  }
  return errors;
}

/** hasNonAtomicSetType at one place. */
export const nonAtomicSet = (schema: JSONSchemaProps): boolean => schema['x-kubernetes-list-type'] === 'set' && atomicItemErrors(schema, '').length > 0;

/** hasInvalidTypes at one place. */
export const unknownType = ({ type = '' }: JSONSchemaProps): boolean => type !== '' && !TYPES.includes(type);

function extensionErrors(schema: JSONSchemaProps, path: string, rules: SchemaRules): FieldError[] {
  const mapType = schema['x-kubernetes-map-type'];
  const listType = schema['x-kubernetes-list-type'];
  const errors: FieldError[] = [];
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) errors.push(invalid(`${path}.x-kubernetes-preserve-unknown-fields`, false, 'must be true or undefined'));
  if (mapType !== undefined) errors.push(...typeFor(schema, 'object', path, 'must be object if x-kubernetes-map-type is specified'));
  if (mapType !== undefined && mapType !== 'atomic' && mapType !== 'granular') errors.push(notSupported(`${path}.x-kubernetes-map-type`, mapType, ['atomic', 'granular']));
  if (listType !== undefined && schema.type !== 'array') errors.push(...typeFor(schema, 'array', path, 'must be array if x-kubernetes-list-type is specified'));
  else if (rules.requireAtomicSetType && listType === 'set') errors.push(...atomicItemErrors(schema, path));
  if (listType !== undefined && !['atomic', 'set', 'map'].includes(listType)) errors.push(notSupported(`${path}.x-kubernetes-list-type`, listType, ['atomic', 'set', 'map']));
  if ((schema['x-kubernetes-list-map-keys'] ?? []).length > 0 && listType !== 'map') {
    const words = 'must be map if x-kubernetes-list-map-keys is non-empty';
    errors.push(listType === undefined ? required(`${path}.x-kubernetes-list-type`, words) : invalid(`${path}.x-kubernetes-list-type`, listType, words));
  }
  if (listType === 'map') errors.push(...listMapErrors(schema, path));
  return [...errors, ...(rules.requireMapListKeysMapSet ? listKeyErrors(schema, path) : [])];
}

/** The errors of a schema and of those in it. */
export function schemaErrors(schema: JSONSchemaProps | undefined, path: string, rules: SchemaRules, place: Place = { insideMeta: false }, isRoot = true): FieldError[] {
  if (schema === undefined) return [];
  const { properties = {}, additionalProperties, items } = schema;
  const inner = (one: JSONSchemaProps | undefined, at: string, of: Place = place): FieldError[] => schemaErrors(one, `${path}.${at}`, rules, of, false);
  const errors = standardErrors(schema, path, place, rules);
  if (schema.uniqueItems === true) errors.push(forbidden(`${path}.uniqueItems`, 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'));
  if (additionalProperties !== undefined && additionalProperties !== true && Object.keys(properties).length > 0) errors.push(forbidden(`${path}.additionalProperties`, 'additionalProperties and properties are mutual exclusive'));
  errors.push(...inner(schemaOf(additionalProperties), 'additionalProperties', place.insideMeta ? { ...place, noDefaults: 'inside additionalProperties applying to object metadata' } : place));
  const holdsMeta = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  for (const [name, property] of sortedEntries(properties)) {
    const meta = holdsMeta && META.has(name);
    errors.push(...inner(property, `properties[${name}]`, meta ? { insideMeta: true, ...(isRoot ? { noDefaults: `in top-level ${name}` } : place.noDefaults === undefined ? {} : { noDefaults: place.noDefaults }) } : place));
  }
  errors.push(...inner(schema.not, 'not'));
  for (const name of ['allOf', 'oneOf', 'anyOf'] as const) for (const [index, one] of (schema[name] ?? []).entries()) errors.push(...inner(one, `${name}[${index}]`));
  for (const [name, one] of sortedEntries(schema.definitions)) errors.push(...inner(one, `definitions[${name}]`));
  errors.push(...inner(schemaOf(items), 'items'));
  if (Array.isArray(items)) for (const [index, one] of items.entries()) errors.push(...inner(schemaOf(one), `items[${index}]`));
  for (const [name, one] of sortedEntries(schema.dependencies)) errors.push(...inner(isObject(one) ? (one as JSONSchemaProps) : undefined, `dependencies[${name}]`));
  return [...errors, ...extensionErrors(schema, path, rules)];
}
