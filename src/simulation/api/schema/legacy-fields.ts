import { FIELD_TABLE } from './field-table';

/** The type of one field, parsed from its entry in {@link FIELD_TABLE}. */
export type FieldType =
  | { readonly kind: 'string' | 'bool' | 'int32' | 'int64' | 'bytes' | 'Quantity' | 'IntOrString' | 'Time' | 'Any'; readonly go: string }
  | { readonly kind: 'list' | 'map'; readonly of: FieldType; readonly go: string }
  | { readonly kind: 'struct'; readonly name: string; readonly go: string };

const PRIMITIVES: Readonly<Record<string, Exclude<FieldType, { kind: 'list' | 'map' | 'struct' }>>> = {
  string: { kind: 'string', go: 'string' },
  bool: { kind: 'bool', go: 'bool' },
  int32: { kind: 'int32', go: 'int32' },
  int64: { kind: 'int64', go: 'int64' },
  bytes: { kind: 'bytes', go: '[]uint8' },
  Quantity: { kind: 'Quantity', go: 'resource.Quantity' },
  IntOrString: { kind: 'IntOrString', go: 'intstr.IntOrString' },
  Time: { kind: 'Time', go: 'v1.Time' },
  Any: { kind: 'Any', go: 'interface {}' },
};

function parseType(text: string): FieldType {
  if (text.startsWith('[]')) {
    const of = parseType(text.slice(2));
    return { kind: 'list', of, go: `[]${of.go}` };
  }
  if (text.startsWith('{}')) {
    const of = parseType(text.slice(2));
    return { kind: 'map', of, go: of.kind === 'Quantity' ? 'v1.ResourceList' : `map[string]${of.go}` };
  }
  const [base = '', alias] = text.split('~');
  const primitive = Object.hasOwn(PRIMITIVES, base) ? PRIMITIVES[base] : undefined;
  if (primitive !== undefined) return alias === undefined ? primitive : { ...primitive, go: `v1.${alias}` };
  return { kind: 'struct', name: base, go: `v1.${base}` };
}

const cache = new Map<string, ReadonlyMap<string, FieldType>>();

/** The fields of an API type by JSON name. Unknown type names give an empty map; the table is closed, so that is a bug here. */
export function fieldsOf(typeName: string): ReadonlyMap<string, FieldType> {
  const known = cache.get(typeName);
  if (known !== undefined) return known;
  const text = Object.hasOwn(FIELD_TABLE, typeName) ? FIELD_TABLE[typeName] : undefined;
  const fields = new Map<string, FieldType>();
  for (const pair of (text ?? '').split(' ')) {
    const colon = pair.indexOf(':');
    if (colon > 0) fields.set(pair.slice(0, colon), parseType(pair.slice(colon + 1)));
  }
  cache.set(typeName, fields);
  return fields;
}
