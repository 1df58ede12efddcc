import type { JSONSchemaProps } from '../generated/types/apiextensions.v1';
import type { Field, FieldType, Struct } from '../schema/parse';
import { isObject } from '../schema/walk';

/** Turns the schema of a custom resource into types as the field tables have them (apiextensions-apiserver pkg/apiserver/schema). */
export class StructuralTypes {
  readonly structs = new Map<string, Struct>();

  /** The type of a value, its objects entered under names that begin with `name`. `open`: inside an object that preserves unknown fields. */
  type(schema: JSONSchemaProps, name: string, open = false): FieldType {
    if (schema['x-kubernetes-int-or-string'] === true) return { kind: 'IntOrString' };
    switch (schema.type) {
      case 'string':
        return { kind: 'string' };
      case 'integer':
        return { kind: 'int64' };
      case 'number':
        return { kind: 'double' };
      case 'boolean':
        return { kind: 'bool' };
      case 'array':
        return { kind: 'list', of: this.type(schemaOfItems(schema), `${name}[]`, open), ...listMarks(schema) };
      case 'object':
        return this.object(schema, name, open);
      default:
        return { kind: 'Any' };
    }
  }

  private object(schema: JSONSchemaProps, name: string, within: boolean): FieldType {
    const { additionalProperties, properties } = schema;
    const preserve = schema['x-kubernetes-preserve-unknown-fields'] === true;
    const open = within || preserve;
    if (properties === undefined && isObject(additionalProperties)) return { kind: 'map', of: this.type(additionalProperties as JSONSchemaProps, `${name}{}`, open) };
    if (properties === undefined && additionalProperties === true) return { kind: 'map', of: { kind: 'Any' } };
    const fields = new Map<string, Field>();
    const embedded = schema['x-kubernetes-embedded-resource'] === true;
    if (embedded) for (const field of ['apiVersion', 'kind']) fields.set(field, plainField(field, { kind: 'string' }));
    if (embedded) fields.set('metadata', plainField('metadata', { kind: 'struct', name: 'meta.v1.ObjectMeta' }));
    for (const [field, inner] of Object.entries(properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (embedded && field === 'metadata') continue;
      fields.set(field, this.field(field, inner, `${name}.${field}`, schema.required?.includes(field) === true, open));
    }
    this.structs.set(name, { name, fields, atomic: schema['x-kubernetes-map-type'] === 'atomic', ...(preserve ? { preserve } : {}), ...(within ? { open } : {}) });
    return { kind: 'struct', name };
  }

  private field(name: string, schema: JSONSchemaProps, path: string, required: boolean, open: boolean): Field {
    const type = this.type(schema, path, open);
    const mapType = schema['x-kubernetes-map-type'];
    const byDefault: unknown = schema.default;
    return {
      ...plainField(name, type),
      required,
      ...(typeof byDefault === 'string' || typeof byDefault === 'number' || typeof byDefault === 'boolean' ? { default: byDefault } : {}),
      ...(type.kind === 'list' ? { listType: 'atomic', ...listMarks(schema) } : {}),
      ...(mapType === 'atomic' || mapType === 'granular' ? { mapType } : {}),
    };
  }
}

/** How a list is merged, if not as one. */
function listMarks(schema: JSONSchemaProps): Pick<Field, 'listType' | 'listKeys'> {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'];
  return { ...(listType === 'set' || listType === 'map' ? { listType } : {}), ...(keys === undefined ? {} : { listKeys: keys }) };
}

const plainField = (name: string, type: FieldType): Field => ({ name, type, required: false, go: '', via: [] });

/** The schema of a list's items; structural schemas have one for all. */
export function schemaOfItems(schema: JSONSchemaProps): JSONSchemaProps {
  return isObject(schema.items) ? (schema.items as JSONSchemaProps) : {};
}
