import { goJson } from '../../../base/go/json';
import { compileRegexp } from '../../../base/go/regexp';
import { fieldErrorMessage, forbidden, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import { sortedEntries } from '../../validation/common';

/** What makes a schema structural (apiextensions-apiserver pkg/apiserver/schema: NewStructural, ValidateStructural). */

type Level = 'root' | 'item' | 'field';

export const schemaOf = (value: unknown): JSONSchemaProps | undefined => (isObject(value) ? (value as JSONSchemaProps) : undefined);

const notEmpty = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0);

/** validateUnsupportedFields, and what no structural schema has. */
function unsupported(schema: JSONSchemaProps): string | undefined {
  const { id = '', $schema = '', $ref = '', patternProperties, dependencies, additionalItems, definitions } = schema;
  const found = [
    ['id', id !== ''],
    ['schema', $schema !== ''],
    ['$ref', $ref !== ''],
    ['patternProperties', notEmpty(patternProperties)],
    ['dependencies', notEmpty(dependencies)],
    ['additionalItems', additionalItems !== undefined],
    ['definitions', notEmpty(definitions)],
  ].find(([, there]) => there);
  return found === undefined ? undefined : `OpenAPIV3Schema '${String(found[0])}' is not supported`;
}

/** Why a schema cannot be read as a structural one. */
export function structuralError(schema: JSONSchemaProps): string | undefined {
  const { not, allOf = [], anyOf = [], oneOf = [], items, properties = {}, additionalProperties } = schema;
  const own = unsupported(schema);
  if (own !== undefined) return own;
  const firstOf = (schemas: readonly (JSONSchemaProps | undefined)[]): string | undefined => {
    for (const one of schemas) {
      const error = one === undefined ? undefined : structuralError(one);
      if (error !== undefined) return error;
    }
    return undefined;
  };
  const values = firstOf([not, ...allOf, ...anyOf, ...oneOf]);
  if (values !== undefined) return values;
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined";
  if (Array.isArray(items) && items.length > 0) return "OpenAPIV3Schema 'items' must be a schema, but is an array";
  return firstOf([schemaOf(items), ...sortedEntries(properties).map(([, property]) => property), schemaOf(additionalProperties)]);
}

const INT_OR_STRING = goJson([{ type: 'integer' }, { type: 'string' }]);
const isIntOrString = (anyOf: readonly JSONSchemaProps[] | undefined): boolean => goJson(anyOf ?? null) === INT_OR_STRING;

const NESTED_TYPE_WORDS: Readonly<Record<Level, string>> = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
};

/** What stands in a schema that only checks values: no structure of its own. */
const FORBIDDEN: readonly (readonly [keyof JSONSchemaProps, string, (value: unknown) => boolean])[] = [
  ['type', 'must be empty to be structural', (value) => value !== ''],
  ['default', 'must be undefined to be structural', (value) => value !== null],
  ['title', 'must be empty to be structural', (value) => value !== ''],
  ['description', 'must be empty to be structural', (value) => value !== ''],
  ['nullable', 'must be false to be structural', (value) => value === true],
  ['x-kubernetes-preserve-unknown-fields', 'must be false to be structural', (value) => value === true],
  ['x-kubernetes-embedded-resource', 'must be false to be structural', (value) => value === true],
  ['x-kubernetes-int-or-string', 'must be false to be structural', (value) => value === true],
  ['x-kubernetes-list-map-keys', 'must be empty to be structural', notEmpty],
  ['x-kubernetes-list-type', 'must be undefined to be structural', () => true],
  ['x-kubernetes-map-type', 'must be undefined to be structural', () => true],
  ['x-kubernetes-validations', 'must be empty to be structural', notEmpty],
];

function nestedErrors(schema: JSONSchemaProps, path: string, skipAnyOf = false): FieldError[] {
  const { items, properties = {}, additionalProperties } = schema;
  const inner = schemaOf(items);
  return [
    ...valueErrors(schema, path, skipAnyOf, false),
    ...(inner === undefined ? [] : nestedErrors(inner, `${path}.items`)),
    ...sortedEntries(properties).flatMap(([name, property]) => nestedErrors(property, `${path}.properties[${name}]`)),
    ...FORBIDDEN.filter(([field, , wrong]) => schema[field] !== undefined && wrong(schema[field])).map(([field, words]) => forbidden(`${path}.${field}`, words)),
    ...(additionalProperties === undefined || additionalProperties === false ? [] : [forbidden(`${path}.additionalProperties`, 'must be undefined to be structural')]),
    ...(Object.hasOwn(properties, 'metadata') ? [forbidden(`${path}.properties[metadata]`, 'must not be specified in a nested context')] : []),
  ];
}

function valueErrors({ anyOf = [], allOf = [], oneOf = [], not, pattern = '' }: JSONSchemaProps, path: string, skipAnyOf: boolean, skipFirst: boolean): FieldError[] {
  const compiled = compileRegexp(pattern);
  return [
    ...(skipAnyOf ? [] : anyOf.flatMap((one, index) => nestedErrors(one, `${path}.anyOf[${index}]`))),
    ...allOf.flatMap((one, index) => nestedErrors(one, `${path}.allOf[${index}]`, skipFirst && index === 0)),
    ...oneOf.flatMap((one, index) => nestedErrors(one, `${path}.oneOf[${index}]`)),
    ...(not === undefined ? [] : nestedErrors(not, `${path}.not`)),
    ...(compiled.ok ? [] : [invalid(`${path}.pattern`, pattern, `must be a valid regular expression, but isn't: ${compiled.error}`)]),
  ];
}

