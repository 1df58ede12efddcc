import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../kinds/all';
import { createRegistry } from '../registry';
import { createObject } from '../request/create';
import { visitManifest } from './visit';

const registry = createRegistry(ALL_KINDS);
const visit = (text: string, validate = true) => visitManifest(text, registry, { source: 'STDIN', validate });

describe('visitManifest', () => {
  it('finds objects in documents, lists and JSON in a row', () => {
    const names = (text: string) => visit(text).map((one) => ('error' in one ? one.error : `${one.kind.kind} ${one.name}`));
    expect(names('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n---\n# none\n---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n')).toEqual(['Secret a', 'ConfigMap b']);
    expect(names('{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}} {"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}')).toEqual(['Node a', 'Node b']);
  });

  it('stops where kubectl stops', () => {
    expect(visit('a: b\n---\napiVersion: v1\nkind: Pod\n')).toEqual([
      { error: 'error validating "STDIN": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false', last: true },
    ]);
    expect(visit('--- x\n')).toEqual([{ error: 'error parsing STDIN: invalid Yaml document separator: x', last: true }]);
    expect(visit('{"a": 1, "b": ]}')).toEqual([{ error: "error parsing STDIN: json: offset 15: invalid character ']' looking for beginning of value", last: true }]);
  });
});

describe('createObject', () => {
  it('keeps what it does not know where a field is of any shape, and warns on demand', () => {
    const [found] = visit(`apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: xs.example.com}
spec:
  extra: 1
  group: example.com
  scope: Cluster
  names: {plural: xs, kind: X}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true, default: {deep: [1]}}}}}}]
`);
    if (found === undefined || 'error' in found) throw new Error('not found');
    expect(createObject(found.body, found.kind)).toEqual({ status: { reason: 'BadRequest', message: expect.stringContaining('strict decoding error: unknown field "spec.extra"') } });
    const answer = createObject(found.body, found.kind, found.sentKind, 'Warn');
    expect(answer).toMatchObject({ warnings: ['unknown field "spec.extra"'], object: { spec: { versions: [{ schema: { openAPIV3Schema: { properties: { spec: { default: { deep: [1] } } } } } }] } } });
  });
});
