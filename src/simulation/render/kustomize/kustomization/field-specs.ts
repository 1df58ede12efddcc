/** Which fields a transformer changes: the built-in ones, and what configurations and CRDs add (builtinconfig.TransformerConfig). */
import { GoError } from '../../../base/go/values';
import { compareGvks, isSelected, sameGvk } from '../resources/id';
import { decode } from './decode';
import { FIELDS, NAME_REFERENCES } from './default-fields';
import { yamlTree } from './read';
import { TRANSFORMER_CONFIG } from './types';
import type { Gvk } from '../resources/id';
import type { Decoded, Struct } from './decode';
import type { FieldSpecValue } from './types';

export interface FieldSpec extends Gvk {
  readonly path: string;
  readonly create: boolean;
}
export interface NameReference extends Gvk {
  readonly referrers: readonly FieldSpec[];
}

const NAMES = ['namePrefix', 'nameSuffix', 'namespace', 'commonAnnotations', 'commonLabels', 'labels', 'templateLabels', 'varReference', 'images', 'replicas'] as const;
export type FieldsName = (typeof NAMES)[number];
export type FieldsConfig = Readonly<Record<FieldsName, readonly FieldSpec[]>> & { readonly nameReference: readonly NameReference[] };

const GO_NAMES: Readonly<Record<FieldsName, string>> = {
  namePrefix: 'NamePrefix', nameSuffix: 'NameSuffix', namespace: 'NameSpace', commonAnnotations: 'CommonAnnotations', commonLabels: 'CommonLabels', labels: 'Labels',
  templateLabels: 'TemplateLabels', varReference: 'VarReference', images: 'Images', replicas: 'Replicas',
};

function gvkOf(words: readonly string[]): Gvk {
  const of = (letter: string): string => words.find((word) => word.startsWith(`${letter}=`))?.slice(2) ?? '';
  return { group: of('g'), version: of('v'), kind: of('k') };
}

function parseSpec(line: string): FieldSpec {
  const [path = '', ...words] = line.split(' ');
  return { ...gvkOf(words), path: path.replace(/\+$/, ''), create: path.endsWith('+') };
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const sorted = <T extends Gvk>(list: readonly T[]): T[] => [...list].sort(compareGvks);

export const EMPTY: FieldsConfig = { ...(Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Record<FieldsName, readonly FieldSpec[]>), nameReference: [] };

let defaults: FieldsConfig | undefined;

export function defaultFields(): FieldsConfig {
  defaults ??= {
    ...(Object.fromEntries(NAMES.map((name) => [name, sorted(linesOf(FIELDS[name] ?? '').map(parseSpec))])) as unknown as Record<FieldsName, readonly FieldSpec[]>),
    nameReference: sorted(NAME_REFERENCES.trim().split('\n\n').map((block) => {
      const [of = '', ...lines] = linesOf(block);
      return { ...gvkOf(of.split(' ')), referrers: lines.map(parseSpec) };
    })),
  };
  return defaults;
}

/** FsSlice.MergeAll. */
export function mergeSpecs(first: readonly FieldSpec[], second: readonly FieldSpec[]): readonly FieldSpec[] {
  const result = [...first];
  for (const spec of second) {
    const known = result.find((one) => one.path === spec.path && isSelected(one, spec));
    if (known === undefined) result.push(spec);
    else if (known.create !== spec.create) throw new GoError('conflicting fieldspecs');
  }
  return result;
}

function mergeNamed(name: string, first: readonly FieldSpec[], second: readonly FieldSpec[]): FieldSpec[] {
  try {
    return sorted(mergeSpecs(first, second));
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`failed to merge ${name} fieldSpec: ${error.message}`);
    throw error;
  }
}

export function mergeFields(first: FieldsConfig, second: FieldsConfig): FieldsConfig {
  if (first === second || second === EMPTY) return first;
  if (first === EMPTY) return second;
  const references = [...first.nameReference];
  for (const reference of second.nameReference) {
    const at = references.findIndex((one) => sameGvk(one, reference));
    if (at < 0) references.push(reference);
    else references[at] = { ...references[at]!, referrers: [...mergeSpecs(references[at]!.referrers, reference.referrers)] };
  }
  return {
    ...(Object.fromEntries(NAMES.map((name) => [name, mergeNamed(GO_NAMES[name], first[name], second[name])])) as unknown as Record<FieldsName, readonly FieldSpec[]>),
    nameReference: sorted(references),
  };
}

const gvkValue = ({ group = '', version = '', kind = '' }: FieldSpecValue): Gvk => ({ group, version, kind });
export const specOf = (value: FieldSpecValue): FieldSpec => ({ ...gvkValue(value), path: value.path ?? '', create: value.create ?? false });

/** yaml.UnmarshalStrict. */
function unmarshal(text: string, spec: Struct): Decoded {
  const saying = <T>(prefix: string, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`${prefix}: ${error.message}`);
      throw error;
    }
  };
  const tree = saying('error converting YAML to JSON', () => yamlTree(text));
  return saying('error unmarshaling JSON: while decoding JSON', () => decode(tree, spec, true));
}

/** A configuration file (makeTransformerConfigFromBytes). */
export function readFields(text: string): FieldsConfig {
  const read = unmarshal(text, TRANSFORMER_CONFIG) as Readonly<Record<string, readonly (FieldSpecValue & { readonly fieldSpecs?: readonly FieldSpecValue[] })[]>>;
  return {
    ...(Object.fromEntries(NAMES.map((name) => [name, sorted((read[name] ?? []).map(specOf))])) as unknown as Record<FieldsName, readonly FieldSpec[]>),
    nameReference: sorted((read.nameReference ?? []).map((one) => ({ ...gvkValue(one), referrers: (one.fieldSpecs ?? []).map(specOf) }))),
  };
}