/** At the root only the name can be restricted; the rest of the metadata is what it is. */
function metadataErrors(metadata: JSONSchemaProps, atRoot: boolean, checked: boolean, path: string): FieldError[] {
  const errors = checked && metadata.type !== 'object' ? [invalid(`${path}.type`, metadata.type ?? '', 'must be object')] : [];
  const { type: _type, default: _default, properties = {}, ...rest } = metadata;
  const named = Object.keys(properties).every((name) => name === 'name' || name === 'generateName');
  const { additionalProperties, ...others } = rest;
  const plain = additionalProperties === undefined && Object.values(others).every((value) => value === '' || value === false || value === null || (Array.isArray(value) && value.length === 0));
  return !atRoot || (named && plain) ? errors : [...errors, forbidden(path, 'must not specify anything other than name and generateName, but metadata is implicitly specified')];
}

function typeErrors(schema: JSONSchemaProps, level: Level, path: string): FieldError[] {
  const { type = '' } = schema;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const words = 'must be object if x-kubernetes-embedded-resource is true';
  if (embedded && type !== 'object') return [type === '' ? required(`${path}.type`, words) : invalid(`${path}.type`, type, words)];
  const open = schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return type === '' && !open ? [required(`${path}.type`, NESTED_TYPE_WORDS[level])] : [];
}

function invariantErrors(schema: JSONSchemaProps, level: Level, path: string): FieldError[] {
  const { type = '', items, properties = {}, additionalProperties, anyOf, allOf } = schema;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const preserve = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  const [inner, additional] = [schemaOf(items), schemaOf(additionalProperties)];
  const errors: FieldError[] = [];
  if (type === 'array' && inner === undefined) errors.push(required(`${path}.items`, 'must be specified'));
  if (inner !== undefined) errors.push(...invariantErrors(inner, 'item', `${path}.items`));
  for (const [name, property] of sortedEntries(properties)) errors.push(...invariantErrors(property, 'field', `${path}.properties[${name}]`));
  if (additionalProperties !== undefined && level === 'root') errors.push(forbidden(`${path}.additionalProperties`, 'must not be used at the root'));
  if (additional !== undefined) errors.push(...invariantErrors(additional, 'field', `${path}.additionalProperties`));
  if (intOrString && preserve) errors.push(invalid(`${path}.x-kubernetes-preserve-unknown-fields`, true, 'must be false if x-kubernetes-int-or-string is true'));
  if (intOrString && embedded) errors.push(invalid(`${path}.x-kubernetes-embedded-resource`, true, 'must be false if x-kubernetes-int-or-string is true'));
  errors.push(...valueErrors(schema, path, isIntOrString(anyOf), isIntOrString(allOf?.[0]?.anyOf)));
  errors.push(...typeErrors(schema, level, path));
  if (embedded && additionalProperties !== undefined) errors.push(forbidden(`${path}.additionalProperties`, 'must not be used if x-kubernetes-embedded-resource is set'));
  if (level === 'root' && type !== '' && type !== 'object') errors.push(invalid(`${path}.type`, type, 'must be object at the root'));
  const checked = level === 'root' || embedded;
  for (const name of ['kind', 'apiVersion']) {
    const found = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (checked && found !== undefined && found.type !== 'string') errors.push(invalid(`${path}.properties[${name}].type`, found.type ?? '', 'must be string'));
  }
  const metadata = Object.hasOwn(properties, 'metadata') ? properties.metadata : undefined;
  if (metadata !== undefined) errors.push(...metadataErrors(metadata, level === 'root', checked, `${path}.properties[metadata]`));
  if (embedded && !preserve && Object.keys(properties).length === 0) errors.push(required(`${path}.properties`, 'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields'));
  return errors;
}

/** Every value that is checked has its place in the structure. */
function completenessErrors(values: JSONSchemaProps | undefined, structure: JSONSchemaProps | undefined, at: string, from: string): FieldError[] {
  if (values === undefined) return [];
  if (structure === undefined) return [required(at, `because it is defined in ${from}`)];
  const { not, allOf = [], anyOf = [], oneOf = [] } = values;
  const nested = (one: JSONSchemaProps | undefined, path: string): FieldError[] => nestedCompleteness(one, structure, at, path);
  return [
    ...nested(not, `${from}.not`),
    ...allOf.flatMap((one, index) => nested(one, `${from}.allOf[${index}]`)),
    ...anyOf.flatMap((one, index) => nested(one, `${from}.anyOf[${index}]`)),
    ...oneOf.flatMap((one, index) => nested(one, `${from}.oneOf[${index}]`)),
  ];
}

function nestedCompleteness(values: JSONSchemaProps | undefined, structure: JSONSchemaProps | undefined, at: string, from: string): FieldError[] {
  if (values === undefined) return [];
  if (structure === undefined) return [required(at, `because it is defined in ${from}`)];
  const parts = sortedEntries(values.properties).flatMap(([name, property]) => {
    const there = structure.properties !== undefined && Object.hasOwn(structure.properties, name);
    const [to, source] = [`${at}.properties[${name}]`, `${from}.properties[${name}]`];
    return there ? nestedCompleteness(property, structure.properties?.[name], to, source) : [required(to, `because it is defined in ${source}`)];
  });
  return [...completenessErrors(values, structure, at, from), ...nestedCompleteness(schemaOf(values.items), schemaOf(structure.items), `${at}.items`, `${from}.items`), ...parts];
}

/** ValidateStructural: sorted by what they say. */
export function structuralErrors(schema: JSONSchemaProps, path: string): readonly FieldError[] {
  const errors = [...invariantErrors(schema, 'root', path), ...completenessErrors(schema, schema, path, path)];
  return errors.map((error) => ({ error, text: fieldErrorMessage(error) })).sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ error }) => error);
}
