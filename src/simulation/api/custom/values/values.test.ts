import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../../field-errors';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { Correlated } from '../correlated';
import { schemaFieldErrors } from './field-errors';
import { hasFormat } from './formats';
import { validateListTypes } from './list-types';
import { validateBySchema } from './validate';

const errors = (schema: JSONSchemaProps, value: unknown, old?: unknown) =>
  schemaFieldErrors(validateBySchema(schema, value, old === undefined ? undefined : new Correlated(value, old, schema))).map(fieldErrorMessage);

describe('validateBySchema', () => {
  const spec = (schema: JSONSchemaProps): JSONSchemaProps => ({ type: 'object', properties: { spec: schema } });

  it('words what is wrong as the API server does', () => {
    expect(errors(spec({ type: 'integer', maximum: 30, exclusiveMaximum: true, multipleOf: 7 }), { spec: 30 })).toEqual([
      'spec: Invalid value: 30: spec in body should be a multiple of 7',
      'spec: Invalid value: 30: spec in body should be less than 30',
    ]);
    expect(errors(spec({ type: 'array', minItems: 2, items: { type: 'boolean' } }), { spec: [1] })).toEqual([
      'spec[0]: Invalid value: "integer": spec[0] in body must be of type boolean: "integer"',
      'spec: Invalid value: 1: spec in body should have at least 2 items',
    ]);
    expect(errors(spec({ type: 'object', maxProperties: 1, additionalProperties: { type: 'string' } }), { spec: { a: 'x', b: null } })).toEqual([
      'spec: Too many: 2: must have at most 1 item',
      'spec.b: Invalid value: "null": spec.b in body must be of type string: "null"',
    ]);
  });

  it('tells the best of several alternatives', () => {
    const port = spec({ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer', minimum: 1 }, { type: 'string', pattern: '^[a-z]+$' }] });
    expect(errors(port, { spec: 'http' })).toEqual([]);
    expect(errors(port, { spec: 0 })).toEqual(['<nil>: Invalid value: "": "spec" must validate at least one schema (anyOf)', 'spec: Invalid value: 0: spec in body should be greater than or equal to 1']);
    expect(errors(spec({ type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] }), { spec: { a: 1, b: 2 } })).toEqual([
      '<nil>: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found 2 valid alternatives',
    ]);
    expect(errors(spec({ type: 'string', not: { enum: ['x'] } }), { spec: 'x' })).toEqual(['<nil>: Invalid value: "": "spec" must not validate the schema (not)']);
  });

  it('lets stay what an update did not change', () => {
    const item = { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer', maximum: 3 } } };
    const list = spec({ type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], items: item });
    const [bad, worse] = [{ name: 'a', size: 9 }, { name: 'b', size: 8 }];
    expect(errors(list, { spec: [worse, bad] }, { spec: [bad] })).toEqual(['spec[0].size: Invalid value: 8: spec[0].size in body should be less than or equal to 3']);
    expect(errors(spec({ type: 'array', items: item }), { spec: [bad, worse] }, { spec: [bad] })).toHaveLength(2);
  });
});

describe('validateListTypes', () => {
  it('names what stands there a second time', () => {
    expect(validateListTypes({ type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } }, ['a', 'b', 'a', 'a'], 'tags').map(fieldErrorMessage)).toEqual(['tags[2]: Duplicate value: "a"']);
  });
});

describe('hasFormat', () => {
  it.each([
    ['2024-02-29', 'date', true],
    ['2023-02-29', 'date', false],
    ['2024-02-29T23:59:59.5Z', 'date-time', true],
    ['2024-02-29 23:59:59Z', 'date-time', false],
    ['5 minutes', 'duration', true],
    ['fe80::1', 'ipv6', true],
    ['010.0.0.1', 'ipv4', true],
    ['10.0.0.0/33', 'cidr', false],
    ['02:42:ac:11:00:02', 'mac', true],
    ['02:42-ac:11:00:02', 'mac', false],
    ['0242.ac11.0002', 'mac', true],
    ['0242ac110002', 'mac', true],
    ['0242ac1100', 'mac', false],
    ['kubernetes.example', 'hostname', true],
    ['-x', 'hostname', false],
    ['a/b', 'uri', false],
    ['https://kubernetes.io/docs', 'uri', true],
    ['My-Name', 'k8s-short-name', false],
  ] as const)('%s as %s', (text, format, right) => {
    expect(hasFormat(text, format)).toBe(right);
  });

  it('knows nothing of others', () => {
    expect(hasFormat('x', 'crontab')).toBeUndefined();
  });
});
