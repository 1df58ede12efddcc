import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compileDeletion, JqSyntaxError } from './index';

const object = { spec: { replicas: 3, containers: [{ name: 'web', image: 'a', env: [{ name: 'X', value: '1' }] }, { name: 'log', image: 'b' }] }, metadata: { labels: { 'a.b/c': 'x' } } };
const after = (expression: string): unknown => compileDeletion(expression)(object);

describe('del(path), as gojq', () => {
  it('takes away what a path names, in lists from the end', () => {
    expect(after('.spec.replicas')).toEqual({ ...object, spec: { containers: object.spec.containers } });
    expect(after('.spec.containers[]')).toEqual({ ...object, spec: { replicas: 3, containers: [] } });
    expect(after('.spec.containers[] | select(.name == "web") | .env[]?.value')).toEqual({
      ...object, spec: { replicas: 3, containers: [{ name: 'web', image: 'a', env: [{ name: 'X' }] }, { name: 'log', image: 'b' }] },
    });
    expect(after('.metadata.labels["a.b/c"], .spec')).toEqual({ metadata: { labels: {} } });
    expect(after('.spec.containers[] | select(.image | test("^a$")) | .image')).toEqual({ ...object, spec: { replicas: 3, containers: [{ name: 'web', env: [{ name: 'X', value: '1' }] }, object.spec.containers[1]] } });
  });

  it('leaves the object where the query fails while it runs', () => {
    expect(after('.spec.replicas[]')).toBe(object);
    expect(after('"text"')).toBe(object);
    expect(after('.missing.path')).toEqual(object);
  });

  it('says what it cannot read', () => {
    expect(() => compileDeletion('.spec[')).toThrow(new JqSyntaxError('unexpected token ")"'));
    expect(() => compileDeletion('nothing(.a)')).toThrow(new JqSyntaxError('function not defined: nothing/1'));
  });

  it('never fails otherwise', () => {
    const parts = ['.', '.a', '[', ']', '[]', '"x"', '|', ',', 'select(', ')', '(', '==', '1', '?', '//', 'and', '..', 'length', 'if', 'then', 'end', '{', '}', ':', '-'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), (pieces) => {
      try {
        compileDeletion(pieces.join(' '))({ a: [1, { b: null }], b: 'x' });
      } catch (error) {
        expect(error).toBeInstanceOf(JqSyntaxError);
      }
    }));
  });
});
