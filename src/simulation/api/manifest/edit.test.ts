import { describe, expect, it } from 'vitest';
import { editDocument, type Path } from './edit';

const set = (text: string, path: Path, value: never | string | boolean | readonly string[] | Readonly<Record<string, string>>) => editDocument(text, { op: 'set', path, value });
const remove = (text: string, path: Path) => editDocument(text, { op: 'remove', path });

describe('editDocument', () => {
  it('keeps comments, order and style', () => {
    const text = 'a: 1 # one\nb:\n  # about c\n  c: x # see\n# last\nd: [1, 2]\n';
    expect(set(text, ['b', 'e', 'f'], true)).toBe('a: 1 # one\nb:\n  # about c\n  c: x # see\n  e:\n    f: true\n# last\nd: [1, 2]\n');
    expect(set(text, ['b', 'c'], 'z')).toBe('a: 1 # one\nb:\n  # about c\n  c: z # see\n# last\nd: [1, 2]\n');
    expect(remove(text, ['a'])).toBe('b:\n  # about c\n  c: x # see\n# last\nd: [1, 2]\n');
    expect(remove(text, ['d', 0])).toBe('a: 1 # one\nb:\n  # about c\n  c: x # see\n# last\nd: [2]\n');
  });

  it('an empty collection goes with its last entry, an item of a list stays', () => {
    expect(remove('a:\n  b:\n    c: 1\nd: 2\n', ['a', 'b', 'c'])).toBe('d: 2\n');
    expect(remove('list:\n- only: 1\n- other: 2\n', ['list', 0, 'only'])).toBe('list:\n- {}\n- other: 2\n');
    expect(remove('list:\n- first: 1\n  second: 2\n', ['list', 0, 'first'])).toBe('list:\n- second: 2\n');
  });

  it('writes behind the dash, into nothing and at an end without a line break', () => {
    expect(set('list:\n- name: a', ['list', 0, 'deep', 'x'], ['ALL'])).toBe('list:\n- name: a\n  deep:\n    x: [ALL]\n');
    expect(set('a:\nb: 1\n', ['a', 'c'], 'yes')).toBe('a:\n  c: "yes"\nb: 1\n');
    expect(set('a: {}\n', ['a', 'c'], { type: 'X' })).toBe('a: {c: {type: X}}\n');
    expect(set('{"a": {"b": 1}}', ['a', 'c'], ['ALL'])).toBe('{"a": {"b": 1, "c": ["ALL"]}}');
    expect(remove('{"a": {"b": 1}, "c": 2}', ['a', 'b'])).toBe('{"c": 2}');
  });

  it('knows what it cannot do', () => {
    expect(set('a: 1\n', ['a', 'b'], 'x')).toBeUndefined();
    expect(remove('a: 1\n', ['b', 'c'])).toBeUndefined();
    expect(set('a: [', ['b'], 'x')).toBeUndefined();
  });
});
