import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runKustomize } from './index';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: {app: web}\n';
const build = (kustomization: string, files: Readonly<Record<string, string>> = { 's.yaml': SERVICE }) => runKustomize({ files: { ...files, 'kustomization.yaml': kustomization }, target: '.' });

describe('kustomize', () => {
  it('patches first, then sets labels in selectors', () => {
    const rendered = build('resources: [s.yaml]\nlabels:\n- pairs: {app: shop}\n  includeSelectors: true\npatches:\n- patch: "apiVersion: v1\\nkind: Service\\nmetadata: {name: web}\\nspec: {selector: {tier: front}}"\n');
    expect(rendered).toEqual({ stderr: '', stdout: 'apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    app: shop\n  name: web\nspec:\n  selector:\n    app: shop\n    tier: front\n' });
  });

  it('names the file whose YAML is malformed', () => {
    expect(build('resources: [s.yaml]', { 's.yaml': 'a: b: c' })).toMatchObject({ error: expect.stringContaining('MalformedYAMLError: yaml: mapping values are not allowed in this context in File: s.yaml') });
  });

  it('reads files above its folder only where the restriction is lifted', () => {
    const files = { 'a/kustomization.yaml': 'configMapGenerator:\n- name: c\n  files: [../x.txt]\n', 'x.txt': 'hi' };
    expect(runKustomize({ files, target: 'a' })).toMatchObject({ error: expect.stringContaining("security; file '/app/x.txt' is not in or below '/app/a'") });
    expect(runKustomize({ files, target: 'a', loadRestrictor: 'LoadRestrictionsNone' })).toMatchObject({ stdout: expect.stringContaining('x.txt: hi') });
  });

  it('never throws, and the order of files does not matter', () => {
    const piece = fc.constantFrom(
      'resources: [s.yaml]', 'resources: [.., a]', 'namePrefix: a-', 'namespace: x', 'namespace: 1', 'labels:\n- pairs: {a: b}', 'patches:\n- patch: "- {op: remove, path: /spec}"\n  target: {kind: Service}',
      'replacements:\n- source: {kind: Service}\n  targets:\n  - select: {name: "["}', 'configMapGenerator:\n- name: c\n  literals: [a=b]', 'vars:\n- name: X\n  objref: {kind: Service, name: web}', 'kind: Component', '- a', 'x: [', 'components: [s.yaml]',
      'transformers:\n- |-\n  apiVersion: builtin\n  kind: PrefixTransformer\n  metadata: {name: p}', 'images:\n- name: "("', 'openapi: {path: nope}', 'crds: [s.yaml]', 'sortOptions: {order: x}',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const text = `${pieces.join('\n')}\n`;
      const files = { 'kustomization.yaml': text, 's.yaml': SERVICE, 'a/kustomization.yaml': text };
      expect(runKustomize({ files: Object.fromEntries(Object.entries(files).reverse()), target: 'a' })).toEqual(runKustomize({ files, target: 'a' }));
    }), { numRuns: 300 });
  });
});
