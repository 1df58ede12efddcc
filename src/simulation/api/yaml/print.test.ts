import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../manifest/json';
import { compareKeys, parseDocument, printYaml, yamlLines } from './index';

// Each text is what sigs.k8s.io/yaml v1.6.0 writes.
describe('YAML as go-yaml writes it', () => {
  it.each([
    [{ b: 1, a: ['x', { c: null }], e: {}, f: [] }, 'a:\n- x\n- c: null\nb: 1\ne: {}\nf: []\n'],
    [{ a10: 1, a9: 2, B: 3, _x: 4, 1: 5 }, '_x: 4\n"1": 5\nB: 3\na9: 2\na10: 1\n'],
    [{ n: 'yes', t: 'a\tb', e: '😀', d: '2026-01-02', o: '0777', s: ' x', c: 'a: b', q: '' }, 'c: \'a: b\'\nd: "2026-01-02"\ne: "\\U0001F600"\n"n": "yes"\no: "0777"\nq: ""\ns: \' x\'\nt: "a\\tb"\n'],
    [{ l: 'a\nb\n', m: 'a\nb', k: 'a\n\n' }, 'k: |+\n  a\n\nl: |\n  a\n  b\nm: |-\n  a\n  b\n'],
    [[[1, 2], [3]], '- - 1\n  - 2\n- - 3\n'],
    [{ f: 1.5, g: 1e21, h: 1234567.5, i: 12345678901234567890n }, 'f: 1.5\ng: 1e+21\nh: 1.2345675e+06\ni: 12345678901234567890\n'],
    [{ w: `${'a'.repeat(60)} ${'b'.repeat(30)} c` }, `w: ${'a'.repeat(60)} ${'b'.repeat(30)}\n  c\n`],
  ])('%#', (value, text) => expect(printYaml(value)).toBe(text));

  it('says of each line which value it shows', () => {
    const value = { spec: { containers: [{ name: 'a', args: ['x\ny'] }], tolerations: [] } };
    expect(yamlLines(value).map(({ path }) => path)).toEqual([
      'spec', 'spec.containers', 'spec.containers[0].args', 'spec.containers[0].args[0]', 'spec.containers[0].args[0]', 'spec.containers[0].args[0]', 'spec.containers[0].name', 'spec.tolerations',
    ]);
    expect(yamlLines(value).map(({ text }) => `${text}\n`).join('')).toBe(printYaml(value));
  });

  it('is read again as it was', () => {
    // Without characters that only Go's own escapes could tell from others.
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', '0', '"', "'", '\\', 'é', ',', '[', '|', '\t') });
    const { value } = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text, tie('value'), { maxKeys: 3 })) }));
    fc.assert(fc.property(fc.array(value, { minLength: 1 }), (list) => {
      const tree = parseDocument(printYaml(list as never));
      expect(tree === undefined ? undefined : toJson(tree)).toEqual(list);
    }), { numRuns: 300 });
  });

  it('orders keys totally', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'B', '0', '1', '9', '-', '_', '.') });
    fc.assert(fc.property(key, key, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(-Math.sign(compareKeys(b, a)) || 0);
    }));
  });
});
