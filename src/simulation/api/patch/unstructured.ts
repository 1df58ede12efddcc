import { quote } from '../../base/go/quote';
import { base64Error, selfDecoded } from '../manifest/go-values';
import { treeOf } from '../manifest/tree-of';
import type { Field, FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { isObject } from '../schema/walk';
import { goTypeOf, PatchError } from './patch-error';

/**
 * Whether an object has the shape of its Go type, as the outcome of a strategic merge patch is turned into it (runtime
 * DefaultUnstructuredConverter.FromUnstructuredWithValidation): an error in its words, or undefined.
 * @param strict unknown fields are an error too.
 */
export function unstructuredError(schema: Schema, type: string, object: Readonly<Record<string, unknown>>, strict: boolean): string | undefined {
  const unknown: string[] = [];
  try {
    new Converter(schema, unknown).value(object, { kind: 'struct', name: type }, '', '');
  } catch (error) {
    if (error instanceof PatchError) return error.message;
    throw error;
  }
  return strict && unknown.length > 0 ? `strict decoding error: ${unknown.sort().join(', ')}` : undefined;
}

const KINDS: Readonly<Record<string, string>> = { '[]interface {}': 'slice', 'map[string]interface {}': 'map' };
/** reflect.Kind of a value. */
const kindOf = (value: unknown): string => KINDS[goTypeOf(value)] ?? goTypeOf(value);

const INTEGERS: ReadonlySet<string> = new Set(['int', 'int32', 'int64']);

class Converter {
  constructor(
    private readonly schema: Schema,
    private readonly unknown: string[],
  ) {}

  value(value: unknown, type: FieldType, go: string, path: string): void {
    if (value === null || value === undefined) return;
    const own = type.kind === 'struct' || type.kind === 'list' || type.kind === 'map' ? undefined : selfDecoded(type, treeOf(value));
    if (own !== undefined) {
      if ('error' in own) throw new PatchError(own.error);
      return;
    }
    if (type.kind === 'struct') this.struct(value, type.name, path);
    else if (type.kind === 'map') this.map(value, type.of, path);
    else if (type.kind === 'list') this.list(value, type.of, path);
    else if (type.kind === 'bytes') bytes(value);
    else scalar(value, type.kind === 'double' ? 'float64' : type.kind, go);
  }

  private struct(value: unknown, name: string, path: string): void {
    if (!isObject(value)) throw new PatchError(`cannot restore struct from: ${kindOf(value)}`);
    const { fields } = this.schema.struct(name);
    for (const key of Object.keys(value)) {
      const field: Field | undefined = fields.get(key);
      const at = path === '' ? key : `${path}.${key}`;
      if (field === undefined) this.unknown.push(`unknown field ${quote(at)}`);
      else this.value(value[key], field.type, field.go, at);
    }
  }

  private map(value: unknown, of: FieldType, path: string): void {
    if (!isObject(value)) throw new PatchError(`cannot restore map from ${kindOf(value)}`);
    for (const inner of Object.values(value)) this.value(inner, of, '', path);
  }

  private list(value: unknown, of: FieldType, path: string): void {
    if (!Array.isArray(value)) throw new PatchError(`cannot restore slice from ${kindOf(value)}`);
    value.forEach((item, index) => this.value(item, of, '', `${path}[${index}]`));
  }
}

function bytes(value: unknown): void {
  if (typeof value !== 'string') throw new PatchError(`cannot restore slice from ${kindOf(value)}`);
  const error = base64Error(value);
  if (error !== undefined) throw new PatchError(`error decoding from json: ${error}`);
}

/** Texts, truth values, whole and broken numbers do not become each other; Go could convert some, and says so. */
function scalar(value: unknown, kind: string, go: string): void {
  const from = goTypeOf(value);
  if (from === kind || (from === 'int64' && (INTEGERS.has(kind) || kind === 'float64'))) return;
  const convertible = (from === 'float64' && INTEGERS.has(kind)) || (from === 'int64' && kind === 'string');
  throw new PatchError(convertible ? `cannot convert ${from} to ${go === '' ? kind : go}` : `unrecognized type: ${kind}`);
}
