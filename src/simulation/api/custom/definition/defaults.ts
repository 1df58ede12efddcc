import { fieldErrorMessage, invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { isObject } from '../../schema/walk';
import { sortedEntries } from '../../validation/common';
import { validateEmbeddedResources } from '../values/embedded';
import { schemaFieldErrors } from '../values/field-errors';
import { printed } from '../values/printed';
import { validateDefault } from '../values/validate';
import { schemaOf } from './structural';

const META: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/** Whether pruning by the schema would take something away (pkg/apiserver/schema/pruning). `keep`: in what preserves fields that the schema does not know. */
function hasUnknown(value: unknown, schema: JSONSchemaProps | undefined, keep = false): boolean {
  const kept = keep || schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  if (kept && schema === undefined) return false;
  if (Array.isArray(value)) return value.some((item: unknown) => hasUnknown(item, schemaOf(schema?.items), kept));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, member]) => {
    if (schema === undefined) return true;
    if (schema['x-kubernetes-embedded-resource'] === true && META.has(name)) return false;
    const { properties, additionalProperties } = schema;
    if (properties !== undefined && Object.hasOwn(properties, name)) return hasUnknown(member, properties[name]);
    return additionalProperties === undefined ? !kept : hasUnknown(member, schemaOf(additionalProperties));
  });
}

/** Whether a schema has defaults that pruning would change. */
export function hasUnprunedDefaults(schema: JSONSchemaProps): boolean {
  const inner = [schemaOf(schema.items), schemaOf(schema.additionalProperties), ...Object.values(schema.properties ?? {})];
  return hasUnknown(schema.default, schema) || inner.some((one) => one !== undefined && hasUnprunedDefaults(one));
}

/** What an object becomes with a value at a place in its type or its metadata. */
type Around = (value: unknown) => unknown;
const ROOT = { apiVersion: 'validation/v1', kind: 'Validation' };
const EMBEDDED: JSONSchemaProps = { 'x-kubernetes-embedded-resource': true };

/** utilerrors.Aggregate: each message once. */
function joined(errors: readonly FieldError[]): string {
  const messages = [...new Set(errors.map(fieldErrorMessage))];
  return messages.length === 1 ? (messages[0] ?? '') : `[${messages.join(', ')}]`;
}

function ownErrors(schema: JSONSchemaProps, path: string, around: Around | undefined, pruned: boolean): readonly FieldError[] {
  const value = schema.default;
  if (value === undefined || value === null) return [];
  const at = `${path}.default`;
  const own = (): FieldError[] => schemaFieldErrors(validateDefault(schema, value), at);
  if (around !== undefined) {
    const errors = validateEmbeddedResources(EMBEDDED, around(value));
    return errors.length > 0 ? [invalid(at, printed(value), `must result in valid metadata: ${joined(errors)}`)] : own();
  }
  const unknown = pruned && hasUnknown(value, schema) ? [invalid(at, printed(value), 'must not have unknown fields')] : [];
  const embedded = validateEmbeddedResources(schema, value, at);
  return [...unknown, ...(embedded.length > 0 ? embedded : own())];
}

/** ValidateDefaults (apiextensions-apiserver pkg/apiserver/schema/defaulting): a default is what the schema allows. */
export const defaultErrors = (schema: JSONSchemaProps, path: string, pruned: boolean): readonly FieldError[] => errorsAt(schema, path, pruned, undefined, true);

function errorsAt(schema: JSONSchemaProps, path: string, pruned: boolean, around: Around | undefined, isRoot: boolean): readonly FieldError[] {
  const embedded = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  const here = embedded ? undefined : around;
  const items = schemaOf(schema.items);
  const inside = (name: string): Around | undefined => {
    if (embedded) return META.has(name) ? (value) => ({ ...ROOT, [name]: value }) : undefined;
    return here === undefined ? undefined : (value) => here({ [name]: value });
  };
  return [
    ...ownErrors(schema, path, here, pruned),
    ...(items === undefined ? [] : errorsAt(items, `${path}.items`, pruned, here === undefined ? undefined : (value) => here([value]), false)),
    ...sortedEntries(schema.properties).flatMap(([name, property]) => errorsAt(property, `${path}.properties[${name}]`, pruned, inside(name), false)),
  ];
}
