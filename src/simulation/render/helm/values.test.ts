import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { applySet, type Values } from './set-text';
import { coalesce, mergeMaps, valuesOf } from './values';

interface Recorded {
  id: string;
  kind: string;
  in: { set?: string; values?: Values; args?: string[]; files?: Record<string, string> };
  out: { values?: Values; error?: string; stdout?: string; exitCode?: number };
}

const file = JSON.parse(readFileSync('testdata/golden/helm/helm.json', 'utf8')) as Recorded[] | { cases: Recorded[] };
const cases = Array.isArray(file) ? file : file.cases;

/** A recording whose one template prints `.Values` as JSON, from values files and --set alone. */
const printsValues = ({ kind, in: { files = {}, args = [] }, out }: Recorded) =>
  kind === 'template' && out.exitCode === 0 && files['c/templates/x.yaml'] === 'v: {{ .Values | toJson }}\n' && Object.keys(files).every((path) => !/^c\/(charts\/|values\.schema)/.test(path)) &&
  args.slice(3).every((arg, index) => index % 2 === 1 || ['-f', '--set', '--set-string'].includes(arg));

const given = (args: readonly string[], flag: string) => args.filter((_, index) => args[index - 1] === flag);
const yaml = (text = '') => (load(text.trim() === '' ? '{}' : text) ?? {}) as Values;

describe('the values of a chart', () => {
  it.each(cases.filter(({ kind }) => kind === 'set').map((one) => [one.id, one] as const))('reads --set as helm does: %s', (_, { in: { set = '', values = {} }, out }) => {
    if (out.error === undefined) expect(applySet(set, values)).toEqual(out.values);
    else expect(() => applySet(set, values)).toThrow(new Error(out.error));
  });

  const printed = cases.filter(printsValues);

  it('has recordings to follow', () => expect(printed.length).toBeGreaterThan(5));

  it.each(printed.map((one) => [one.id, one] as const))('lays sources over each other as helm does: %s', (_, { in: { files = {}, args = [] }, out }) => {
    const values = valuesOf({ chart: yaml(files['c/values.yaml']), files: given(args, '-f').map((path) => yaml(files[path])), set: given(args, '--set'), setString: given(args, '--set-string') });
    expect(values).toEqual(JSON.parse(out.stdout!.split('\nv: ')[1]!));
  });

  it('replaces nothing with nothing, and keeps what the later source says', () => {
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.dictionary(fc.constantFrom('x', 'y'), fc.integer())));
    fc.assert(
      fc.property(values, values, (early, late) => {
        expect(mergeMaps(early, {})).toEqual(early);
        expect(coalesce(late, {})).toEqual(late);
        expect(mergeMaps(mergeMaps(early, late), late)).toEqual(mergeMaps(early, late));
      }),
    );
  });
});
