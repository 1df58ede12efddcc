import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalValues } from '../equal';
import type { Kind } from '../kind';
import { ALL_KINDS } from '../kinds/all';
import { podKind } from '../kinds/core.Pod';
import { asObject } from '../request/create';
import { encodeObject } from '../request/encode';
import { patchObject } from '../request/patch';
import { encodeStruct } from '../schema/encode';
import type { JsonObject } from '../schema/walk';
import { arbitraryStruct } from '../testing/arbitrary-struct';
import type { ApiObject } from '../types';
import { applyJsonPatch } from './json-patch';
import { PatchError } from './patch-error';
import { createThreeWayPatch, createTwoWayPatch } from './strategic-diff';
import { strategicMergePatch } from './strategic-merge';

const { schema } = podKind;
const SPEC = 'core.v1.PodSpec';
const RUNS = { numRuns: 150, interruptAfterTimeLimit: 3000 };
/** An item without its merge key cannot be patched, and one that is there twice not told apart. */
const specs = arbitraryStruct(schema, SPEC, 4).map((spec) => encodeStruct(schema, SPEC, spec));

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}


describe('strategic merge patches', () => {
  it('of nothing are empty, and empty ones change nothing', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const patch = attempt(() => createTwoWayPatch(schema, SPEC, spec, spec));
        if (patch !== undefined) expect(patch).toEqual({});
        expect(strategicMergePatch(schema, SPEC, spec, {})).toEqual(spec);
      }),
      RUNS,
    );
  });

  it('made from a list and another restore the other', () => {
    const containers = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), image: fc.constantFrom('x', 'y') }), { selector: ({ name }) => name, maxLength: 4 });
    fc.assert(
      fc.property(containers, containers, (before, after) => {
        const patch = createTwoWayPatch(schema, SPEC, { containers: before }, { containers: after });
        expect(strategicMergePatch(schema, SPEC, { containers: before }, patch)).toEqual({ containers: after });
      }),
      RUNS,
    );
  });

  it('of three say what the manifest says, and a second one is empty', () => {
    const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'));
    const tolerations = fc.array(fc.record({ key: fc.constantFrom('a', 'b') }), { maxLength: 2 });
    const spec = fc.record({ nodeSelector: labels, tolerations }, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(spec, spec, spec, (last, file, live) => {
        const after = strategicMergePatch(schema, SPEC, live, createThreeWayPatch(schema, SPEC, last, file, live));
        expect(createThreeWayPatch(schema, SPEC, file, file, after)).toEqual({});
      }),
      RUNS,
    );
  });

  it('bring items of a list to the given order, those of the server where they stood', () => {
    const list = (...names: string[]) => names.map((name) => ({ name }));
    const patch = { '$setElementOrder/containers': list('c', 'a'), containers: [{ name: 'c', image: 'x' }] };
    expect(strategicMergePatch(schema, SPEC, { containers: list('a', 'side') }, patch)).toEqual({ containers: [{ name: 'c', image: 'x' }, { name: 'a' }, { name: 'side' }] });
  });
});

describe('patches of any kind', () => {
  const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'delete', 'replace', 'merge', 'a', '80', '1Gi'), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(fc.constantFrom('spec', 'metadata', 'containers', 'name', 'ports', 'containerPort', 'template', 'labels', 'finalizers', 'replicas', 'status', '$patch', '$retainKeys', '$setElementOrder/containers', '$setElementOrder/', '$deleteFromPrimitiveList/finalizers', '__proto__'), tie('value'), { maxKeys: 4 }),
  })).value;
  const operations = fc.array(fc.record({ op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'x'), path: fc.constantFrom('', '/', '/metadata/labels', '/spec/containers/0', '/spec/containers/-', '/metadata', '/a/b', 'spec', '/spec/containers/-1', '/~1~0'), from: fc.constantFrom('/metadata', '/spec', '/x'), value: values }, { requiredKeys: [] }), { maxLength: 4 });
  const kinds = ALL_KINDS.filter(({ kind }) => ['Pod', 'Deployment', 'ConfigMap', 'Service', 'Job', 'HorizontalPodAutoscaler', 'Node'].includes(kind));

  it('end in an object or in a Status that says why', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom('json', 'merge', 'strategic'), fc.oneof(values, operations), fc.constantFrom('', 'status', 'scale'), (kind, type, patch, subresource) => {
        const live = defaulted(kind, { metadata: { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1' }, ...(kind.kind === 'Pod' ? { spec: { containers: [{ name: 'a', image: 'x' }] } } : {}) });
        const written = patchObject(type, patch, live, { kind, name: 'web', namespace: 'default', subresource, manager: 'm', system: { now: '2026-11-28T22:00:00Z', uid: 'u', suffix: 'bcdfg' } });
        if ('status' in written) expect(written.status.message).not.toBe('');
        else expect(encodeObject(kind, written.object)).toMatchObject({ kind: kind.kind });
      }),
      { numRuns: 1500, interruptAfterTimeLimit: 8000 },
    );
  });

  const defaulted = (kind: Kind, value: JsonObject): ApiObject => {
    const object = asObject(kind, value);
    return kind.defaults?.(object) ?? object;
  };
});

describe('a JSON patch', () => {
  it('leaves the document as it was, and undoes itself', () => {
    const document = { a: [1, { b: 2 }], c: 'x' };
    const patched = applyJsonPatch(document, [{ op: 'add', path: '/a/1', value: { n: null } }, { op: 'move', from: '/c', path: '/d' }]);
    expect(patched).toEqual({ a: [1, { n: null }, { b: 2 }], d: 'x' });
    expect(applyJsonPatch(patched as JsonObject, [{ op: 'move', from: '/d', path: '/c' }, { op: 'remove', path: '/a/1' }])).toEqual(document);
  });

  it('counts from the end of a list, and keeps a key whatever its name', () => {
    expect(applyJsonPatch({ a: [1, 2, 3] }, [{ op: 'remove', path: '/a/-1' }])).toEqual({ a: [1, 2] });
    const patched = applyJsonPatch({}, [{ op: 'add', path: '/__proto__', value: { x: 1 } }]) as JsonObject;
    expect(Object.hasOwn(patched, '__proto__')).toBe(true);
    expect(equalValues(({} as JsonObject).x, undefined)).toBe(true);
  });
});

