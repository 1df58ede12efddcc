import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customKinds } from '../custom/custom-kinds';
import { semanticEqual } from '../equal';
import type { CustomResourceDefinition } from '../generated/types/apiextensions.v1';
import { podKind } from '../kinds/core.Pod';
import { deploymentKind } from '../kinds/apps.Deployment';
import { ALL_KINDS } from '../kinds/all';
import type { Kind } from '../kind';
import { applyObject } from '../request/apply';
import { encodeObject, managedType } from '../request/encode';
import { patchObject } from '../request/patch';
import type { WriteTarget } from '../request/write';
import type { JsonObject } from '../schema/walk';
import { arbitraryStruct } from '../testing/arbitrary-struct';
import type { ApiObject } from '../types';
import { compareTyped } from './compare';
import { applyManaged } from './field-manager';
import { difference, fromFields, intersection, isEmptySet, pathsOf, toFields, union } from './field-set';
import type { FieldSet } from './field-set';
import { decodeManagedFields } from './managed-fields';
import { mergeTyped } from './merge';
import { compareElements, printElement } from './path-element';
import { typeErrors } from './validate';

const target = (kind: Kind, manager: string): WriteTarget<ApiObject> => ({ kind, name: 'web', namespace: 'default', subresource: '', manager, system: { now: '2026-11-28T22:00:00Z', uid: 'u', suffix: 'bcdfg' } });
const RUNS = { numRuns: 60, interruptAfterTimeLimit: 2000 };

const kindOf = (apiVersion: string, name: string): Kind => ALL_KINDS.find((one) => one.apiVersion === apiVersion && one.kind === name) ?? podKind;
const configMap = kindOf('v1', 'ConfigMap');
/** Kinds whose objects decode and are validated by little or nothing, so that most that is drawn is stored. */
const LOOSE: readonly Kind[] = [configMap, kindOf('v1', 'Endpoints'), kindOf('v1', 'PodTemplate'), kindOf('apps/v1', 'ControllerRevision'), kindOf('discovery.k8s.io/v1', 'EndpointSlice')];

/** What a client could apply: an object of the kind whose lists name each item once. */
const configs = (kind: Kind): fc.Arbitrary<JsonObject> =>
  arbitraryStruct(kind.schema, kind.type, 5)
    .map((value): JsonObject => ({ ...value, apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name: 'web' } }))
    .filter((value) => typeErrors(value, managedType(kind, '').atom).length === 0);

const drawn = fc.constantFrom(...LOOSE).chain((kind) => fc.record({ kind: fc.constant(kind), one: configs(kind), other: configs(kind) }));
const request = (kind: Kind, manager: string) => ({ manager, apiVersion: kind.apiVersion, subresource: '', now: '2026-11-28T22:00:00Z' });
const sets = fc.array(fc.array(fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:1', 'i:0'), { minLength: 1, maxLength: 3 }), { maxLength: 6 }).map((paths): FieldSet => {
  const object = paths.reduce<Record<string, unknown>>((all, path) => {
    let node = all;
    for (const element of path) node = (node[element] ??= {}) as Record<string, unknown>;
    node['.'] = {};
    return all;
  }, {});
  return fromFields(object)!;
});

