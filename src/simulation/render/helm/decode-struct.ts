/** Decodes YAML into Go structs (sigs.k8s.io/yaml, then encoding/json): names in any case, scalars as texts where a text is wanted, the first mismatch as the error. */
import { entriesOf, keyText } from '../../api/manifest/json';
import { jsonName } from '../../api/manifest/go-values';
import type { Tree } from '../../api/yaml';
import { printFloat } from '../../base/go/values';
import { valueOfTree, yamlTree } from './yaml-values';
import type { Decoded } from './yaml-values';
import type { Value } from '../../base/go/values';

export interface StructSpec {
  /** The Go type's name without its package. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
}

export type FieldSpec = 'string' | 'bool' | 'texts' | 'textMap' | 'values' | { readonly struct: StructSpec; readonly type: string } | { readonly list: StructSpec; readonly type: string };

const GO_TYPES = { string: 'string', bool: 'bool', texts: '[]string', textMap: 'map[string]string', values: '[]interface {}' } as const;

/** What a field holds: texts, lists, maps, or structs by the spec; null for an item that is null. */
export type FieldValue = string | boolean | readonly string[] | Readonly<Record<string, string>> | readonly Value[] | StructValue | readonly (StructValue | null)[] | undefined;
export interface StructValue {
  readonly [field: string]: FieldValue;
}

class Mismatch {
  error: string | undefined;
  report(error: string): undefined {
    this.error ??= error;
    return undefined;
  }
}

const isNull = (node: Tree): boolean => node.type === 'scalar' && node.scalar.kind === 'null';

/** A scalar where a text is wanted (convertToJSONableObject with a target of kind String). */
function scalarText(node: Tree): string | undefined {
  if (node.type !== 'scalar') return undefined;
  const { scalar } = node;
  if (scalar.kind === 'number') return scalar.integer ? scalar.text : printG(scalar.value);
  return scalar.kind === 'null' ? '' : String(scalar.value);
}

/** strconv.FormatFloat(value, 'g', -1, 64). */
const printG = printFloat;

class Decoder {
  constructor(private readonly mismatch: Mismatch) {}

  struct(node: Tree, spec: StructSpec, path: readonly string[]): StructValue {
    const result: Record<string, FieldValue> = {};
    if (node.type !== 'mapping') return result;
    for (const { name, value } of entriesOf(node).entries) {
      const field = Object.hasOwn(spec.fields, name) ? name : Object.keys(spec.fields).find((known) => known.toLowerCase() === name.toLowerCase());
      if (field === undefined || isNull(value)) continue;
      const decoded = this.field(value, spec.fields[field]!, { spec, path: [...path, field] });
      if (decoded !== undefined) result[field] = decoded;
    }
    return result;
  }

  private wrong(node: Tree, type: string, { spec, path }: { spec: StructSpec; path: readonly string[] }): undefined {
    return this.mismatch.report(`json: cannot unmarshal ${jsonName(node)} into Go struct field ${spec.name}.${path.join('.')} of type ${type}`);
  }

  private field(node: Tree, field: FieldSpec, place: { spec: StructSpec; path: readonly string[] }): FieldValue {
    if (typeof field === 'object' && 'struct' in field) {
      return node.type === 'mapping' ? this.struct(node, field.struct, place.path) : this.wrong(node, field.type, place);
    }
    if (typeof field === 'object') {
      if (node.type !== 'sequence') return this.wrong(node, `[]*${field.type}`, place);
      return node.items.map((item) => {
        if (isNull(item)) return null;
        if (item.type !== 'mapping') this.wrong(item, field.type, place);
        return this.struct(item, field.list, place.path);
      });
    }
    if (field === 'string') return scalarText(node) ?? this.wrong(node, 'string', place);
    if (field === 'bool') return node.type === 'scalar' && node.scalar.kind === 'bool' ? node.scalar.value : this.wrong(node, 'bool', place);
    if (field === 'values') return node.type === 'sequence' ? (valueOfTree(node) as readonly Value[]) : this.wrong(node, GO_TYPES.values, place);
    if (field === 'texts') {
      if (node.type !== 'sequence') return this.wrong(node, GO_TYPES.texts, place);
      return node.items.map((item) => scalarText(item) ?? this.wrong(item, 'string', place) ?? '');
    }
    if (node.type !== 'mapping') return this.wrong(node, GO_TYPES.textMap, place);
    const texts: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const { key, value } of entriesOf(node).entries) texts[keyText(key) ?? ''] = scalarText(value) ?? this.wrong(value, 'string', place) ?? '';
    return texts;
  }
}

/** yaml.Unmarshal into a struct of the spec; `type` is the struct's name with its package. */
export function decodeStruct(text: string, spec: StructSpec, type: string): Decoded<StructValue> {
  const tree = yamlTree(text);
  return tree.ok ? decodeStructTree(tree.value, spec, type) : tree;
}

/** What {@link decodeStruct} does with a document that has been read. */
export function decodeStructTree(node: Tree | undefined, spec: StructSpec, type: string): Decoded<StructValue> {
  if (node === undefined || isNull(node)) return { ok: true, value: {} };
  const failed = (error: string): Decoded<StructValue> => ({ ok: false, error: `error unmarshaling JSON: while decoding JSON: ${error}` });
  if (node.type !== 'mapping') return failed(`json: cannot unmarshal ${jsonName(node)} into Go value of type ${type}`);
  const mismatch = new Mismatch();
  const value = new Decoder(mismatch).struct(node, spec, []);
  return mismatch.error === undefined ? { ok: true, value } : failed(mismatch.error);
}
