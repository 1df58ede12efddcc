import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findResults, parseTemplate, printCustomColumns, parseCustomColumns, printJsonPath, relaxedPath, sortObjects } from '.';
import type { Json } from '.';

const POD: Json = { kind: 'Pod', metadata: { name: 'web', labels: { 'a.b/c': 'x' } }, spec: { containers: [{ name: 'a', image: 'nginx' }, { name: 'b' }] } };

describe('jsonpath', () => {
  it('any template gets an output or a message', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '.', '..', '[', ']', '*', '?(', ')', '@', '$', ',', ':', '0', '-1', '"', "'", '\\', 'range ', 'end', 'metadata', 'spec', 'containers', 'name', '==', '<', ' ', '{range .spec.containers[*]}', '{end}', '{.metadata.name}')).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(pieces, fc.string()), fc.boolean(), (template, allowMissingKeys) => {
      const printed = printJsonPath(template, POD, { allowMissingKeys });
      if (!printed.ok) expect(printed.error).not.toBe('');
    }));
  });

  it('a path of plain steps leads where the object leads', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    fc.assert(fc.property(fc.letrec<{ tree: Json }>((tie) => ({ tree: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.constant(null), fc.dictionary(key, tie('tree'))) })).tree, fc.array(key, { minLength: 1, maxLength: 3 }), (object, steps) => {
      const there = steps.reduce<Json | undefined>((here, step) => (typeof here === 'object' && here !== null && Object.hasOwn(here, step) ? (here as Record<string, Json>)[step] : undefined), object);
      expect(findResults(parseTemplate(`{.${steps.join('.')}}`), object, { allowMissingKeys: true })).toEqual([there === undefined ? [] : [there]]);
    }));
  });

  it('a filter for existence passes over an error on its way', () => {
    // evalArray hands its input back with the error, and the filter only counts what it gets.
    expect(printJsonPath('{.spec.containers[?(@.name)].name}', POD)).toEqual({ ok: true, stdout: 'a b' });
    expect(printJsonPath('{.spec.containers[?(@.name[0])].name}', POD)).toEqual({ ok: true, stdout: 'a b' });
  });

  it('writes a relaxed path out', () => {
    expect(['metadata.name', '.metadata.name', '{metadata.name}', '{.metadata.name}'].map(relaxedPath)).toEqual(Array(4).fill('{.metadata.name}'));
  });

  it('custom columns show what is missing', () => {
    expect(printCustomColumns(parseCustomColumns('NAME:metadata.name,IMAGES:.spec.containers[*].image,X:.x'), POD).stdout).toBe('NAME   IMAGES   X\nweb    nginx    <none>\n');
  });

  it('sorts quantities by amount, and many objects without losing one', () => {
    const objects = ['1Gi', '512Mi', '2', '100m'].map((q) => ({ q }));
    const sorted = sortObjects(objects, '.q');
    expect(sorted.ok && sorted.objects.map(({ q }) => q)).toEqual(['100m', '2', '512Mi', '1Gi']);
    fc.assert(fc.property(fc.array(fc.record({ n: fc.nat(50) }), { minLength: 1, maxLength: 40 }), (list) => {
      const result = sortObjects(list, '.n');
      expect(result.ok && result.objects.map(({ n }) => n)).toEqual(list.map(({ n }) => n).sort((a, b) => a - b));
    }));
  });
});
