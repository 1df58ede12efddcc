import fc from 'fast-check';
import type { Field, FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import type { JsonObject } from '../schema/walk';

const TEXTS = ['a', 'b', 'web', '', 'nginx:1.27', 'Always', 'TCP', 'RollingUpdate', 'LoadBalancer', 'Container'] as const;

/** Objects of an API type with some of its fields, no deeper than `depth`: for properties that hold for whatever decodes. */
export function arbitraryStruct(schema: Schema, type: string, depth: number): fc.Arbitrary<JsonObject> {
  const fields = [...schema.struct(type).fields.values()].filter((field) => depth > 0 || isFlat(field.type));
  return fc.subarray(fields, { maxLength: Math.min(6, fields.length) }).chain((chosen) => fc.tuple(...chosen.map((field) => arbitraryField(schema, field, depth))).map((values) => Object.fromEntries(values.map((value, index) => [chosen[index]?.name ?? '', value]))));
}

const isFlat = (type: FieldType): boolean => type.kind !== 'struct' && ((type.kind !== 'list' && type.kind !== 'map') || isFlat(type.of));

const arbitraryField = (schema: Schema, field: Field, depth: number): fc.Arbitrary<unknown> =>
  field.enum !== undefined && field.type.kind === 'string' ? fc.constantFrom(...field.enum) : arbitraryValue(schema, field.type, depth - 1);

function arbitraryValue(schema: Schema, type: FieldType, depth: number): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'struct':
      return arbitraryStruct(schema, type.name, depth);
    case 'list':
      return fc.array(arbitraryValue(schema, type.of, depth), { maxLength: 3 });
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'b', 'cpu', 'memory', 'example.com/x'), arbitraryValue(schema, type.of, depth), { maxKeys: 3 });
    case 'string':
      return fc.constantFrom(...TEXTS);
    case 'bool':
      return fc.boolean();
    case 'bytes':
      return fc.constantFrom('', 'YQ==');
    case 'Time':
      return fc.constant('2026-05-01T09:30:00Z');
    case 'MicroTime':
      return fc.constant('2026-05-01T09:30:00.000250Z');
    case 'Quantity':
      return fc.constantFrom('1', '500m', '1Gi', '100u');
    case 'IntOrString':
      return fc.constantFrom<string | number>(0, 1, '25%');
    case 'Any':
      return fc.constant({ x: [1, null] });
    default:
      return fc.integer({ min: -1, max: 3 });
  }
}
