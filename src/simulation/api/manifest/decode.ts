import { quote } from '../../base/go/quote';
import type { Field, FieldType } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { base64Error, fitsInteger, jsonName, selfDecoded } from './go-values';
import { entriesOf, toJson } from './json';
import type { Entry } from './json';
import type { ProblemCode } from './problems';
import { suggest } from './suggest';
import type { MappingTree, ScalarTree, SequenceTree, Tree } from '../yaml';

/** How an error ends a decoding: at once, at the end, only where the caller wants strict decoding, or never (kubectl has dropped it before). */
export type Severity = 'fatal' | 'saved' | 'strict' | 'silent';

/** Something that does not decode, placed by offsets; {@link readManifests} turns offsets into lines. */
export interface DecodeProblem {
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  /** In the decoder's words. */
  readonly message: string;
}

export interface Decoded {
  readonly value: Readonly<Record<string, unknown>>;
  /** All of them, in the order in which the decoder meets them. */
  readonly problems: readonly DecodeProblem[];
  /** Where each path of the object stands in the text. */
  readonly places: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
}

/** sigs.k8s.io/json keeps at most so many strict errors. */
const MAX_STRICT = 100;
const MAX_PROBLEMS = 200;

/**
 * What the API server's decoder answers (sigs.k8s.io/json through runtime/serializer/json): the first error of a type that decodes itself
 * ends it; else the first value of a wrong type is reported; else, when strict, every unknown field. Undefined when all is well.
 */
export function decodeError(problems: readonly DecodeProblem[], strict = true): string | undefined {
  const first = problems.find(({ severity }) => severity === 'fatal') ?? problems.find(({ severity }) => severity === 'saved');
  if (first !== undefined) return first.message;
  const unknown = problems.filter(({ severity }) => severity === 'strict').slice(0, MAX_STRICT);
  return strict && unknown.length > 0 ? `strict decoding error: ${unknown.map(({ message }) => message).join(', ')}` : undefined;
}

/**
 * Decodes a document into the type of a custom resource: its metadata as Go decodes it, the rest as it came, but for fields that the schema
 * does not know. Values of a wrong type are left to validation.
 */
export function decodeCustom(root: MappingTree, schema: Schema, type: string): Decoded {
  const decoder = new CustomDecoder(schema);
  const value = decoder.struct(root, type, '', []);
  return { value, problems: metadataFirst(decoder.problems), places: decoder.places };
}

/** unstructuredSchemaCoercer.apply: the metadata is read before the rest is pruned, so that its unknown fields are named first. */
function metadataFirst(problems: readonly DecodeProblem[]): readonly DecodeProblem[] {
  const early = problems.filter(({ severity, path }) => severity === 'strict' && path.startsWith('metadata.'));
  return early.length === 0 ? problems : [...early, ...problems.filter((one) => !early.includes(one))];
}

/** Decodes a document into the API type `type`, field by field in the order in which kubectl sends them, and collects every problem. */
export function decode(root: MappingTree, schema: Schema, type: string): Decoded {
  const decoder = new Decoder(schema);
  const value = decoder.struct(root, type, '', []);
  return { value, problems: decoder.problems, places: decoder.places };
}

const SCHEMA = 'apiextensions.v1.JSONSchemaProps';
const SCHEMA_OR = 'v1.JSONSchemaPropsOr';

/** Go's errorContext: the struct whose field is being decoded, and the names on the way to it, embedded structs among them. */
interface Context {
  readonly owner: string;
  readonly stack: readonly string[];
}

/** json.UnmarshalTypeError, with the field that it is about (decodeState.addErrorContext). */
const unfit = (text: string, go: string, { owner, stack }: Context): string => `json: cannot unmarshal ${text} into Go struct field ${owner}.${stack.join('.')} of type ${go}`;

class Decoder {
  readonly problems: DecodeProblem[] = [];
  readonly places = new Map<string, { start: number; end: number }>();

  constructor(protected readonly schema: Schema) {}