describe('server-side apply', () => {
  it('applied twice changes nothing', () => {
    fc.assert(
      fc.property(drawn, ({ kind, one }) => {
        const type = managedType(kind, '');
        const first = applyManaged(type.empty, one, type, request(kind, 'me'), false);
        if ('conflicts' in first) throw new Error('nobody else is there');
        // Whoever says an empty list alone owns nothing once it is stored without it: the object has no manager then, and the next apply is a first one again.
        fc.pre((first.object.metadata as { managedFields?: unknown }).managedFields !== undefined);
        const second = applyManaged(first.object, one, type, request(kind, 'me'), false);
        expect(second).toEqual({ object: first.object, changed: false });
      }),
      RUNS,
    );
  });

  it('by force leaves every field that differs to one manager', () => {
    fc.assert(
      fc.property(drawn, ({ kind, one, other }) => {
        const type = managedType(kind, '');
        const first = applyManaged(type.empty, one, type, request(kind, 'one'), false);
        if ('conflicts' in first) throw new Error('nobody else is there');
        const second = applyManaged(first.object, other, type, request(kind, 'other'), true);
        if ('conflicts' in second) throw new Error('forced');
        const managers = [...(decodeManagedFields((second.object.metadata as { managedFields?: unknown }).managedFields) ?? new Map()).values()];
        const { added, modified } = compareTyped(first.object, second.object, type.atom);
        for (const { manager, set } of managers) if (manager === 'one') expect(isEmptySet(intersection(set, union(added, modified)))).toBe(true);
        // What the second says stands in the object.
        expect(mergeTyped(second.object, other, type.atom)).toEqual(second.object);
      }),
      RUNS,
    );
  });

  it('takes away what a manager says no more, and conflicts over what another changes', () => {
    const apply = (data: JsonObject, manager: string, live?: ApiObject, force = false) => applyObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data }, live, { ...target(configMap, manager), force });
    const created = apply({ a: '1', b: '2' }, 'alice');
    if ('status' in created) throw new Error(created.status.message);
    expect(created.created).toBe(true);
    const fewer = apply({ a: '1' }, 'alice', created.object);
    expect('object' in fewer && encodeObject(configMap, fewer.object).data).toEqual({ a: '1' });
    expect(apply({ a: '9' }, 'bob', created.object)).toMatchObject({ status: { reason: 'Conflict', message: 'Apply failed with 1 conflict: conflict with "alice": .data.a' } });
    const forced = apply({ a: '9' }, 'bob', created.object, true);
    expect('object' in forced && encodeObject(configMap, forced.object).data).toEqual({ a: '9', b: '2' });
  });

  it('tells the items of a custom list apart by the defaults of its keys', () => {
    const ports = { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'], items: { type: 'object', required: ['port'], properties: { port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } } } };
    const schema = { type: 'object', properties: { spec: { type: 'object', additionalProperties: ports } } };
    const crd = { spec: { group: 'example.com', scope: 'Namespaced', names: { plural: 'wilds', kind: 'Wild' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }] } };
    const [kind] = customKinds(crd as unknown as CustomResourceDefinition);
    const type = managedType(kind!, '');
    const applied = applyManaged(type.empty, { apiVersion: 'example.com/v1', kind: 'Wild', metadata: { name: 'web' }, spec: { in: [{ port: 80 }] } }, type, request(kind!, 'me'), false);
    expect(JSON.stringify('object' in applied && applied.object.metadata)).toContain(JSON.stringify({ 'f:in': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } } }));
  });

  it('by kubectl takes over from client-side apply without a conflict', () => {
    const annotation = '{"apiVersion":"v1","data":{"a":"1"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"web","namespace":"default"}}\n';
    const live = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'default', uid: 'u', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': annotation } }, data: { a: '1' } } as ApiObject;
    const edited = patchObject('merge', { data: { a: '1' } }, live, target(configMap, 'kubectl-client-side-apply'));
    if ('status' in edited) throw new Error(edited.status.message);
    const applied = applyObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: '2' } }, edited.object, target(configMap, 'kubectl'));
    expect('object' in applied && encodeObject(configMap, applied.object)).toMatchObject({ data: { a: '2' }, metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"web"}}\n' } } });
  });
});

describe('sets of fields', () => {
  it('are written and read back the same', () => {
    fc.assert(
      fc.property(sets, (set) => {
        expect(fromFields(toFields(set))).toEqual(set);
      }),
    );
  });

  it('are parted by difference and intersection', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const paths = (set: FieldSet) => pathsOf(set).map((path) => path.join(' ')).sort();
        expect([...paths(difference(a, b)), ...paths(intersection(a, b))].sort()).toEqual(paths(a));
        expect(paths(union(a, b))).toEqual([...new Set([...paths(a), ...paths(b)])].sort());
      }),
    );
  });

  it('name their steps as the server prints them, in its order', () => {
    expect(['i:2', 'v:"x"', 'k:{"port":80,"protocol":"TCP"}', 'f:b', 'f:a'].sort(compareElements).map(printElement)).toEqual(['.a', '.b', '[port=80,protocol="TCP"]', '[="x"]', '[2]']);
  });
});

describe('a merge by type', () => {
  it('says what its right side says, and keeps what only the left one has', () => {
    fc.assert(
      fc.property(drawn, ({ kind, one, other }) => {
        const { atom } = managedType(kind, '');
        const merged = mergeTyped(one, other, atom);
        expect(mergeTyped(merged, other, atom)).toEqual(merged);
        expect(isEmptySet(compareTyped(one, merged, atom).removed)).toBe(true);
      }),
      RUNS,
    );
  });

  it('keeps a Deployment whose spec is the same in its generation', () => {
    const spec = { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx' }] } } };
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
    const created = applyObject(object, undefined, target(deploymentKind as unknown as Kind, 'me'));
    if ('status' in created) throw new Error(created.status.message);
    const again = applyObject(object, created.object, target(deploymentKind as unknown as Kind, 'me'));
    expect('object' in again && semanticEqual(again.object, created.object)).toBe(true);
    expect(created.object.metadata.generation).toBe(1);
  });
});
