import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../manifest/json';
import { parseDocument } from './index';

const read = (text: string): unknown => {
  const tree = parseDocument(text);
  return tree === undefined ? undefined : toJson(tree);
};
const failure = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
};

// Each answer is what sigs.k8s.io/yaml v1.6.0 over go.yaml.in/yaml/v2 v2.4.3 gives.
describe('YAML as go-yaml reads it', () => {
  it.each([
    ['a: 0755', { a: 493 }],
    ['a: 0o17', { a: 15 }],
    ['a: 1_000', { a: 1000 }],
    ['a: 1e3', { a: 1000 }],
    ['a: yes\nb: "yes"', { a: true, b: 'yes' }],
    ['a: 2026-01-02', { a: '2026-01-02' }],
    ['a: !!str 1', { a: '1' }],
    ['a: ~\nb:', { a: null, b: null }],
    ['1: a\ntrue: b\n1.5: c', { '1': 'a', true: 'b', '1.5': 'c' }],
    ['a: |\n  one\n   two\n\n', { a: 'one\n two\n' }],
    ['a: >-\n  one\n  two\n\n  three\n', { a: 'one two\nthree' }],
    ['a: "one\n  two\\n\\x41"', { a: 'one two\nA' }],
    ['a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}', { a: { b: 1 }, c: { b: 1 }, d: { b: 1, e: 2 } }],
    ['\ufeffa: b', { a: 'b' }],
    ['a: b\n...\nc: d', { a: 'b' }],
  ])('%j', (text, value) => expect(read(text)).toEqual(value));

  it.each([
    ['a:\n\tb: c', 'yaml: line 2: found character that cannot start any token'],
    ['a: b: c', 'yaml: mapping values are not allowed in this context'],
    ['a: [b', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: &x [*x]', "yaml: anchor 'x' value contains itself"],
    ['[a]: b', 'yaml: invalid map key: []interface {}{"a"}'],
    ['a: !!int b', 'yaml: cannot decode !!str `b` as a !!int'],
    ['a: .nan', 'json: unsupported value: NaN'],
    ['a\nb: c', "yaml: line 2: mapping values are not allowed in this context"],
    ['a: \u0001', 'yaml: control characters are not allowed'],
  ])('%j: %s', (text, message) => expect(failure(text)).toBe(message));

  it('reads any JSON value that Go writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
        const text = JSON.stringify({ value }).replace(/[\u007f-\u009f\ufffe\uffff\u2028\u2029]/g, 'x');
        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });
});