  struct(node: MappingTree, type: string, path: string, stack: readonly string[]): Record<string, unknown> {
    const { fields, preserve } = this.schema.struct(type);
    const owner = type.slice(type.lastIndexOf('.') + 1);
    const result: [string, unknown][] = [];
    for (const entry of this.entries(node, path)) {
      const child = join(path, entry.name);
      const field = fields.get(entry.name);
      if (field === undefined) {
        if (preserve) result.push([entry.name, toJson(entry.value)]);
        else this.unknown(entry.key, entry.name, child, fields);
        continue;
      }
      this.place(child, entry.key, entry.value);
      const decoded = this.value(entry.value, field.type, field.go, child, { owner, stack: [...stack, ...field.via, entry.name] });
      if (decoded !== undefined) result.push([entry.name, decoded]);
    }
    // fromEntries defines own properties, so a key called __proto__ stays a key.
    return Object.fromEntries(result);
  }

  /** Keys written twice reach the server once: kubectl keeps the last. */
  private entries(node: MappingTree, path: string): readonly Entry[] {
    const { entries, duplicates } = entriesOf(node);
    for (const { name, key } of duplicates) {
      const child = join(path, name);
      this.report('silent', 'duplicateKey', child, key, `duplicate field ${quote(child)}`, { field: name });
    }
    return entries;
  }

  private unknown(key: Tree, name: string, path: string, fields: ReadonlyMap<string, Field>): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const near = suggest(name, fields.keys());
    this.report('strict', 'unknownField', path, key, `unknown field ${quote(path)}`, { field: name, ...(near === undefined ? {} : { suggestion: near }) });
  }

  protected value(node: Tree, type: FieldType, go: string, path: string, context: Context): unknown {
    if (node.type === 'scalar' && node.scalar.kind === 'null') return undefined;
    if (go.startsWith(SCHEMA_OR) && node.type !== 'scalar') return this.schemaOr(node, path, context);
    const own = selfDecoded(type, node);
    if (own !== undefined) {
      if ('value' in own) return own.value;
      this.report('fatal', own.code, path, node, own.misfit === undefined ? own.error : unfit(own.misfit.text, own.misfit.go, context), own.params);
      return undefined;
    }
    if (type.kind === 'struct' && node.type === 'mapping') return this.struct(node, type.name, path, context.stack);
    if (type.kind === 'list' && node.type === 'sequence') {
      return node.items.map((item, index) => {
        const child = `${path}[${index}]`;
        this.places.set(child, itemPlace(item));
        // A null in a list becomes the zero value of its type.
        return this.value(item, type.of, elementGo(go), child, context) ?? this.empty(type.of);
      });
    }
    if (type.kind === 'map' && node.type === 'mapping') {
      const pairs = this.entries(node, path).map((entry): [string, unknown] => {
        const child = join(path, entry.name);
        this.place(child, entry.key, entry.value);
        return [entry.name, this.value(entry.value, type.of, elementGo(go), child, context) ?? this.empty(type.of)];
      });
      return Object.fromEntries(pairs);
    }
    if (node.type === 'scalar') return this.scalar(node, type, go, path, context);
    return this.mismatch(node, type, go, path, context);
  }

  /**
   * JSONSchemaPropsOrArray and its kin (apiextensions v1 marshal.go) decode themselves with encoding/json: leniently, and an error there is one of
   * the field that holds them.
   */
  private schemaOr(node: MappingTree | SequenceTree, path: string, context: Context): unknown {
    const inner = new Decoder(this.schema);
    const one = (tree: Tree, at: string): unknown => (tree.type === 'mapping' ? inner.struct(tree, SCHEMA, at, []) : inner.value(tree, { kind: 'struct', name: SCHEMA }, 'v1.JSONSchemaProps', at, { owner: '', stack: [] }));
    const value = node.type === 'mapping' ? one(node, path) : node.items.map((item, i) => one(item, `${path}[${i}]`) ?? {});
    for (const [at, place] of inner.places) if (!this.places.has(at)) this.places.set(at, place);
    for (const problem of inner.problems) {
      if (problem.severity === 'silent') this.problems.push(problem);
      else if (problem.severity !== 'strict') {
        const message = problem.message.replace(/ into Go struct field [^ .]*\./, ` into Go struct field ${context.owner}.${context.stack.join('.')}.`);
        this.problems.push({ ...problem, severity: 'fatal', message });
      }
    }
    return value;
  }

  /** What a null in a list or a map becomes. */
  protected empty(type: FieldType): unknown {
    return zero(type);
  }

  private scalar(node: ScalarTree, type: FieldType, go: string, path: string, context: Context): unknown {
    const { scalar } = node;
    switch (type.kind) {
      case 'string':
        return scalar.kind === 'string' ? scalar.value : this.mismatch(node, type, go, path, context);
      case 'bool':
        return scalar.kind === 'bool' ? scalar.value : this.mismatch(node, type, go, path, context);
      case 'int32':
      case 'int64':
      case 'int':
        return scalar.kind === 'number' && fitsInteger(node, type.kind) ? scalar.value : this.mismatch(node, type, go, path, context);
      case 'double':
        return scalar.kind === 'number' ? scalar.value : this.mismatch(node, type, go, path, context);
      case 'bytes': {
        if (scalar.kind !== 'string') return this.mismatch(node, type, go, path, context);
        const error = base64Error(scalar.value);
        if (error === undefined) return scalar.value.replace(/[\r\n]/g, '');
        this.report('saved', 'badBase64', path, node, error, {});
        return undefined;
      }
      default:
        return this.mismatch(node, type, go, path, context);
    }
  }

  /** json.UnmarshalTypeError. */
  private mismatch(node: Tree, type: FieldType, go: string, path: string, context: Context): undefined {
    const found = jsonName(node);
    const numeric = type.kind === 'int32' || type.kind === 'int64' || type.kind === 'int' || type.kind === 'double';
    const shown = node.type === 'scalar' && node.scalar.kind === 'number' && numeric ? `number ${node.scalar.text}` : found;
    this.report('saved', 'wrongType', path, node, unfit(shown, go, context), { expected: expected(type), found });
    return undefined;
  }

  private place(path: string, key: Tree, value: Tree): void {
    if (this.places.has(path)) return;
    // A whole subtree would underline the page; a collection is shown by its key.
    const node = value.type === 'scalar' && value.end > value.start ? value : key;
    this.places.set(path, { start: node.start, end: node.end });
  }

  private report(severity: Severity, code: ProblemCode, path: string, node: Tree, message: string, params: DecodeProblem['params']): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ severity, code, path, start: node.start, end: node.end, params, message });
  }
}

