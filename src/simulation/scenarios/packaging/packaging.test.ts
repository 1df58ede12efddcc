import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagingAnswer } from './answer';
import type { Files, Tool } from './files';
import { overlays, valuesFiles } from './files';
import { pointerLine, templateLine } from './places';
import { differences, objectsOf } from './same';

const TEMPLATE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  {{- toYaml .Values.data | nindent 2 }}\n  last: x\n';
const FILES: Files = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n', 'web/values.yaml': 'data:\n  a: "1"\n  b: "2"\n', 'web/templates/map.yaml': TEMPLATE, 'prod.yaml': 'data:\n  b: "3"\n',
  'base/kustomization.yaml': 'resources:\n- map.yaml\n', 'base/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: "1"\n',
  'overlays/prod/kustomization.yaml': 'resources:\n- ../../base\nnamePrefix: prod-\nconfigMapGenerator:\n- name: more\n  literals: [c=d]\n',
};

const answer = (tool: Tool, change: Files = {}, target = tool === 'helm' ? 'prod.yaml' : 'overlays/prod') => packagingAnswer({ tool, files: { ...FILES, ...change }, target, against: '', puzzle: false });
const placed = (tool: Tool, file: string, from: string, to: string) => {
  const { output } = answer(tool, { [file]: FILES[file]!.replace(from, to) });
  return output.ok ? 'rendered' : [output.place?.file, output.place?.line, output.error.split('\n')[0]];
};

describe('what both tools make of a folder', () => {
  it('is what helm template and kubectl kustomize print', () => {
    expect(answer('helm').output).toEqual({ ok: true, warnings: '', text: '---\n# Source: web/templates/map.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: "1"\n  b: "3"\n  last: x\n' });
    const { output, steps } = answer('kustomize');
    expect(output).toMatchObject({ ok: true, text: expect.stringMatching(/name: prod-more-[a-z0-9]{10}\n[^]*name: prod-web\n/) });
    expect(steps.map(({ folder, what }) => `${folder} ${what}`)).toEqual(['base resources', 'overlays/prod resources', 'overlays/prod ConfigMapGenerator', 'overlays/prod PrefixTransformer', 'overlays/prod nameReferences', 'overlays/prod order']);
    expect(output.ok && steps.at(-1)?.yaml === output.text).toBe(true);
    expect(steps[3]!.yaml).toContain('name: prod-more\n');
  });

  it('knows what can be rendered', () => {
    expect(valuesFiles(FILES)).toEqual(['prod.yaml']);
    expect(overlays({ ...FILES, 'kustomization.yaml': '' })).toEqual(['', 'base', 'overlays/prod']);
  });

  it.each([
    ['helm', 'web/templates/map.yaml', '.Release.Name }}', '.Release.Name }', 'web/templates/map.yaml', 4, 'Error: parse error at (web/templates/map.yaml:4): unexpected "}" in operand'],
    ['helm', 'web/templates/map.yaml', 'nindent 2', 'nindnt 2', 'web/templates/map.yaml', 6, 'Error: parse error at (web/templates/map.yaml:6): function "nindnt" not defined'],
    ['helm', 'web/templates/map.yaml', '  last', '   last', 'web/templates/map.yaml', 6, 'Error: YAML parse error on web/templates/map.yaml: error converting YAML to JSON: yaml: line 7: did not find expected key'],
    ['helm', 'web/templates/map.yaml', '.Values.data', '.Values.no.data', 'web/templates/map.yaml', 6, 'Error: web/templates/map.yaml:6:20'],
    ['helm', 'web/values.yaml', '  b', ' b', 'web/values.yaml', 2, 'Error: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 2: did not find expected key'],
    ['helm', 'web/Chart.yaml', '0.1.0', 'x', 'web/Chart.yaml', 3, 'Error: validation: chart.metadata.version "x" is invalid'],
    ['kustomize', 'base/map.yaml', '  name', '\tname', 'base/map.yaml', 4, expect.stringContaining('found character that cannot start any token')],
    ['kustomize', 'base/kustomization.yaml', 'map.yaml', 'm.yaml', 'base/kustomization.yaml', 2, expect.stringContaining("lstat /home/learner/base/m.yaml: no such file or directory")],
    ['kustomize', 'base/map.yaml', 'kind:', 'knd:', 'base/map.yaml', 1, expect.stringContaining('missing kind in object')],
    ['kustomize', 'overlays/prod/kustomization.yaml', 'namePrefix', 'prefix', 'overlays/prod/kustomization.yaml', 3, 'error: invalid Kustomization: json: unknown field "prefix"'],
    ['kustomize', 'overlays/prod/kustomization.yaml', 'c=d', 'c', 'overlays/prod/kustomization.yaml', 4, expect.stringContaining('invalid literal source c, expected key=value')],
  ] as const)('%s finds the place: %s %s', (tool, file, from, to, place, line, error) => {
    expect(placed(tool, file, from, to)).toEqual([place, line, error]);
  });

  it('marks the place of a value that a schema refuses', () => {
    const { output } = answer('helm', { 'web/values.schema.json': '{"properties": {"data": {"properties": {"b": {"type": "integer"}}}}}' });
    expect(output).toMatchObject({ ok: false, place: { file: 'prod.yaml', line: 2 } });
  });

  it('finds lines of templates and of pointers', () => {
    expect(templateLine('a\n{{ b }}\nc', 'a\nx\ny\nz\nc', 3)).toBe(2);
    expect(templateLine('a\n{{ b }}\nc', 'a\nx\nc', 3)).toBe(3);
    expect(templateLine('a', 'b\nc', 2)).toBe(1);
    expect(pointerLine('a:\n- b: 1\n- c: 2\n', '/a/1/c')).toBe(3);
    expect(pointerLine('a: 1', '/b')).toBeUndefined();
  });

  it('compares objects, not texts', () => {
    const [a, b] = ['kind: A\nmetadata: {name: x}\nspec: {n: 1, l: [1]}\n---\nkind: B\nmetadata: {name: z}\n', '---\nkind: B\nmetadata:\n  name: "z"\n---\nkind: A\nspec: {l: [1, 2], n: 1}\nmetadata: {name: x}\n'].map(objectsOf);
    expect(differences(a!, b!)).toEqual([{ object: 'A x', path: 'spec.l[1]', left: undefined, right: 2 }]);
  });

  it('never throws, whatever is cut out of a file', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(FILES)), fc.nat(200), fc.nat(12), fc.constantFrom<Tool>('helm', 'kustomize'), (file, start, length, tool) => {
      const text = FILES[file]!;
      const { output } = answer(tool, { [file]: text.slice(0, start) + text.slice(start + length) });
      if (!output.ok && output.place !== undefined) expect(output.place.line).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });
});
