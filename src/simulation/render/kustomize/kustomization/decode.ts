/** Decodes JSON of YAML into Go structs, unknown fields refused or passed over (encoding/json). The first mismatch, by the order of keys, is the error. */
import { entriesOf } from '../../../api/manifest/json';
import { jsonName } from '../../../api/manifest/go-values';
import type { Tree } from '../../../api/yaml';
import { GoError } from '../../../base/go/values';

export interface Struct {
  /** The Go type's name without its package. */
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Fields of embedded structs, with the names of these. */
  readonly embedded?: Readonly<Record<string, string>>;
}

/** A scalar, a list or map of texts, a struct, or a list of structs. */
export type Field = 'string' | 'bool' | 'int' | 'int64' | 'texts' | 'textMap' | 'any' | Struct | readonly [Struct];

const GO_NAMES: Readonly<Record<string, string>> = { string: 'string', bool: 'bool', int: 'int', int64: 'int64', texts: '[]string', textMap: 'map[string]string', any: 'interface {}' };

const isNull = (node: Tree): boolean => node.type === 'scalar' && node.scalar.kind === 'null';
const goName = (field: Field): string => (typeof field === 'string' ? GO_NAMES[field]! : 'name' in field ? `types.${field.name}` : `[]types.${field[0].name}`);

export type Decoded = Readonly<Record<string, unknown>>;

class Decoder {
  error: string | undefined;

  constructor(private readonly strict: boolean) {}

  private report(error: string): undefined {
    this.error ??= error;
    return undefined;
  }

  struct(node: Tree, spec: Struct, path: readonly string[]): Decoded {
    const result: Record<string, unknown> = {};
    if (node.type !== 'mapping') return result;
    const entries = [...entriesOf(node).entries].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, value } of entries) {
      const known = Object.hasOwn(spec.fields, name) ? name : Object.keys(spec.fields).find((field) => field.toLowerCase() === name.toLowerCase());
      if (known === undefined) {
        if (this.strict) this.report(`json: unknown field "${name}"`);
        continue;
      }
      if (isNull(value)) continue;
      const decoded = this.value(value, spec.fields[known]!, spec, [...path, ...(spec.embedded?.[known] === undefined ? [] : [spec.embedded[known]]), known]);
      if (decoded !== undefined) result[known] = decoded;
    }
    return result;
  }

  private wrong(node: Tree, type: string, spec: Struct, path: readonly string[]): undefined {
    const number = node.type === 'scalar' && node.scalar.kind === 'number' && type.startsWith('int') ? `number ${node.scalar.text}` : jsonName(node);
    return this.report(`json: cannot unmarshal ${number} into Go struct field ${spec.name}.${path.join('.')} of type ${type}`);
  }

  private value(node: Tree, field: Field, spec: Struct, path: readonly string[]): unknown {
    const wrong = (at = node, type = goName(field)): undefined => this.wrong(at, type, spec, path);
    if (field === 'any') return node;
    if (typeof field === 'string' && field !== 'texts' && field !== 'textMap') return scalarOf(node, field) ?? wrong();
    if (field === 'texts') return node.type === 'sequence' ? node.items.map((item) => (isNull(item) ? '' : (scalarOf(item, 'string') ?? wrong(item, 'string') ?? ''))) : wrong();
    if (field === 'textMap') {
      if (node.type !== 'mapping') return wrong();
      return new Map([...entriesOf(node).entries].map(({ name, value }) => [name, isNull(value) ? '' : ((scalarOf(value, 'string') ?? wrong(value, 'string') ?? '') as string)]));
    }
    if ('fields' in field) return node.type === 'mapping' ? this.struct(node, field, path) : wrong();
    if (node.type !== 'sequence') return wrong();
    return node.items.map((item) => {
      if (isNull(item)) return {};
      if (item.type !== 'mapping') wrong(item, goName(field[0]));
      return this.struct(item, field[0], path);
    });
  }
}

function scalarOf(node: Tree, type: 'string' | 'bool' | 'int' | 'int64'): string | boolean | number | undefined {
  if (node.type !== 'scalar') return undefined;
  const { scalar } = node;
  if (type === 'string' || type === 'bool') return scalar.kind === type ? scalar.value : undefined;
  return scalar.kind === 'number' && scalar.integer ? scalar.value : undefined;
}

/** `strict`: a field that the struct does not have is an error. Throws a GoError. */
export function decode(node: Tree | undefined, spec: Struct, strict: boolean): Decoded {
  if (node === undefined || isNull(node)) return {};
  if (node.type !== 'mapping') throw new GoError(`json: cannot unmarshal ${jsonName(node)} into Go value of type types.${spec.name}`);
  const decoder = new Decoder(strict);
  const result = decoder.struct(node, spec, []);
  if (decoder.error !== undefined) throw new GoError(decoder.error);
  return result;
}
