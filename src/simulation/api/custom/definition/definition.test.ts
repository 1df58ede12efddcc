import { describe, expect, it } from 'vitest';
import { fieldErrorMessage } from '../../field-errors';
import type { CustomResourceDefinition, JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { definitionWarnings, validateDefinition, validateDefinitionUpdate } from './validation';

const definition = (schema: JSONSchemaProps, spec: Partial<CustomResourceDefinition['spec']> = {}): CustomResourceDefinition => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'backups', singular: 'backup', kind: 'Backup', listKind: 'BackupList' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    ...spec,
  },
  status: { storedVersions: ['v1'] },
});
const spec = (schema: JSONSchemaProps): JSONSchemaProps => ({ type: 'object', properties: { spec: schema } });
const errors = (schema: JSONSchemaProps) => validateDefinition(definition(schema)).map(fieldErrorMessage);
const AT = 'spec.validation.openAPIV3Schema.properties[spec]';

describe('validateDefinition', () => {
  it('asks for a structural schema', () => {
    const root = 'spec.validation.openAPIV3Schema';
    expect(errors({ type: 'object', properties: { a: { type: 'string' } }, anyOf: [{ required: ['a'] }, { properties: { b: { minLength: 1 } } }] })).toEqual([
      `${root}.properties[b]: Required value: because it is defined in ${root}.anyOf[1].properties[b]`,
    ]);
    expect(errors(spec({ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }))).toEqual([]);
    expect(errors(spec({ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'string' }, { type: 'integer' }] }))).toHaveLength(2);
  });

  it('asks for defaults that the schema keeps', () => {
    expect(errors(spec({ type: 'object', properties: { a: { type: 'string' } }, default: { b: 1 } }))).toEqual([`${AT}.default: Invalid value: {"b":1}: must not have unknown fields`]);
  });

  it('compiles rules only over a schema that is right', () => {
    const withRule = (type: string) => spec({ type: 'object', properties: { a: { type, 'x-kubernetes-list-type': 'set' } }, 'x-kubernetes-validations': [{ rule: "self.a == 'x'" }] });
    expect(errors(withRule('integer'))).toEqual([`${AT}.properties[a].type: Invalid value: "integer": must be array if x-kubernetes-list-type is specified`]);
    expect(errors(spec({ type: 'object', properties: { a: { type: 'integer' } }, 'x-kubernetes-validations': [{ rule: "self.a == 'x'" }] }))[0]).toContain('compilation failed');
  });

  it('checks each version where versions differ', () => {
    const two = definition({ type: 'object' }, {
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        { name: 'v2', served: true, storage: false, schema: { openAPIV3Schema: { type: 'string' } } },
      ],
    });
    expect(validateDefinition(two).map(fieldErrorMessage)).toEqual(['spec.versions[1].schema.openAPIV3Schema.type: Invalid value: "string": must be object at the root']);
  });

  it('forgives an update what the old one had', () => {
    const set = spec({ type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'object' } });
    expect(errors(set)).toHaveLength(1);
    expect(validateDefinitionUpdate(definition(set), definition(set))).toEqual([]);
  });

  it('warns of formats that nothing is checked by', () => {
    expect(definitionWarnings(definition(spec({ type: 'string', format: 'crontab' })))).toEqual(['unrecognized format "crontab"']);
  });
});
