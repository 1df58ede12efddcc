import { describe, expect, it } from 'vitest';
import type { CustomResourceDefinition } from '../generated/types/apiextensions.v1';
import { podKind } from '../kinds/core.Pod';
import { readManifests } from '../manifest/read-manifests';
import { createRegistry } from '../registry';
import { customKinds } from './custom-kinds';
import { ruleObjectErrors } from './rules/check-object';

const backups: CustomResourceDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'backups', kind: 'Backup', shortNames: ['bk'] },
    versions: [
      { name: 'v0', served: false, storage: false },
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  keep: { type: 'integer', default: 7 },
                  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  targets: { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], items: { type: 'object', properties: { name: { type: 'string' }, weight: { type: 'number', default: 1 } } } },
                },
              },
            },
          },
        },
      },
    ],
  },
};
const registry = createRegistry([podKind]).with(customKinds(backups));
const read = (spec: string) => readManifests(`apiVersion: example.com/v1\nkind: Backup\nmetadata:\n  name: nightly\nspec:\n${spec}`, registry);

describe('customKinds', () => {
  it('serves what is served, with its lists by key', () => {
    expect(registry.find('example.com/v0', 'Backup')).toBeUndefined();
    const kind = registry.served('example.com', 'backups');
    expect(kind?.resource).toMatchObject({ singular: 'backup', shortNames: ['bk'], subresources: [{ name: 'status' }] });
    expect(kind?.schema.struct('example.com/v1.Backup.spec').fields.get('targets')).toMatchObject({ listType: 'map', listKeys: ['name'] });
  });

  it('keeps what its schema keeps and fills in its defaults', () => {
    const { objects, problems } = read('  free: {a: [1, {b: null}]}\n  targets: [{name: x}]\n');
    expect(problems).toEqual([]);
    expect(objects[0]?.object).toMatchObject({ spec: { keep: 7, free: { a: [1, { b: null }] }, targets: [{ name: 'x', weight: 1 }] } });
  });

  it('names unknown fields and values of a wrong type, and decodes metadata', () => {
    expect(read('  retention: 3\n').problems).toMatchObject([{ code: 'unknownField', line: 6, column: 3, message: 'unknown field "spec.retention"' }]);
    expect(read('  keep: three\n').problems).toMatchObject([{ line: 6, message: 'spec.keep: Invalid value: "string": spec.keep in body must be of type integer: "string"' }]);
    const bad = readManifests('apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: 1}\n', registry);
    expect(bad.problems[0]?.message).toContain('cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string');
  });

  it('run the rules of a schema by what is given to run them, and are not served without it', () => {
    const ruled = structuredClone(backups) as unknown as { spec: { versions: { schema?: { openAPIV3Schema: { properties: { spec: Record<string, unknown> } } } }[] } };
    ruled.spec.versions[1]!.schema!.openAPIV3Schema.properties.spec['x-kubernetes-validations'] = [{ rule: 'self.keep < 10', message: 'keeps too many' }];
    const definition = ruled as unknown as CustomResourceDefinition;
    expect(() => customKinds(definition)).toThrow('the schema of example.com/v1.Backup has x-kubernetes-validations');
    const [kind] = customKinds(definition, ruleObjectErrors);
    const object = (keep: number) => ({ apiVersion: 'example.com/v1', kind: 'Backup', metadata: { name: 'nightly', namespace: 'default' }, spec: { keep } });
    expect(kind?.validateCreate?.(object(7))).toEqual([]);
    expect(kind?.validateCreate?.(object(12))).toMatchObject([{ path: 'spec', detail: 'keeps too many' }]);
  });
});
