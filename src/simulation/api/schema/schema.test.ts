import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALL_COLUMNS, ALL_GROUPS, ALL_RESOURCES } from '../generated/schema/all';
import { coreV1 } from '../generated/schema/core.v1';
import { parseColumns, parseResources } from './resources';
import type { Field, FieldType } from './parse';
import { schemaOf } from './schema';

const recorded = (name: string): Record<string, never> => JSON.parse(readFileSync(`testdata/golden/schema/${name}.json`, 'utf8'));
const { types, kinds, resources } = recorded('kinds') as unknown as {
  types: Record<string, { fields: Record<string, Record<string, unknown>>; map?: string }>;
  kinds: Record<string, string>;
  resources: Record<string, unknown>[];
};
const { goTypes } = recorded('gotypes') as unknown as { goTypes: Record<string, Record<string, { type: string; of?: string; inline?: true }>> };
const schema = schemaOf(ALL_GROUPS);

function typeText(type: FieldType): string {
  if (type.kind === 'list') return `[]${typeText(type.of)}`;
  if (type.kind === 'map') return `{}${typeText(type.of)}`;
  return type.kind === 'struct' ? type.name : type.kind;
}

/** A field as the recording spells it. */
function spelt(field: Field): Record<string, unknown> {
  const all = {
    type: typeText(field.type),
    required: field.required || undefined,
    default: field.default,
    enum: field.type.kind === 'list' ? undefined : field.enum,
    itemEnum: field.type.kind === 'list' ? field.enum : undefined,
    list: field.listType,
    keys: field.listKeys,
    patch: field.patch?.join(','),
    mergeKey: field.mergeKey,
    map: field.mapType,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

describe('the field tables', () => {
  it('give back every recorded field of every type', () => {
    for (const [name, type] of Object.entries(types)) {
      const struct = schema.struct(name);
      expect([...struct.fields.keys()], name).toEqual(Object.keys(type.fields).sort());
      expect(struct.atomic, name).toBe(type.map === 'atomic');
      for (const field of struct.fields.values()) {
        const { format: _, list, ...rest } = type.fields[field.name] ?? {};
        // A default that is zero (`+default=0` in Go) is not in the recorded schema.
        const { default: value, ...shown } = spelt(field);
        const found = rest.default === undefined && (value === 0 || value === '' || value === false) ? shown : spelt(field);
        // A list of bytes is one string in JSON.
        expect(found, `${name}.${field.name}`).toEqual(list === undefined || rest.type === 'bytes' ? rest : { ...rest, list });
      }
    }
  });

  it('give back the Go types and the embedded structs', () => {
    for (const [name, fields] of Object.entries(goTypes)) {
      if (types[name] === undefined) continue;
      for (const [fieldName, go] of Object.entries(fields)) {
        if (go.inline) continue;
        const field = schema.struct(name).fields.get(fieldName);
        expect(field?.go, `${name}.${fieldName}`).toBe(go.type);
        expect(field?.via, `${name}.${fieldName}`).toEqual([]);
      }
    }
    expect(schema.struct('core.v1.Probe').fields.get('exec')?.via).toEqual(['ProbeHandler']);
    expect(schema.struct('admissionregistration.v1.NamedRuleWithOperations').fields.get('resources')?.via).toEqual(['RuleWithOperations', 'Rule']);
  });

  it('know every kind under its group and version', () => {
    const found = ALL_GROUPS.flatMap((group) => group.kinds.split(' ').map((kind) => `${group.apiVersion} ${kind}`));
    expect(found.sort()).toEqual(Object.keys(kinds).sort());
  });

  it('name a type that is not there', () => {
    expect(() => schemaOf([coreV1]).struct('apps.v1.Deployment')).toThrow('no API type apps.v1.Deployment: the schema has core.v1, meta.v1');
  });
});

describe('parseResources', () => {
  it('gives back what discovery said', () => {
    const found = Object.entries(ALL_RESOURCES).flatMap(([apiVersion, lines]) => parseResources(apiVersion, lines));
    expect(found).toHaveLength(resources.length);
    for (const one of resources) {
      const resource = found.find(({ group, version, plural }) => group === one.group && version === one.version && plural === one.resource);
      expect(resource).toMatchObject({ kind: one.kind, singular: one.singular, namespaced: one.namespaced, verbs: one.verbs, shortNames: one.shortNames ?? [], categories: one.categories ?? [] });
      const subresources = (one.subresources ?? []) as { name: string; kind: string; group?: string; version?: string; verbs: string[] }[];
      expect(resource?.subresources).toEqual(
        subresources.map(({ name, kind, group, version, verbs }) => ({ name, kind, verbs, apiVersion: group === undefined ? resource?.apiVersion : `${group === '' ? '' : `${group}/`}${version}` })),
      );
    }
  });
});

describe('parseColumns', () => {
  it('gives back every recorded column', () => {
    const { columns } = recorded('columns') as unknown as { columns: Record<string, { description: string }[]> };
    for (const [key, list] of Object.entries(columns)) {
      const [apiVersion = '', plural = ''] = key.split(' ');
      const found = parseColumns(ALL_COLUMNS[apiVersion] ?? '').get(plural);
      expect(found, key).toEqual(list.map(({ description: _, ...column }) => column));
    }
  });
});
