import { duplicate, invalid, required, tooMany } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JSONSchemaProps, SelectableField } from '../../generated/types/apiextensions.v1';
import { rulePath } from '../rules/field-path';
import { memberSchema } from '../correlated';
import { structuralError } from './structural';

const MAX_FIELDS = 8;
const SCALARS: readonly (string | undefined)[] = ['string', 'boolean', 'integer'];

/** ValidateCustomResourceSelectableFields. `owner`: the path of what has them; `missing` says that there is no schema. */
export function validateSelectableFields(fields: readonly SelectableField[] = [], schema: JSONSchemaProps | undefined, owner: string, missing: string): FieldError[] {
  if (fields.length === 0) return [];
  const path = `${owner}.selectableFields`;
  if (schema === undefined) return [invalid(path, '', missing)];
  const unreadable = structuralError(schema);
  const errors: FieldError[] = unreadable === undefined ? [] : [invalid(`${owner}.schema.openAPIV3Schema`, '', unreadable)];
  const seen = new Set<string>();
  for (const [index, { jsonPath = '' }] of (fields as readonly Partial<SelectableField>[]).entries()) {
    const at = `${path}[${index}].jsonPath`;
    const [named = ''] = jsonPath.split('[');
    const walked = rulePath(named, schema);
    const found = walked.ok && named !== jsonPath ? ({ ok: false, error: 'array notation is not allowed' } as const) : walked;
    if (jsonPath === '') errors.push(required(at));
    else if (!found.ok) errors.push(invalid(at, jsonPath, `is an invalid path: ${found.error}`));
    else {
      const names = jsonPath.slice(1).split('.');
      const type = names.reduce<JSONSchemaProps | undefined>((inner, name) => (inner === undefined ? undefined : memberSchema(inner, name)), schema)?.type;
      if (names[0] === 'metadata') errors.push(invalid(at, jsonPath, 'must not point to fields in metadata'));
      if (!SCALARS.includes(type)) errors.push(invalid(at, jsonPath, 'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.'));
      if (seen.has(found.path)) errors.push(duplicate(at, jsonPath));
      seen.add(found.path);
    }
  }
  return seen.size > MAX_FIELDS ? [...errors, tooMany(path, seen.size, MAX_FIELDS)] : errors;
}
