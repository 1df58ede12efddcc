import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../kinds/all';
import { createRegistry } from '../registry';
import { readManifests } from './read-manifests';
import { FORMS } from './testing/forms';

const registry = createRegistry(ALL_KINDS);
const read = (text: string) => readManifests(text, registry);
const said = (text: string) => read(text).problems.map(({ line, message }) => `${line}: ${message}`);

describe('what was met on real files', () => {
  it.each(FORMS)('%s', (_, text, expected) => {
    const { problems, objects } = read(text);
    expect(problems.filter(({ severity }) => severity === 'error').map(({ line, message }) => `${line}: ${message}`)).toEqual(expected);
    expect(objects).toEqual([]);
  });

  it.each([
    ['indentation', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n spec: {}\n', 'yaml: line 4: did not find expected key'],
    ['a colon in a value', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  url: a: b\n', 'yaml: line 4: mapping values are not allowed in this context'],
    ['a tab', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: web\n', 'yaml: line 4: found character that cannot start any token'],
    ['an open quote', 'apiVersion: v1\nkind: Pod\nmetadata: {name: "web}\n', 'yaml: line 4: found unexpected end of stream'],
    ['an open bracket', 'apiVersion: v1\nkind: Pod\nargs: [a, b\nx: 1\n', "yaml: line 3: did not find expected ',' or ']'"],
    ['a star', 'apiVersion: v1\nkind: Pod\nhost: *.example.com\n', 'yaml: line 3: did not find expected alphabetic or numeric character'],
    ['a percent sign', 'apiVersion: v1\nkind: Pod\nmax: %25\n', 'yaml: line 3: found character that cannot start any token'],
    ['a template', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n', 'yaml: invalid map key: map[interface {}]interface {}{".Values.name":interface {}(nil)}'],
  ])('YAML: %s, in the words of Go’s parser', (_, text, words) => {
    const { problems } = read(text);
    expect(problems).toMatchObject([{ severity: 'error', message: `error converting YAML to JSON: ${words}` }]);
  });

  it.each([
    ['a duplicate port', 'ports: [{containerPort: 80}, {containerPort: 80}]', 'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]'],
    ['a name of the environment twice', 'env: [{name: A, value: x}, {name: A, value: z}]', 'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply'],
    ['a fraction of a byte', 'resources: {requests: {memory: 100m}}', 'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer'],
  ])('the warning of %s stands at its line, and the object is taken', (_, field, warning) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: nginx\n    ${field}\n`;
    expect(said(text)).toEqual([`8: ${warning}`]);
    expect(read(text).objects).toHaveLength(1);
  });

  it('lists, JSON objects in a row and lists of one kind are read object by object', () => {
    const one = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    const texts = [
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [one('a'), one('b')] }),
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMapList', items: [one('a'), one('b')] }),
      `${JSON.stringify(one('a'))}${JSON.stringify(one('b'))}`,
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n',
      '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n\n--- # two\r\napiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: b}\r\n',
    ];
    for (const text of texts) expect(read(text)).toMatchObject({ problems: [], objects: [{ object: { metadata: { name: 'a' } } }, { object: { metadata: { name: 'b' } } }] });
    expect(said(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [one('a'), one('B')] }, null, 1))).toEqual([expect.stringMatching(/^16: metadata\.name: Invalid value: "B"/)]);
  });

  it('what an object is may stand twice or come by a merge key', () => {
    expect(read('apiVersion: v1\nkind: List\nitems:\nitems: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]\n')).toMatchObject({ problems: [], objects: [{}] });
    expect(read('<<: {apiVersion: v1, kind: ConfigMap}\nmetadata: {name: a}\n')).toMatchObject({ problems: [], objects: [{}] });
  });

  it('characters that cannot be seen are written as the server escapes them', () => {
    expect(said('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "a\u200bb"}\n')).toEqual([expect.stringContaining('3: metadata.name: Invalid value: "a\\u200bb": a lowercase RFC 1123 subdomain')]);
    expect(said('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nda\u00a0ta: {}\n')).toEqual(['4: unknown field "da\\u00a0ta"']);
  });

  it('a template is told where YAML stumbles over it, and not where it stands in quotes', () => {
    const codes = (text: string) => read(text).problems.map(({ code }) => code);
    expect(codes('{{- if .Values.on }}\napiVersion: v1\n{{- end }}\n')).toEqual(['unrenderedTemplate']);
    expect(codes('metadata:\n  labels:\n    {{- include "x.labels" . | nindent 4 }}\n  name: a\n')).toEqual(['unrenderedTemplate']);
    expect(codes('annotations: {summary: "{{ $value }} is high"}\nspec:\n\tx: 1\n')).toEqual(['tabIndentation']);
  });

  it('a version that is gone names what to write instead', () => {
    expect(read('apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n').problems).toMatchObject([{ code: 'removedVersion', line: 1, params: { release: '1.25', suggestion: 'policy/v1' } }]);
  });

  it('a Pod may project a token without naming its account: admission has named it by then', () => {
    const volumes = 'volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: token}}]}}]';
    expect(said(`apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: a, image: b}]\n  ${volumes}\n`)).toEqual([]);
  });

  it('of a rule without its expression the server says so', () => {
    const schema = '{type: object, x-kubernetes-validations: [{message: m}]}';
    expect(said(`apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.b.io}\nspec:\n  group: b.io\n  scope: Namespaced\n  names: {kind: A, plural: as}\n  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: ${schema}}}]\n`)).toEqual([
      '8: spec.validation.openAPIV3Schema.x-kubernetes-validations[0].rule: Required value: rule is not specified',
    ]);
  });
});