class CustomDecoder extends Decoder {
  protected override value(node: Tree, type: FieldType, go: string, path: string, context: Context): unknown {
    if (path === 'metadata' || path.startsWith('metadata.')) return super.value(node, type, go, path, context);
    const fits = (type.kind === 'struct' && node.type === 'mapping') || (type.kind === 'list' && node.type === 'sequence') || (type.kind === 'map' && node.type === 'mapping');
    return fits ? super.value(node, type, go, path, context) : toJson(node);
  }

  protected override empty(): unknown {
    return null;
  }
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** The Go type of a list's items or a map's values, from that of the whole: `map[string][]v1.X` → `[]v1.X`. */
function elementGo(go: string): string {
  if (go === 'v1.ResourceList') return 'resource.Quantity';
  return go.startsWith('[]') ? go.slice(2) : go.replace(/^map\[[^\]]*\]/, '');
}

/** A list item that is an object is shown by its first key: underlining all of it would say nothing. */
function itemPlace(item: Tree): { start: number; end: number } {
  const shown = item.type === 'mapping' ? (item.entries[0]?.key ?? item) : item;
  return { start: shown.start, end: shown.end };
}

function zero(type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
    case 'bytes':
      return '';
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'int':
    case 'double':
    case 'IntOrString':
      return 0;
    case 'Quantity':
      return '0';
    case 'list':
      return [];
    case 'struct':
    case 'map':
      return {};
    default:
      return null;
  }
}

/** What should have stood there, in JSON's words; a view has a phrase for each. */
function expected(type: FieldType): string {
  switch (type.kind) {
    case 'list':
      return 'array';
    case 'map':
    case 'struct':
      return 'object';
    case 'int32':
    case 'int64':
    case 'int':
      return 'integer';
    case 'double':
      return 'number';
    case 'bytes':
      return 'string';
    default:
      return type.kind;
  }
}
