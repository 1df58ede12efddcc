import { invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import { sortedEntries } from '../../validation/common';
import { validateEmbeddedResources } from '../values/embedded';
import { schemaFieldErrors } from '../values/field-errors';
import { validateBySchema } from '../values/validate';
import { schemaOf } from './structural';

const META: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/** Whether pruning by the schema would take something away (pkg/apiserver/schema/pruning). */
function hasUnknown(value: unknown, schema: JSONSchemaProps | undefined): boolean {
  if (Array.isArray(value)) return value.some((item: unknown) => hasUnknown(item, schemaOf(schema?.items)));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, member]) => {
    if (schema === undefined) return true;
    if (schema['x-kubernetes-embedded-resource'] === true && META.has(name)) return false;
    const { properties, additionalProperties } = schema;
    if (properties !== undefined && Object.hasOwn(properties, name)) return hasUnknown(member, properties[name]);
    if (additionalProperties !== undefined) return hasUnknown(member, schemaOf(additionalProperties));
    return schema['x-kubernetes-preserve-unknown-fields'] !== true;
  });
}

/** Whether a schema has defaults that pruning would change. */
export function hasUnprunedDefaults(schema: JSONSchemaProps): boolean {
  const inner = [schemaOf(schema.items), schemaOf(schema.additionalProperties), ...Object.values(schema.properties ?? {})];
  return hasUnknown(schema.default, schema) || inner.some((one) => one !== undefined && hasUnprunedDefaults(one));
}

function ownErrors(schema: JSONSchemaProps, path: string, insideMeta: boolean, pruned: boolean): readonly FieldError[] {
  const value = schema.default;
  if (value === undefined || value === null) return [];
  const at = `${path}.default`;
  const unknown = !insideMeta && pruned && hasUnknown(value, schema) ? [invalid(at, value, 'must not have unknown fields')] : [];
  const embedded = insideMeta ? [] : validateEmbeddedResources(schema, value, at);
  return [...unknown, ...(embedded.length > 0 ? embedded : schemaFieldErrors(validateBySchema(schema, value), at))];
}

/** ValidateDefaults (apiextensions-apiserver pkg/apiserver/schema/defaulting): a default is what the schema allows. */
export function defaultErrors(schema: JSONSchemaProps, path: string, pruned: boolean, insideMeta = false, isRoot = true): readonly FieldError[] {
  const embedded = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  const meta = !embedded && insideMeta;
  const items = schemaOf(schema.items);
  return [
    ...ownErrors(schema, path, meta, pruned),
    ...(items === undefined ? [] : defaultErrors(items, `${path}.items`, pruned, meta, false)),
    ...sortedEntries(schema.properties).flatMap(([name, property]) => defaultErrors(property, `${path}.properties[${name}]`, pruned, meta || (embedded && META.has(name)), false)),
  ];
}
