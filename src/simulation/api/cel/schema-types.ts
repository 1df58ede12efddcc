import type { CostNode } from '../../base/cel/cost/nodes';
import { range, type Range } from '../../base/cel/cost/size';
import type { Fields } from '../../base/cel/check/declarations';
import { BOOL, BYTES, DOUBLE, DURATION, DYN, INT, listOf, mapOf, structType, TEXT, TIMESTAMP, type Type } from '../../base/cel/check/types';
import type { JSONSchemaProps } from '../generated/types/apiextensions.v1';
import { byteLength } from '../names';
import { isObject } from '../schema/walk';
import { escapeName } from './escape';

/** The types that a schema gives to expressions, with the sizes that it allows (apiserver pkg/cel/common/schemas.go, pkg/cel/types.go). */

export interface DeclaredType {
  readonly type: Type;
  /** The longest that a value can be: elements, entries, or bytes of a text. */
  readonly maxElements: number;
  /** The fewest bytes that a value takes in JSON. */
  readonly minSize: number;
  readonly element?: DeclaredType;
  readonly key?: DeclaredType;
  /** By the names that expressions use. */
  readonly fields?: ReadonlyMap<string, DeclaredType>;
}

/** celconfig.MaxRequestSizeBytes. */
export const MAX_REQUEST_BYTES = 3 * 1024 * 1024;

const simple = (type: Type, minSize: number, maxElements = 0): DeclaredType => ({ type, minSize, maxElements });
const atLeastZero = (value: number): number => Math.max(0, value);
const STRING = simple(TEXT, 2);

/** The schema with what the root of every resource has. */
export function withObjectMeta(schema: JSONSchemaProps): JSONSchemaProps {
  const text = { type: 'string' };
  return { ...schema, properties: { ...schema.properties, kind: text, apiVersion: text, metadata: { type: 'object', properties: { name: text, generateName: text } } } };
}

const FORMATS: Readonly<Record<string, readonly [Type, minSize: number, maxElements: number]>> = { duration: [DURATION, 3, 32], date: [TIMESTAMP, 12, 12], 'date-time': [TIMESTAMP, 21, 32] };
const LONGEST_TEXT = MAX_REQUEST_BYTES - 2;

function textType(schema: JSONSchemaProps): DeclaredType {
  const format = schema.format ?? '';
  if (Object.hasOwn(FORMATS, format)) return simple(...FORMATS[format]!);
  const { maxLength } = schema;
  if (format === 'byte') return simple(BYTES, 2, maxLength === undefined ? LONGEST_TEXT : atLeastZero(maxLength));
  // A character may take four bytes.
  if (maxLength !== undefined) return simple(TEXT, 2, atLeastZero(maxLength) * 4);
  const texts = (schema.enum ?? []).filter((value): value is string => typeof value === 'string');
  return simple(TEXT, 2, (schema.enum ?? []).length > 0 ? Math.max(0, ...texts.map(byteLength)) : LONGEST_TEXT);
}

/** The type of a schema's values; undefined where expressions cannot see them. Objects get a name from where they stand. */
export function declaredType(schema: JSONSchemaProps, isRoot: boolean, name = 'selfType'): DeclaredType | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return simple(DYN, 1, schema.maxLength === undefined ? LONGEST_TEXT : atLeastZero(schema.maxLength) * 4);
  const known = isRoot ? withObjectMeta(schema) : schema;
  switch (known.type) {
    case 'array':
      return arrayType(known, name);
    case 'object':
      return objectType(known, name);
    case 'string':
      return textType(known);
    case 'boolean':
      return simple(BOOL, 4);
    case 'number':
      return simple(DOUBLE, 1);
    case 'integer':
      return simple(INT, 1);
    default:
      return undefined;
  }
}

const embedded = (schema: JSONSchemaProps): boolean => schema['x-kubernetes-embedded-resource'] === true;

function arrayType(schema: JSONSchemaProps, name: string): DeclaredType | undefined {
  if (!isObject(schema.items)) return undefined;
  const items = schema.items as JSONSchemaProps;
  const element = declaredType(items, embedded(items), `${name}.@idx`);
  if (element === undefined) return undefined;
  const maxElements = schema.maxItems === undefined ? Math.trunc((MAX_REQUEST_BYTES - 2) / (element.minSize + 1)) : atLeastZero(schema.maxItems);
  return { type: listOf(element.type), minSize: 2, maxElements, element };
}

function objectType(schema: JSONSchemaProps, name: string): DeclaredType | undefined {
  if (isObject(schema.additionalProperties)) {
    const values = schema.additionalProperties as JSONSchemaProps;
    const element = declaredType(values, embedded(values), `${name}.@elem`);
    if (element === undefined) return undefined;
    const maxElements = schema.maxProperties === undefined ? Math.trunc((MAX_REQUEST_BYTES - 2) / (element.minSize + 6)) : atLeastZero(schema.maxProperties);
    return { type: mapOf(TEXT, element.type), minSize: 2, maxElements, key: STRING, element };
  }
  const fields = new Map<string, DeclaredType>();
  let minSize = 2;
  for (const [property, inner] of Object.entries(schema.properties ?? {})) {
    const escaped = escapeName(property);
    const type = declaredType(inner, embedded(inner), `${name}.${escaped ?? property}`);
    if (type === undefined) continue;
    if (escaped !== undefined) fields.set(escaped, type);
    if (schema.required?.includes(property) === true && inner.default === undefined) minSize += byteLength(property) + type.minSize + 4;
  }
  return { type: structType(name), minSize, maxElements: 0, fields };
}

/** Every object type within a type, by name. */
export function structsOf(root: DeclaredType): ReadonlyMap<string, Fields> {
  const found = new Map<string, Fields>();
  const visit = (declared: DeclaredType): void => {
    const { type, fields } = declared;
    if (type.kind === 'struct' && fields !== undefined) found.set(type.name, { field: (name) => fields.get(name)?.type });
    for (const inner of [...(fields?.values() ?? []), ...(declared.element === undefined ? [] : [declared.element])]) visit(inner);
  };
  visit(root);
  return found;
}

/** The sizes of data below a variable of this type (sizeEstimator.EstimateSize). */
export function sizesOf(root: DeclaredType): (node: CostNode) => Range | undefined {
  return ({ path }) => {
    if (path.length === 0) return undefined;
    let at: DeclaredType | undefined = root;
    for (const step of path.slice(1)) {
      at = step === '@items' || step === '@values' ? at.element : step === '@keys' ? at.key : at.fields?.get(step);
      if (at === undefined) return undefined;
    }
    return range(0, at.maxElements);
  };
}
